package mkrun.op.rootfs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mkrun.target.TargetException;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.task.Plan;

/**
 * Settings of OpenRC in {@code /etc/rc.conf}: the one file that every OpenRC since 0.19 reads in all places (drop-ins in
 * {@code rc.conf.d} are not seen by 0.19's dependency generator).
 *
 * @param settings value by name, written as {@code name="value"}; the last assignment of a name is replaced, since the
 *     file is shell and the last one counts, and a name without one is appended
 * @param lines further lines of shell, each appended unless it is there already
 */
public record RcConf(Map<String, String> settings, List<String> lines) implements RootfsOperation<TextFile> {
    private static final String PATH = "/etc/rc.conf";

    public RcConf {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        lines = List.copyOf(lines);
        settings.forEach(RcConf::check);
        lines.forEach(line -> Checks.oneLine("a line of " + PATH, line));
    }

    private static void check(String name, String value) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("rcConf: '" + name + "' is not a shell variable");
        }
        Checks.oneLine("rcConf " + name, value);
        if (value.matches(".*[\"\\\\$`].*")) {
            throw new IllegalArgumentException("rcConf " + name + ": a value must not contain \" \\ $ or `: " + value);
        }
    }

    @Override
    public String type() {
        return "rcConf";
    }

    @Override
    public TextFile inspect(RootfsProbe probe) throws TargetException {
        return TextFile.read(probe, PATH);
    }

    @Override
    public Plan diff(TextFile seen) {
        List<String> wanted = new ArrayList<>(seen.lines());
        settings.forEach((name, value) -> assign(wanted, name, value));
        lines.stream().filter(line -> !wanted.contains(line)).forEach(wanted::add);
        return seen.with(wanted, PATH + " has these settings");
    }

    private static void assign(List<String> file, String name, String value) {
        String line = name + "=\"" + value + "\"";
        int last = -1;
        for (int i = 0; i < file.size(); i++) {
            last = file.get(i).strip().startsWith(name + "=") ? i : last;
        }
        if (last >= 0) {
            file.set(last, line);
        } else {
            file.add(line);
        }
    }
}
