package mkrun.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;
import mkrun.op.ready.Condition;
import mkrun.op.ready.Repair;
import mkrun.op.ready.Repairs;
import mkrun.routeros.Row;
import mkrun.target.Change;
import mkrun.target.Progress;
import mkrun.target.Target;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;

/**
 * Sets right what mkrun can, and says each step of it before it is made: a line each, which begins with the host, since
 * several are worked on at a time.
 *
 * @param repairs finds what can be done
 * @param reboot whether it may be done
 * @param out where the lines go
 */
record DoctorFix(Repairs repairs, boolean reboot, PrintStream out) {
    private static final Pattern ABOUT_IT = Pattern.compile("install|reboot");

    void on(String host, Target target) throws TargetException {
        RouterProbe probe = target.probe(RouterProbe.class);
        Repairs.Found found = repairs.of(Condition.read(probe), probe);
        found.lacking().forEach(what -> tell(host, "cannot be done: " + what));
        List<Repair> needed = found.repairs();
        for (Repair repair : needed) {
            if (reboot && !repair.equals(needed.get(0)) && !needed(repair, probe)) {
                continue;
            }
            for (Change change : repair.changes()) {
                tell(host, (reboot ? "" : "would ") + change.summary());
                if (reboot && !repair.hand().isEmpty()) {
                    tell(host, "AT THE DEVICE: " + repair.hand());
                }
                if (reboot) {
                    target.apply(List.of(change), Progress.NONE);
                }
            }
            if (reboot) {
                tell(host, "the router is up again");
                for (Row line : probe.rows("/log")) {
                    if (ABOUT_IT.matcher(line.text("message")).find()) {
                        tell(host, "its log says: " + line.text("message"));
                    }
                }
            }
        }
        if (!reboot && !needed.isEmpty()) {
            tell(host, "nothing was done: all of it needs a reboot, which --reboot permits");
        }
    }

    /** Whether what was done before has not done this as well: a router may take a press for more than was thought. */
    private boolean needed(Repair repair, RouterProbe probe) throws TargetException {
        return repairs.of(Condition.read(probe), probe).repairs().stream()
                .anyMatch(r -> r.subject() == repair.subject());
    }

    private void tell(String host, String what) {
        out.println(host + " | " + what);
        out.flush();
    }
}
