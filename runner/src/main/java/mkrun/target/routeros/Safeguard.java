package mkrun.target.routeros;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.routeros.Row;
import mkrun.routeros.access.Danger;
import mkrun.routeros.access.ManagementPath;
import mkrun.target.BlockedException;
import mkrun.target.Change;
import mkrun.target.TargetException;
import org.jspecify.annotations.Nullable;

/** Puts commands that may cut off whoever sends them between a {@link SelfRestore} and its {@link Confirmation}. */
final class Safeguard {
    /** Long enough for a bridge to learn its ports anew, which takes 30 s with RSTP. */
    static final Duration TIME = Duration.ofMinutes(1);

    private static final String DEVICE_MODE = "/system/device-mode";
    private static final String INSIST =
            "; or run with --no-commit-confirm, and be ready to reach the router in another way";

    private final Snapshot snapshot;
    private final Optional<Duration> asked;
    private @Nullable Danger danger;

    /** @param asked how long to wait where somebody asked for it; empty to look for dangers */
    Safeguard(Snapshot snapshot, Optional<Duration> asked) {
        this.snapshot = snapshot;
        this.asked = asked;
    }

    /** The same changes, safe. */
    List<Change> of(List<? extends Change> changes) throws TargetException {
        List<Change> safe = new ArrayList<>();
        List<RouterCommand> run = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof RouterCommand command
                    && command.retry().words().isEmpty()) {
                run.add(command);
            } else {
                safe.addAll(guarded(run));
                run.clear();
                safe.add(change);
            }
        }
        safe.addAll(guarded(run));
        return safe;
    }

    private List<? extends Change> guarded(List<RouterCommand> run) throws TargetException {
        Optional<String> why = run.isEmpty() ? Optional.empty() : why(run);
        if (why.isEmpty()) {
            return List.copyOf(run);
        }
        List<Change> whole = new ArrayList<>();
        whole.add(new SelfRestore(run, back(run, why.get()), asked.orElse(TIME), why.get()));
        whole.addAll(run);
        whole.add(new Confirmation());
        return whole;
    }

    private Optional<String> why(List<RouterCommand> run) throws TargetException {
        Optional<String> why = asked.map(time -> "the playbook asks for it");
        for (RouterCommand command : run) {
            if (why.isEmpty()
                    && command.row().filter(c -> Danger.possible(c.menu())).isPresent()) {
                why = danger().of(command.row().get()).map(reason -> command.menu() + ": " + reason);
            }
        }
        if (why.isPresent()) {
            schedulerAllowed(why.get());
        }
        return why;
    }

    /** Found at the first change that may be one. */
    private Danger danger() throws TargetException {
        if (danger == null) {
            Set<String> menus = new TreeSet<>(ManagementPath.MENUS);
            menus.add(DEVICE_MODE);
            snapshot.prefetch(menus);
            Map<String, List<Row>> rows = new HashMap<>();
            for (String menu : ManagementPath.MENUS) {
                rows.put(menu, snapshot.rows(menu));
            }
            danger = new Danger(ManagementPath.of(menu -> rows.getOrDefault(menu, List.of())));
        }
        return danger;
    }

    private void schedulerAllowed(String why) throws TargetException {
        boolean forbidden = snapshot.rows(DEVICE_MODE).stream()
                .anyMatch(mode -> mode.text("scheduler").equals("false"));
        if (forbidden) {
            throw new BlockedException(List.of("this may cut off the session, since " + why
                    + ", and device-mode keeps the router from taking it back by itself: allow its scheduler "
                    + "(/system/device-mode/update scheduler=yes, then press the button or cut the power)" + INSIST));
        }
    }

    private static List<RouterCommand> back(List<RouterCommand> run, String why) throws TargetException {
        List<RouterCommand> back = new ArrayList<>();
        List<RouterCommand> backwards = new ArrayList<>(run);
        Collections.reverse(backwards);
        for (RouterCommand command : backwards) {
            if (command.undo() instanceof Undo.Steps steps) {
                for (RouterChange step :
                        steps.known().orElseThrow(() -> blocked(command, why, "that depends on what comes"))) {
                    if (!(step instanceof RouterCommand way)) {
                        throw blocked(command, why, "that takes more than commands");
                    }
                    back.add(way);
                }
            } else if (command.undo() instanceof Undo.Impossible impossible) {
                throw blocked(command, why, impossible.why());
            }
        }
        return back;
    }

    private static BlockedException blocked(RouterCommand command, String why, String reason) {
        return new BlockedException(List.of(command.summary() + ": this may cut off the session, since " + why
                + ", and the router cannot take it back by itself, because " + reason + INSIST));
    }
}
