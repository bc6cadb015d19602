package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import mkrun.target.rootfs.RootfsProbe;

/** The fields that one word becomes: split at blanks where it is not quoted, patterns replaced by the paths they match. */
final class Fields {
    private static final int MAX_LENGTH = 4096;
    private static final Pattern QUOTED_IN_SET = Pattern.compile("(?<!\\\\)\\[[^\\]]*\\\\");
    private static final Pattern UNSURE_PATHS = Pattern.compile(".*/|(.*/)?\\.[^/]*[*?\\[].*");

    private final int line;
    private final RootfsProbe probe;
    private final List<String> finished = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder pattern = new StringBuilder();
    private boolean begun;
    private boolean isPattern;
    private boolean hasBackslash;

    /**
     * @param line of the word, for messages
     * @param probe where paths are looked for
     */
    Fields(int line, RootfsProbe probe) {
        this.line = line;
        this.probe = probe;
    }

    /** Quoted text: a field even if it is empty. */
    void quoted(String value) {
        begun = true;
        text.append(value);
        pattern.append(Glob.escape(value));
    }

    /** Text that stands in the script. */
    void bare(String value) {
        for (int i = 0; i < value.length(); i++) {
            add(value.charAt(i));
        }
    }

    /** Text that came from somewhere else: blanks separate fields. */
    void split(String value) throws ScriptException {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n') {
                end();
            } else {
                hasBackslash |= c == '\\';
                add(c);
            }
        }
    }

    private void add(char c) {
        begun = true;
        isPattern |= c == '*' || c == '?' || c == '[';
        text.append(c);
        pattern.append(c);
    }

    /** Ends the field if one has begun. */
    void end() throws ScriptException {
        if (begun) {
            List<String> paths = isPattern ? paths() : List.of();
            finished.addAll(paths.isEmpty() ? List.of(text.toString()) : paths);
        }
        begun = false;
        isPattern = false;
        hasBackslash = false;
        text.setLength(0);
        pattern.setLength(0);
    }

    List<String> finish() throws ScriptException {
        end();
        return finished;
    }

    private List<String> paths() throws ScriptException {
        checkSets(line, pattern);
        if (hasBackslash || UNSURE_PATHS.matcher(pattern).matches()) {
            throw new ScriptException(line, "the pattern " + pattern + " is not replayed");
        }
        return Glob.paths(probe, pattern.toString());
    }

    /**
     * Refuses quotes inside of brackets, which shells read in different ways, and patterns longer than any path.
     *
     * @throws ScriptException if there are some
     */
    static void checkSets(int line, CharSequence pattern) throws ScriptException {
        if (pattern.length() > MAX_LENGTH || QUOTED_IN_SET.matcher(pattern).find()) {
            throw new ScriptException(line, "the pattern " + pattern + " is not replayed");
        }
    }
}
