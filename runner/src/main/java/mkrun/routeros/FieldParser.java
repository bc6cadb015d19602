package mkrun.routeros;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a field of a menu file: {@code NAME [list|set|flags|halves|grants|pair] TYPE [RANGE] [default=VALUE [unshown]]
 * [required=N] [read-only] [secret] [write-only] [length=LEAST..MOST | span=LEAST..MOST]}, then for each former spelling
 * {@code was NAME [RANGE] [still] [CANONICAL=FORMER...]}, which translates values; {@code still} if newer versions take it in
 * commands, too. {@code required=N} makes it the n-th argument that {@code add} insists on; for {@code length} and {@code span}
 * see {@link Bounds}.
 */
final class FieldParser {
    private FieldParser() {}

    /** A field and its place among the required ones; 0 if it is not required. */
    record Ranked(Field field, int rank) {}

    static Ranked parse(List<String> words) {
        int was = words.indexOf("was");
        List<String> own = was < 0 ? words : words.subList(0, was);
        FieldType.Many many =
                switch (own.get(1)) {
                    case "list" -> FieldType.Many.LIST;
                    case "set" -> FieldType.Many.SET;
                    case "flags" -> FieldType.Many.FLAGS;
                    case "halves" -> FieldType.Many.HALVES;
                    case "pair" -> FieldType.Many.PAIR;
                    case "grants" -> FieldType.Many.GRANTS;
                    default -> FieldType.Many.ONE;
                };
        int type = many == FieldType.Many.ONE ? 1 : 2;
        List<String> marks = own.subList(type + 1, own.size());
        Field field = new Field(
                own.get(0),
                FieldType.parse(own.get(type), many),
                Words.range(marks),
                was < 0 ? List.of() : formerNames(words.subList(was, words.size())),
                mark(marks, "default="),
                marks.contains("unshown"),
                marks.contains("read-only"),
                marks.contains("secret"),
                marks.contains("write-only"),
                bounds(marks));
        return new Ranked(field, mark(marks, "required=").map(Integer::parseInt).orElse(0));
    }

    private static Optional<Bounds> bounds(List<String> marks) {
        return mark(marks, "length=")
                .map(text -> Bounds.parse(Bounds.Kind.LENGTH, text))
                .or(() -> mark(marks, "span=").map(text -> Bounds.parse(Bounds.Kind.SPAN, text)));
    }

    private static Optional<String> mark(List<String> marks, String prefix) {
        return marks.stream()
                .filter(m -> m.startsWith(prefix))
                .map(m -> m.substring(prefix.length()))
                .findFirst();
    }

    private static List<Field.FormerName> formerNames(List<String> words) {
        List<Field.FormerName> names = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= words.size(); i++) {
            if (i == words.size() || words.get(i).equals("was")) {
                names.add(formerName(words.subList(start + 1, i)));
                start = i;
            }
        }
        return names;
    }

    private static Field.FormerName formerName(List<String> words) {
        Map<String, String> values = new LinkedHashMap<>();
        boolean still = words.contains("still");
        for (String word : words.subList(still ? 3 : 2, words.size())) {
            int equals = word.indexOf('=');
            values.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return new Field.FormerName(words.get(0), Words.bracketed(words.get(1)), values, still);
    }
}
