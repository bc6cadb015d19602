package mkrun.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/** The boards of the jar: {@code boards/index} names their files, a property each. */
final class Boards {
    static final List<Board> ALL = lines().stream().map(Boards::read).toList();

    private static final long MIB = 1 << 20;

    private Boards() {}

    private static List<String> lines() {
        try (InputStream in = open("index")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String file) {
        InputStream in = Boards.class.getResourceAsStream("boards/" + file);
        if (in == null) {
            throw new IllegalStateException("the jar lacks mkrun/lab/boards/" + file);
        }
        return in;
    }

    private static Board read(String profile) {
        Properties file = new Properties();
        try (InputStream in = open(profile + ".board")) {
            file.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Board board = new Board(
                profile,
                take(file, "name"),
                take(file, "model"),
                take(file, "architecture"),
                take(file, "cpu"),
                (int) number(file, "cores"),
                (int) number(file, "megahertz"),
                number(file, "memory-mib") * MIB,
                (int) number(file, "ports"),
                take(file, "firmware"),
                number(file, "flash-bytes"),
                take(file, "disk-interface"),
                number(file, "disk-bytes"),
                take(file, "device-mode"),
                Duration.ofSeconds(number(file, "boot-seconds")),
                number(file, "write-bytes-per-second"));
        if (!file.isEmpty()) {
            throw new IllegalStateException("board " + profile + ": nothing is known of " + file.keySet());
        }
        return board;
    }

    private static long number(Properties file, String key) {
        return Long.parseLong(take(file, key));
    }

    private static String take(Properties file, String key) {
        Object value = file.remove(key);
        if (value == null) {
            throw new IllegalStateException("a board has no '" + key + "'");
        }
        return value.toString();
    }
}
