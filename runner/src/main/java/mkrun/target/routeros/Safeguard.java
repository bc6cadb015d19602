package mkrun.target.routeros;

import java.time.Duration;
import java.util.ArrayList;
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

    /** Routers take scripts of 64 kB elsewhere, in {@code :execute}; of entries nothing is known. */
    private static final int MOST_CHARACTERS = 60_000;

    private static final String USERS = "/user";
    private static final String DEVICE_MODE = "/system/device-mode";
    private static final String INSIST =
            "; or run with --no-commit-confirm, and be ready to reach the router in another way";

    private final Snapshot snapshot;
    private final Optional<Duration> asked;
    /** All commands that come before those that are being judged. */
    private final List<RouterCommand> ahead = new ArrayList<>();

    private @Nullable ManagementPath path;
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
                ahead.addAll(run);
                run.clear();
                if (change instanceof RouterCommand command) {
                    ahead.add(command);
                }
                safe.add(change);
            }
        }
        safe.addAll(guarded(run));
        return safe;
    }

    /**
     * From the first command that is a danger to the last that may open a way instead; what stands around them is as harmless
     * as without them. What is harmless between them and cannot be taken back ends one such stretch, and is made when that is
     * confirmed.
     */
    private List<? extends Change> guarded(List<RouterCommand> run) throws TargetException {
        List<Optional<String>> dangers = new ArrayList<>();
        for (RouterCommand command : run) {
            warnOf(command);
            dangers.add(asked.isPresent() ? Optional.of("the playbook asks for it") : danger(command));
        }
        List<Change> whole = new ArrayList<>();
        int done = 0;
        int from = next(dangers, 0);
        while (from < run.size()) {
            int to = from + 1;
            int more = next(dangers, to);
            while (more < run.size() && takenBack(run, to, more)) {
                to = more + 1;
                more = next(dangers, to);
            }
            String why = dangers.get(from).orElseThrow();
            schedulerAllowed(why);
            SelfRestore guard = new SelfRestore(
                    run.subList(from, to), back(run, from, dangers.subList(0, to)), asked.orElse(TIME), why);
            if (!fits(guard)) {
                throw tooLong(guard);
            }
            int end = opening(run, to, more);
            SelfRestore longer = new SelfRestore(
                    run.subList(from, end), back(run, from, dangers.subList(0, end)), guard.time(), why);
            guard = fits(longer) ? longer : guard;
            whole.addAll(run.subList(done, from));
            whole.add(guard);
            whole.addAll(guard.commands());
            whole.add(new Confirmation());
            done = from + guard.commands().size();
            from = more;
        }
        whole.addAll(run.subList(done, run.size()));
        return whole;
    }

    /**
     * The end of what follows a danger and may open a way for the one that it closes: a rule that accepts comes after the
     * removal of another, and no session gets in between.
     */
    private int opening(List<RouterCommand> run, int from, int to) throws TargetException {
        int end = from;
        for (int i = from; i < to; i++) {
            if (!takenBack(run, i, i + 1)) {
                return end;
            }
            end = mayOpen(run.get(i)) ? i + 1 : end;
        }
        return end;
    }

    /** Where the next danger is; the end if there is none. */
    private static int next(List<Optional<String>> dangers, int from) {
        int next = from;
        while (next < dangers.size() && dangers.get(next).isEmpty()) {
            next++;
        }
        return next;
    }

    private boolean fits(SelfRestore guard) {
        return new GuardEntry("")
                        .arming(guard, snapshot.dialect().version())
                        .command()
                        .text()
                        .length()
                <= MOST_CHARACTERS;
    }

    private static BlockedException tooLong(SelfRestore guard) {
        return new BlockedException(List.of(guard.commands().size() + " commands may cut off the session, since "
                + guard.why()
                + ", and what takes them back is longer than an entry of a router's scheduler should be: put"
                + " what is risky into tasks of their own" + INSIST));
    }

    private boolean mayOpen(RouterCommand command) throws TargetException {
        return mayMatter(command)
                && danger(command.menu()).mayOpen(command.row().orElseThrow());
    }

    private static boolean mayMatter(RouterCommand command) {
        return command.row().filter(change -> Danger.possible(change.menu())).isPresent();
    }

    /** Tells of what no new session can confirm as long as the inventory says what it says. */
    private void warnOf(RouterCommand command) throws TargetException {
        if (command.menu().equals(USERS) && !command.secrets().isEmpty() && danger().ofOneself(command.row())) {
            snapshot.warn(
                    "the password of the user that mkrun is logged in as changes here: each session after that needs the"
                            + " new one, also those that this run opens to confirm a change or to take one back. Put it into the"
                            + " inventory before the next run, and what has to be confirmed into a run of its own");
        }
        if (command.row().filter(Danger::movesServer).isPresent()) {
            snapshot.warn(
                    "the port of the SSH server changes here, and the session that confirms it goes to the port that"
                            + " the inventory names: unless that leads to the new one, too, the router takes the change back. To"
                            + " change it all the same run with --no-commit-confirm, then put the new port into the inventory");
        }
    }

    private Optional<String> danger(RouterCommand command) throws TargetException {
        return mayMatter(command)
                ? danger(command.menu()).of(command.row().get()).map(reason -> command.menu() + ": " + reason)
                : Optional.empty();
    }

    /** Where packets go depends on the routes that are there; who changes one has read them. */
    private Danger danger(String menu) throws TargetException {
        return menu.equals(Danger.ROUTES) ? new Danger(path(), snapshot.rows(menu)) : danger();
    }

    private Danger danger() throws TargetException {
        if (danger == null) {
            danger = new Danger(path());
        }
        return danger;
    }

    /** Found at the first change that may be a danger. */
    private ManagementPath path() throws TargetException {
        if (path == null) {
            Set<String> menus = new TreeSet<>(ManagementPath.MENUS);
            menus.add(DEVICE_MODE);
            snapshot.prefetch(menus);
            Map<String, List<Row>> rows = new HashMap<>();
            for (String menu : ManagementPath.MENUS) {
                rows.put(menu, snapshot.rows(menu));
            }
            path = ManagementPath.of(menu -> rows.getOrDefault(menu, List.of()));
            if (path.tunnelled()) {
                snapshot.prefetch(ManagementPath.TUNNELS);
                for (String menu : ManagementPath.TUNNELS) {
                    rows.put(menu, snapshot.rows(menu));
                }
                path = ManagementPath.of(menu -> rows.getOrDefault(menu, List.of()));
            }
        }
        return path;
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

    /**
     * The way back from commands of a run, the last first.
     *
     * @param from where they begin
     * @param dangers why each up to the last of them may cut off the session
     */
    private List<RouterCommand> back(List<RouterCommand> run, int from, List<Optional<String>> dangers)
            throws TargetException {
        List<RouterCommand> back = new ArrayList<>();
        for (int i = dangers.size() - 1; i >= from; i--) {
            RouterCommand command = run.get(i);
            Optional<String> kept = keptFrom(run, i);
            if (kept.isPresent()) {
                throw new BlockedException(List.of(command.summary() + ": this may cut off the session, since "
                        + dangers.get(i).orElseThrow() + ", and the router cannot take it back by itself, because "
                        + kept.get() + INSIST));
            }
            if (command.undo() instanceof Undo.Steps steps) {
                steps.known().orElseThrow().forEach(step -> back.add((RouterCommand) step));
            }
        }
        return back;
    }

    /** Whether a router can take back by itself all of a part of a run. */
    private boolean takenBack(List<RouterCommand> run, int from, int to) throws TargetException {
        for (int i = from; i < to; i++) {
            if (keptFrom(run, i).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** What keeps a router from taking back a command of a run by itself, to follow "because"; empty if nothing does. */
    private Optional<String> keptFrom(List<RouterCommand> run, int index) throws TargetException {
        RouterCommand command = run.get(index);
        List<RouterCommand> before = new ArrayList<>(ahead);
        before.addAll(run.subList(0, index));
        Optional<String> lost = new Referrers(snapshot).of(command, before);
        if (lost.isPresent()) {
            return lost.map(row -> "what names it would not name the one made in its place: " + row);
        }
        if (command.undo() instanceof Undo.Impossible impossible) {
            return Optional.of(impossible.why());
        }
        if (!(command.undo() instanceof Undo.Steps steps)) {
            return Optional.empty();
        }
        if (!steps.doubt().isEmpty()) {
            return Optional.of(steps.doubt());
        }
        Optional<List<RouterChange>> known = steps.known();
        if (known.isEmpty()) {
            return Optional.of("that depends on what comes");
        }
        return known.get().stream().allMatch(RouterCommand.class::isInstance)
                ? Optional.empty()
                : Optional.of("that takes more than commands");
    }
}
