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

    /** From the first command that is a danger to the last; what stands around them is as harmless as without them. */
    private List<? extends Change> guarded(List<RouterCommand> run) throws TargetException {
        int from = run.size();
        int to = 0;
        String why = "the playbook asks for it";
        for (int i = 0; i < run.size(); i++) {
            Optional<String> danger = asked.isPresent() ? Optional.of(why) : danger(run.get(i));
            if (danger.isPresent()) {
                why = from == run.size() ? danger.get() : why;
                from = Math.min(from, i);
                to = i + 1;
            }
        }
        if (from >= to) {
            return List.copyOf(run);
        }
        schedulerAllowed(why);
        List<Change> whole = new ArrayList<>(run.subList(0, from));
        List<RouterCommand> between = run.subList(from, to);
        whole.add(guard(between, why, run.subList(0, from)));
        whole.addAll(between);
        whole.add(new Confirmation());
        whole.addAll(run.subList(to, run.size()));
        return whole;
    }

    private SelfRestore guard(List<RouterCommand> commands, String why, List<RouterCommand> harmless)
            throws TargetException {
        SelfRestore guard = new SelfRestore(commands, back(commands, why, harmless), asked.orElse(TIME), why);
        if (new GuardEntry("")
                        .arming(guard, snapshot.dialect().version())
                        .command()
                        .text()
                        .length()
                > MOST_CHARACTERS) {
            throw new BlockedException(List.of(commands.size() + " commands may cut off the session, since " + why
                    + ", and what takes them back is longer than an entry of a router's scheduler should be: put what is"
                    + " risky into tasks of their own" + INSIST));
        }
        return guard;
    }

    private Optional<String> danger(RouterCommand command) throws TargetException {
        if (command.menu().equals(USERS) && !command.secrets().isEmpty() && danger().ofOneself(command.row())) {
            snapshot.warn(
                    "the password of the user that mkrun is logged in as changes here: each session after that needs the"
                            + " new one, also those that this run opens to confirm a change or to take one back. Put it into the"
                            + " inventory before the next run, and what has to be confirmed into a run of its own");
        }
        return command.row().filter(change -> Danger.possible(change.menu())).isPresent()
                ? danger().of(command.row().get()).map(reason -> command.menu() + ": " + reason)
                : Optional.empty();
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

    /** @param harmless what is sent ahead of them and not taken back: what it removes names nothing any more */
    private List<RouterCommand> back(List<RouterCommand> run, String why, List<RouterCommand> harmless)
            throws TargetException {
        List<RouterCommand> before = new ArrayList<>(ahead);
        before.addAll(harmless);
        before.addAll(run);
        List<RouterCommand> back = new ArrayList<>();
        List<RouterCommand> backwards = new ArrayList<>(run);
        Collections.reverse(backwards);
        for (RouterCommand command : backwards) {
            Optional<String> lost = new Referrers(snapshot).of(command, before.subList(0, before.lastIndexOf(command)));
            if (lost.isPresent()) {
                throw blocked(command, why, "what names it would not name the one made in its place: " + lost.get());
            }
            if (command.undo() instanceof Undo.Steps steps) {
                if (!steps.doubt().isEmpty()) {
                    throw blocked(command, why, steps.doubt());
                }
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
