package mkrun.lab.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words that menus of a router hold beside those that our tables cover, in any version. Abbreviations that would be
 * ambiguous on hardware are ambiguous here too.
 */
final class OtherWords {
    private static final String FILE = "other-words";
    private static final Map<String, Set<String>> WORDS = read();

    private OtherWords() {}

    static Set<String> of(String menu) {
        return WORDS.getOrDefault(menu, Set.of());
    }

    static Map<String, Set<String>> all() {
        return WORDS;
    }

    /** Lines of a menu's path and the words. */
    private static Map<String, Set<String>> read() {
        try (InputStream in = OtherWords.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("missing in the jar: mkrun/lab/script/" + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> l.startsWith("/"))
                    .map(l -> l.split(" "))
                    .collect(Collectors.toMap(w -> w[0], w -> Set.of(Arrays.copyOfRange(w, 1, w.length))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
