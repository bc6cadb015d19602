package mkrun.op.rootfs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import mkrun.target.TargetException;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.task.Plan;

/**
 * One line of a text file, as Ansible's {@code lineinfile}: present, it replaces the last line that the expression
 * finds, or is appended where it finds none and the line is not there already; absent, every line that is found goes.
 *
 * @param path absolute
 * @param line the line, without line end
 * @param regexp Java regular expression, searched within a line; empty for "the line itself, in full"
 * @param present whether the line is wanted
 * @param create whether a missing file is made (0644, root's) or refused
 */
public record LineInFile(String path, String line, String regexp, boolean present, boolean create)
        implements RootfsOperation<TextFile> {
    public LineInFile {
        Checks.path(path);
        Checks.oneLine("line", line);
        if (line.isEmpty() && regexp.isEmpty()) {
            throw new IllegalArgumentException("lineInFile '" + path + "' says neither line nor regexp");
        }
        try {
            Pattern.compile(regexp);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("regexp '" + regexp + "': " + e.getDescription(), e);
        }
    }

    @Override
    public String type() {
        return "lineInFile";
    }

    @Override
    public TextFile inspect(RootfsProbe probe) throws TargetException {
        return TextFile.read(probe, path);
    }

    @Override
    public Plan diff(TextFile seen) throws TargetException {
        if (!present) {
            List<String> kept = seen.lines().stream().filter(found().negate()).toList();
            return seen.with(kept, path + " has no such line");
        }
        if (seen.entry().isEmpty() && !create) {
            throw new TargetException(path + " does not exist in the image; say create: true to make it");
        }
        return seen.with(withLine(seen.lines()), path + " has the line");
    }

    private List<String> withLine(List<String> lines) {
        List<String> result = new ArrayList<>(lines);
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            last = found().test(lines.get(i)) ? i : last;
        }
        if (last >= 0) {
            result.set(last, line);
        } else if (!lines.contains(line)) {
            result.add(line);
        }
        return result;
    }

    private Predicate<String> found() {
        return regexp.isEmpty() ? line::equals : Pattern.compile(regexp).asPredicate();
    }
}
