package mkrun.routeros;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What mkrun remembers on a router beside its comments: whose a row is where rows take no comment, and by what secrets a
 * router was given are known again. A small file of lines, the key's words first, each line the words of one entry.
 */
public final class Ledger {
    /**
     * The name under which the ledger is read and marked stale, as menus are by their paths ({@link
     * mkrun.routeros.Reader#stateScript}); no router has a menu of this name.
     */
    public static final String MENU = "/mkrun/ledger";

    /** The ledger of a router that has none. */
    public static final Ledger EMPTY = new Ledger(Map.of());

    static final String FIRST = "mkrun-ledger 1";
    static final String LAST = "end";

    private final Map<List<String>, List<String>> entries;

    private Ledger(Map<List<String>, List<String>> entries) {
        this.entries = entries;
    }

    /**
     * Reads the ledger from the row that {@link Reader#state} gives for {@link #MENU}: the file, or, if that was cut
     * off while it was written, its copy. What is no line of a ledger is passed over, and told by {@link #strange}.
     */
    public static Ledger of(Collection<Row> rows) {
        return text(rows).map(Ledger::parse).orElse(EMPTY);
    }

    private static Optional<String> text(Collection<Row> rows) {
        return rows.stream().findFirst().flatMap(row -> whole(row.text("file")).or(() -> whole(row.text("copy"))));
    }

    /**
     * Whether there is something in the place of the ledger, as {@link Reader#state} gives it, and neither the file nor its
     * copy is whole: what was remembered is lost.
     */
    public static boolean unreadable(Collection<Row> rows) {
        return rows.stream()
                .map(row -> List.of(row.text("file"), row.text("copy")))
                .anyMatch(texts -> texts.stream().anyMatch(text -> !text.isBlank())
                        && texts.stream().noneMatch(text -> whole(text).isPresent()));
    }

    /** The numbers of the lines of a ledger that is whole and that are no entries, as edits by hand leave them; from 1. */
    public static List<Integer> strange(Collection<Row> rows) {
        List<String> lines = text(rows).map(text -> text.lines().toList()).orElse(List.of());
        return IntStream.range(1, lines.size() - 1)
                .filter(i -> !lines.get(i).isBlank() && !entry(lines.get(i)))
                .mapToObj(i -> i + 1)
                .toList();
    }

    /** Of a row the ledger knows names and values by turns, of a secret how its hash is made. */
    private static boolean entry(String line) {
        List<String> words = List.of(line.split(" ", -1));
        int equals = words.indexOf("=");
        int values = words.size() - equals - 1;
        return equals > 1
                && switch (words.get(0)) {
                    case "own" -> equals == 3 && values % 2 == 0;
                    case "secret" -> equals == 4 && values == 3;
                    default -> true;
                };
    }

    /** With the line ends of routers, whatever editor it has been through, if it is whole. */
    private static Optional<String> whole(String text) {
        String plain = text.replace("\r", "");
        String lines = plain.endsWith("\n" + LAST) ? plain + "\n" : plain;
        return lines.startsWith(FIRST + "\n") && lines.endsWith("\n" + LAST + "\n")
                ? Optional.of(lines)
                : Optional.empty();
    }

    private static Ledger parse(String text) {
        Map<List<String>, List<String>> entries = new LinkedHashMap<>();
        text.lines().map(line -> line.split(" ", -1)).forEach(words -> {
            int equals = List.of(words).indexOf("=");
            if (equals > 0) {
                entries.put(decoded(words, 0, equals), decoded(words, equals + 1, words.length));
            }
        });
        return new Ledger(entries);
    }

    private static List<String> decoded(String[] words, int from, int to) {
        return List.of(words).subList(from, to).stream().map(Ledger::decode).toList();
    }

    /** The values of an entry; empty if there is none of that key. */
    public Optional<List<String>> get(List<String> key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** All entries whose key begins with these words. */
    public Map<List<String>, List<String>> under(List<String> words) {
        Map<List<String>, List<String>> found = new LinkedHashMap<>();
        entries.forEach((key, values) -> {
            if (key.size() > words.size() && key.subList(0, words.size()).equals(words)) {
                found.put(key, values);
            }
        });
        return found;
    }

    /** The words of a line, each without blanks. */
    static String line(List<String> words) {
        return words.stream().map(Ledger::encode).collect(Collectors.joining(" "));
    }

    private static String encode(String word) {
        StringBuilder out = new StringBuilder();
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > ' ' && b < 0x7f && b != '%' && b != '"' && b != '\\' && b != '$' && b != '?';
            out.append(plain && !word.equals("=") ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return out.isEmpty() ? "%" : out.toString();
    }

    private static String decode(String word) {
        byte[] bytes = new byte[word.length()];
        int length = 0;
        for (int i = 0; i < word.length(); i++) {
            boolean escape = word.charAt(i) == '%' && word.substring(i + 1).matches("(?s)[0-9A-F]{2}.*");
            if (escape) {
                bytes[length++] = (byte) Integer.parseInt(word.substring(i + 1, i + 3), 16);
                i += 2;
            } else if (word.charAt(i) != '%') {
                bytes[length++] = (byte) word.charAt(i);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
