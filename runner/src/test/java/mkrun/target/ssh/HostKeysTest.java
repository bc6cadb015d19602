package mkrun.target.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

class HostKeysTest {
    private static final String KEY =
            " ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINw2MB1iv3yQmVdX5gUyt5SbA4yYFjlLoZbXTSYJZbyE\n";

    private final HostKeys keys = new HostKeys();

    @TempDir
    Path dir;

    private Path file;

    @BeforeEach
    void name() {
        file = dir.resolve("known_hosts");
    }

    private List<String> hosts() throws IOException {
        return Arrays.stream(keys.of(file).getHostKey()).map(HostKey::getHost).toList();
    }

    @Test
    void aFileIsReadOnce() throws IOException {
        Files.writeString(file, "r1" + KEY);
        HostKeyRepository first = keys.of(file);
        assertThat(keys.of(file)).isSameAs(first);
        assertThat(hosts()).containsExactly("r1");
    }

    @Test
    void sessionsThatBeginAtTheSameTimeShareWhatIsRead() throws Exception {
        Files.writeString(file, "r1" + KEY);
        int sessions = 20;
        CyclicBarrier atOnce = new CyclicBarrier(sessions);
        ExecutorService threads = Executors.newFixedThreadPool(sessions);
        try {
            Callable<HostKeyRepository> asks = () -> {
                atOnce.await();
                return keys.of(file);
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
        assertThat(hosts()).isEmpty();
        Files.writeString(file, "r1" + KEY);
        assertThat(hosts()).containsExactly("r1");
        Files.writeString(file, "r1" + KEY + "r2" + KEY);
        assertThat(hosts()).containsExactly("r1", "r2");
        Files.delete(file);
        assertThat(hosts()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNoEmptyFile() {
        assertThatThrownBy(() -> keys.of(dir)).isInstanceOf(IOException.class);
    }
}
