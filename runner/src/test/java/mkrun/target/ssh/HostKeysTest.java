package mkrun.target.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeysTest {
    private static final String KEY =
            " ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINw2MB1iv3yQmVdX5gUyt5SbA4yYFjlLoZbXTSYJZbyE\n";

    /** Of r1, as {@code ssh-keygen -H} writes it. */
    private static final String HASHED = "|1|Mrij2W83GP8yl+1l3dh3BnXzawk=|TahGyKNoqGslEhoUcOrxK1LZQE4=";

    private final HostKeys keys = new HostKeys();

    @TempDir
    Path dir;

    private Path file;

    @BeforeEach
    void name() {
        file = dir.resolve("known_hosts");
    }

    /** The hosts of the keys that a session with this one is given. */
    private List<String> hosts(String host, int port) throws IOException {
        return Arrays.stream(keys.of(file, host, port).getHostKey())
                .map(HostKey::getHost)
                .toList();
    }

    @Test
    void aFileIsReadOnce() throws IOException {
        Files.writeString(file, "r1" + KEY);
        assertThat(hosts("r1", 22)).containsExactly("r1");
        FileTime written = Files.getLastModifiedTime(file);
        Files.writeString(file, "r2" + KEY);
        Files.setLastModifiedTime(file, written);
        assertThat(hosts("r1", 22)).as("looks as it did").containsExactly("r1");
    }

    @Test
    void aSessionIsGivenItsHostsKeysOnly() throws IOException {
        String text = "# ours\n\nr1" + KEY + "  R1,10.0.0.1 " + KEY + "r2" + KEY + "[r1]:2222" + KEY + "[r1]:22" + KEY;
        Files.writeString(file, text);
        assertThat(hosts("r1", 22)).containsExactlyInAnyOrder("r1", "R1,10.0.0.1", "[r1]:22");
        assertThat(hosts("r1", 2222)).containsExactly("[r1]:2222", "r1", "R1,10.0.0.1");
        assertThat(hosts("10.0.0.1", 22)).containsExactly("R1,10.0.0.1");
        assertThat(hosts("r3", 22)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r*", "r?", "!r1,r2", "@revoked r1", "@cert-authority r1", HASHED})
    void namesThatAreNotPlainAreLeftToTheLibrary(String names) throws IOException {
        Files.writeString(file, "r2" + KEY + names + KEY);
        assertThat(hosts("r1", 22)).hasSize(2).contains("r2");
        assertThat(keys.of(file, "r1", 22)).isSameAs(keys.of(file, "r2", 22));
    }

    @Test
    void sessionsThatBeginAtTheSameTimeShareWhatIsRead() throws Exception {
        Files.writeString(file, (HASHED + KEY).repeat(2000)); // so that reading it takes longer than to begin
        int sessions = 20;
        CyclicBarrier atOnce = new CyclicBarrier(sessions);
        ExecutorService threads = Executors.newFixedThreadPool(sessions);
        try {
            Callable<HostKeyRepository> asks = () -> {
                atOnce.await();
                return keys.of(file, "r1", 22);
            };
            Set<HostKeyRepository> read = Collections.newSetFromMap(new IdentityHashMap<>());
            for (Future<HostKeyRepository> answer : threads.invokeAll(Collections.nCopies(sessions, asks))) {
                read.add(answer.get());
            }
            assertThat(read).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aHostThatIsAddedDuringTheRunIsKnown() throws IOException {
        assertThat(hosts("r2", 22)).isEmpty();
        Files.writeString(file, "r1" + KEY);
        assertThat(hosts("r2", 22)).isEmpty();
        Files.writeString(file, "r1" + KEY + "r2" + KEY);
        assertThat(hosts("r2", 22)).containsExactly("r2");
        Files.delete(file);
        assertThat(hosts("r2", 22)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNoEmptyFile() {
        assertThatThrownBy(() -> keys.of(dir, "r1", 22)).isInstanceOf(IOException.class);
    }
}
