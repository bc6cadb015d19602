package mkrun.lab.script;

import java.util.List;

/**
 * What the Tab key makes of a line.
 *
 * @param replaced how many characters of its end go
 * @param text what takes their place; empty if more must be typed first
 * @param options the words that are possible, in alphabetical order
 */
public record Completion(int replaced, String text, List<String> options) {
    static final Completion NONE = new Completion(0, "", List.of());

    public Completion {
        options = List.copyOf(options);
    }
}
