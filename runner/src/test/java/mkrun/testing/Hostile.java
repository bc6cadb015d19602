package mkrun.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Input that somebody damaged or made up to do harm, and what a reader owes its user all the same. */
public final class Hostile {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final long MEMORY = 64L << 20;
    private static final long MEMORY_PER_BYTE = 2_000;
    private static final byte[] NASTY = {0, 1, '\n', '\r', ' ', '/', '.', '9', '7', 0x7f, (byte) 0x80, (byte) 0xff, '='
    };

    private Hostile() {}

    /** A reader under test. */
    @FunctionalInterface
    public interface Reader {
        /** Reads the input. */
        void read() throws Exception;
    }

    /** One change of a byte string: where (of a thousand), what, how much. */
    private record Edit(int kind, int place, int value, int length) {
        byte[] apply(byte[] bytes) {
            if (bytes.length == 0) {
                return new byte[] {(byte) value};
            }
            int at = (int) ((long) place * bytes.length / 100_000);
            int end = Math.min(bytes.length, at + length);
            byte[] changed = bytes.clone();
            switch (kind) {
                case 0 -> changed[at] ^= (byte) (1 << (value & 7));
                case 1 -> changed[at] = (byte) value;
                case 2 -> changed[at] = NASTY[value % NASTY.length];
                case 3 -> Arrays.fill(changed, at, end, NASTY[value % NASTY.length]);
                case 4 -> {
                    return Arrays.copyOf(bytes, at);
                }
                case 5 -> {
                    return joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
                }
                default -> {
                    return joined(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
                }
            }
            return changed;
        }

        private static byte[] joined(byte[] left, byte[] right) {
            byte[] both = Arrays.copyOf(left, left.length + right.length);
            System.arraycopy(right, 0, both, left.length, right.length);
            return both;
        }
    }

    /** One of some good inputs with a few changes. */
    public static Arbitrary<byte[]> variants(byte[]... good) {
        Arbitrary<Edit> edit = Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 99_999),
                        Arbitraries.integers().between(0, 255),
                        Arbitraries.integers().between(1, 600))
                .as(Edit::new);
        return Combinators.combine(
                        Arbitraries.of(List.of(good)), edit.list().ofMinSize(1).ofMaxSize(5))
                .as((bytes, edits) -> {
                    byte[] changed = bytes;
                    for (Edit one : edits) {
                        changed = one.apply(changed);
                    }
                    return changed;
                });
    }

    /** One of some good texts with a few changes. */
    public static Arbitrary<String> texts(String... good) {
        byte[][] bytes =
                Arrays.stream(good).map(s -> s.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        return variants(bytes).map(b -> new String(b, StandardCharsets.UTF_8));
    }

    /**
     * Lets a reader read: it must end soon, with a result or its own kind of failure, and be modest with memory.
     *
     * @param size of the input, bytes
     * @param failures how it may fail
     */
    public static void survives(int size, Reader reader, Class<?>... failures) {
        assertTimeoutPreemptively(LONGEST, () -> {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            try {
                reader.read();
            } catch (Exception e) {
                if (Arrays.stream(failures).noneMatch(kind -> kind.isInstance(e))) {
                    throw new AssertionError("not a failure of its own: " + e, e);
                }
                assertThat(e.getMessage()).isNotBlank();
            }
            long used = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertThat(used).as("bytes allocated").isLessThan(MEMORY + size * MEMORY_PER_BYTE);
        });
    }
}
