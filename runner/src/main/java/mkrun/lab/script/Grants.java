package mkrun.lab.script;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.routeros.FieldType;

/** What is granted and what is denied, each by its name. */
final class Grants {
    private Grants() {}

    /**
     * All that can be granted, first what is: what was granted stays until it is denied.
     *
     * @param before what a row had; empty for a new one
     */
    static String merged(FieldType type, String before, String named) {
        List<String> had = List.of(before.split(","));
        List<String> given = List.of(named.split(","));
        List<String> granted = type.words().stream()
                .filter(word -> given.contains(word) || had.contains(word) && !given.contains("!" + word))
                .toList();
        return Stream.concat(
                        granted.stream(),
                        type.words().stream()
                                .filter(word -> !granted.contains(word))
                                .map(word -> "!" + word))
                .collect(Collectors.joining(","));
    }
}
