package mkrun.target.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.RouterLink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that somebody writes to while they are on their way to a router. */
@Timeout(60)
class UploadSourceTest extends OnScriptedServer {
    private static final int SIZE = 24 << 20; // much more than is under way at a time

    private final AtomicLong lastTotal = new AtomicLong(-1);
    private Path source;

    @BeforeEach
    void source() throws IOException {
        source = Files.write(dir.resolve("source"), new byte[SIZE]);
    }

    @Test
    void oneThatBecomesShorterIsAFailureAndLeavesNoPart() throws Exception {
        refuses(
                Content.file(source),
                file -> file.truncate(SIZE / 2),
                "a cannot be read on this machine: it has changed meanwhile, " + SIZE / 2 + " bytes of " + SIZE
                        + ". Run again");
    }

    @Test
    void oneThatBecomesLongerIsAFailureAndLeavesNoPart() throws Exception {
        refuses(
                Content.file(source),
                file -> file.write(ByteBuffer.wrap(new byte[10]), SIZE),
                "a cannot be read on this machine: it has changed meanwhile, " + (SIZE + 10) + " bytes of " + SIZE
                        + ". Run again");
    }

    @Test
    void oneWhoseBytesAreKnownIsHeldAgainstThem() throws Exception {
        Content known = Content.stored(source, SIZE, Content.file(source).crc32());
        refuses(
                known,
                file -> file.write(ByteBuffer.wrap(new byte[] {1}), SIZE - 1),
                "a cannot be read on this machine: " + source
                        + " has changed since it was made. Remove it, then run again: it is made anew");
    }

    private interface Rewrite {
        void of(FileChannel file) throws IOException;
    }

    /** Rewrites the source when the router has taken some of it. */
    private void refuses(Content content, Rewrite rewrite, String message) throws Exception {
        Progress progress = (what, done, total) -> {
            if (lastTotal.getAndSet(total) < 0) {
                try (FileChannel file = FileChannel.open(source, StandardOpenOption.WRITE)) {
                    rewrite.of(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.upload(content, "usb1/a.part", "a", progress))
                    .isInstanceOf(TargetException.class)
                    .isNotInstanceOf(UnreachableException.class)
                    .hasMessage(message);
            assertThat(link.exec("still there")).isEmpty();
        }
        assertThat(dir.resolve("files/usb1/a.part")).doesNotExist();
        assertThat(lastTotal).as("given up").hasValue(0);
    }
}
