package mkrun.lab;

import java.io.IOException;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.server.SftpErrorStatusDataHandler;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemEnvironment;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * SFTP for users whose group has the policy {@code ftp}: version 3 (draft-ietf-secsh-filexfer-02), which is what all clients
 * know, without extensions, since of no router is known that it has some.
 */
final class RouterSftp extends SftpSubsystemFactory {
    private static final int VERSION = 3;

    private final Chassis router;

    RouterSftp(Chassis router) {
        this.router = router;
        Machine machine = router.machine();
        SftpAccess access = new SftpAccess(
                machine.files(), machine.faults(), machine.config().speeds());
        setFileSystemAccessor(access);
        addSftpEventListener(access);
        setErrorStatusDataHandler(new Errors());
    }

    @Override
    public Command createSubsystem(ChannelSession channel) throws IOException {
        String login = channel.getSession().getUsername();
        if (!router.machine().logins().policies(channel.getSession(), login).test("ftp")) {
            throw new IOException("no policy ftp");
        }
        SftpModuleProperties.SFTP_VERSION.set(channel.getSession(), VERSION);
        Plain subsystem = new Plain(channel, this);
        getRegisteredListeners().forEach(subsystem::addSftpEventListener);
        return subsystem;
    }

    private static final class Plain extends SftpSubsystem {
        Plain(ChannelSession channel, RouterSftp factory) {
            super(channel, factory);
        }

        @Override
        protected void appendExtensions(Buffer greeting, String versions) {
            // None.
        }

        @Override
        protected void executeExtendedCommand(Buffer request, int id, String extension) throws IOException {
            doUnsupportedExtension(request, id, extension);
        }
    }

    /** Version 3 has no more errors than these; of another a client only says that it does not know it. */
    private static final class Errors implements SftpErrorStatusDataHandler {
        @Override
        public int resolveSubStatus(
                SftpSubsystemEnvironment environment, int id, Throwable failure, int command, Object... arguments) {
            int status =
                    SftpErrorStatusDataHandler.super.resolveSubStatus(environment, id, failure, command, arguments);
            return status > SftpConstants.SSH_FX_OP_UNSUPPORTED ? SftpConstants.SSH_FX_FAILURE : status;
        }
    }
}
