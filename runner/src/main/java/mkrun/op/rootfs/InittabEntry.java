package mkrun.op.rootfs;

import java.util.ArrayList;
import java.util.List;
import mkrun.target.TargetException;
import mkrun.target.rootfs.RootfsProbe;
import mkrun.task.Plan;

/**
 * An entry of {@code /etc/inittab}, a line {@code id:runlevels:action:process} that busybox init reads (its id is the
 * terminal; it does not look at runlevels).
 *
 * <p>Present, it replaces the entry of the same id, or without an id is appended unless it is there. Absent, every entry
 * that agrees in all fields given here is commented out.
 *
 * @param id terminal, e.g. {@code tty1}; may be empty
 * @param runlevels usually empty
 * @param action {@code sysinit, wait, once, respawn, askfirst, shutdown, restart, ctrlaltdel}; may be empty if absent
 * @param process command line; may be empty if absent
 */
public record InittabEntry(String id, String runlevels, String action, String process, boolean present)
        implements RootfsOperation<TextFile> {
    private static final String PATH = "/etc/inittab";
    private static final List<String> ACTIONS =
            List.of("sysinit", "wait", "once", "respawn", "askfirst", "shutdown", "restart", "ctrlaltdel");

    public InittabEntry {
        List.of(id, runlevels, action, process).forEach(field -> Checks.oneLine("a field of " + PATH, field));
        if ((id + runlevels + action).contains(":")) {
            throw new IllegalArgumentException("inittab: id, runlevels and action must not contain ':'");
        }
        if (!ACTIONS.contains(action) && (present || !action.isEmpty())) {
            throw new IllegalArgumentException("inittab: action '" + action + "' is none of " + ACTIONS);
        }
        if (present && process.isEmpty() || (id + action + process).isEmpty()) {
            throw new IllegalArgumentException("inittab: say which process is meant");
        }
    }

    @Override
    public String type() {
        return "inittab";
    }

    @Override
    public TextFile inspect(RootfsProbe probe) throws TargetException {
        return TextFile.read(probe, PATH);
    }

    @Override
    public Plan diff(TextFile seen) {
        return present
                ? seen.with(withEntry(seen.lines()), PATH + " has the entry")
                : seen.with(seen.lines().stream().map(this::withoutEntry).toList(), PATH + " has no such entry");
    }

    private List<String> withEntry(List<String> lines) {
        String wanted = String.join(":", id, runlevels, action, process);
        List<String> result = new ArrayList<>(lines);
        if (lines.contains(wanted)) {
            return result;
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!id.isEmpty() && fields(lines.get(i))[0].equals(id)) {
                result.set(i, wanted);
                return result;
            }
        }
        result.add(wanted);
        return result;
    }

    private String withoutEntry(String line) {
        String[] fields = fields(line);
        boolean meant = fields.length == 4
                && agrees(id, fields[0])
                && agrees(runlevels, fields[1])
                && agrees(action, fields[2])
                && agrees(process, fields[3]);
        return meant ? "#" + line : line;
    }

    private static boolean agrees(String given, String field) {
        return given.isEmpty() || given.equals(field);
    }

    private static String[] fields(String line) {
        return line.startsWith("#") ? new String[] {""} : line.split(":", 4);
    }
}
