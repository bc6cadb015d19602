package mkrun.target.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.RouterLink;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An upload that is to take the place of an older file, its session cut at each of its requests. */
@Timeout(60)
class UploadCutTest extends OnScriptedServer {
    private static final String FOLDER = "usb1/mkrun";
    private static final String NAME = FOLDER + "/web.0123456789ab.tar";
    private static final String PART = NAME + ".part";
    private static final Content NEW = Content.text("new".repeat(10_000));
    private static final Content OLD = Content.text("old");

    private Path file;
    private Path part;

    @Test
    void theNextRunGetsThereFromWhereverOneWasCut() throws Exception {
        file = dir.resolve("files").resolve(NAME);
        part = dir.resolve("files").resolve(PART);
        Set<String> left = new TreeSet<>();
        for (int point = 1; cut(point); point++) {
            left.add(left());
            server.sftp(cutAt(0));
            upload();
            assertThat(file).as("after a cut at request %d", point).hasBinaryContent(NEW.bytes());
            assertThat(part).doesNotExist();
        }
        assertThat(left)
                .as("what is there after a cut: the old one with less, with all of the new, and none but the new")
                .containsExactly("3 and 0", "3 and 30000", "3 and none", "none and 30000");
    }

    /** @return whether there was such a request */
    private boolean cut(int point) throws IOException, TargetException {
        Files.createDirectories(file.getParent());
        Files.write(file, OLD.bytes());
        server.sftp(cutAt(point));
        try {
            upload();
            return false;
        } catch (UnreachableException e) {
            return true;
        }
    }

    private String left() throws IOException {
        return size(file) + " and " + size(part);
    }

    private static String size(Path file) throws IOException {
        return Files.exists(file) ? "" + Files.size(file) : "none";
    }

    /** What a change that uploads a file does. */
    private void upload() throws TargetException {
        try (RouterLink link = SshLink.connect(settings())) {
            link.files(FOLDER);
            link.upload(NEW, PART, "web", Progress.NONE);
            link.rename(PART, NAME);
        }
    }

    /** A server without extensions, which does not rename over a file that is there. */
    private static SftpSubsystemFactory cutAt(int point) {
        SftpSubsystemFactory factory = new SftpSubsystemFactory() {
            @Override
            public Command createSubsystem(ChannelSession channel) {
                SftpSubsystem plain = new SftpSubsystem(channel, this) {
                    @Override
                    protected void appendExtensions(Buffer greeting, String versions) {
                        // none
                    }
                };
                getRegisteredListeners().forEach(plain::addSftpEventListener);
                return plain;
            }
        };
        AtomicInteger requests = new AtomicInteger();
        factory.addSftpEventListener(new SftpEventListener() {
            @Override
            public void received(ServerSession session, int type, int id) throws IOException {
                if (requests.incrementAndGet() == point) {
                    session.close(true);
                    throw new IOException("cut");
                }
            }
        });
        return factory;
    }
}
