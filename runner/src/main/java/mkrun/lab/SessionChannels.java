package mkrun.lab;

import java.io.IOException;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;

/**
 * Makes channels that tell the exit status before the end of the output.
 *
 * <p>A client that has no more to say closes the channel as soon as it sees that end, as OpenSSH does; a status that comes
 * later is lost now and then, and {@code ssh} with {@code ControlMaster} ends with 255.
 */
final class SessionChannels extends ChannelSessionFactory {
    @Override
    public Channel createChannel(Session session) {
        return new SessionChannel();
    }

    private static final class SessionChannel extends ChannelSession {
        @Override
        protected void closeShell(int status, boolean immediately) throws IOException {
            if (!isClosing()) {
                if (out != null) {
                    out.flush();
                }
                sendExitStatus(status);
            }
            super.closeShell(status, immediately); // sends no second one
        }
    }
}
