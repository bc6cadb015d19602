package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.lab.LabFaults;
import mkrun.routeros.ContainerState;
import mkrun.target.Rollback;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.task.Outcome;

/** Runs to which something happens at a chosen point, and what must hold then and after the next run. */
final class FaultedRuns {
    private static final int PADDING = 100_000;

    private FaultedRuns() {}

    /**
     * What runs are to come to.
     *
     * @param before what a human has told the router, as a line of the console; empty for nothing
     * @param wanted the containers in turn: the first is the one there is, or is to be, the second the next one
     * @param things what there is when nothing has gone wrong
     */
    record Goal(String version, String before, List<List<NamedOperation>> wanted, List<Set<String>> things) {
        /** A container where there was none. */
        static Goal creation(String version, Path dir) throws Exception {
            return of(version, dir, "", List.of(one()));
        }

        /** Either of two containers in place of the other. */
        static Goal upgrade(String version, Path dir) throws Exception {
            return of(version, dir, "", List.of(one(), two()));
        }

        /** A container, or either of two. */
        static Goal of(String version, Path dir, String before, List<List<NamedOperation>> wanted) throws Exception {
            List<Set<String>> things = new ArrayList<>();
            try (LabPlay play = play(dir, version, before)) {
                WholeRuns runs = new WholeRuns();
                for (int i = wanted.size() - 1; i >= 0; i--) {
                    assertThat(runs.run(play, wanted.get(i))).isEmpty();
                    things.add(0, thingsOn(play));
                }
            }
            return new Goal(version, before, wanted, things);
        }

        private static List<NamedOperation> one() {
            return AlpRc.container(TestImage.large("one", PADDING), 2222, "UTC", "OLD");
        }

        private static List<NamedOperation> two() {
            return AlpRc.container(TestImage.large("two", PADDING), 2200, "CET", "NEW");
        }
    }

    /** Whether something happened to a creation at that point; all that must hold then has been seen. */
    static boolean creation(Goal goal, FaultKind kind, Path dir, int point) throws Exception {
        try (LabPlay play = play(dir.resolve(kind + "-" + point), goal.version(), kind.at(point))) {
            return faulted(play, kind, point, goal, 0, false);
        }
    }

    /** A router on which a container is replaced again and again. */
    static final class Upgrades implements AutoCloseable {
        private final Goal goal;
        private final FaultKind kind;
        private final LabPlay play;
        private int there;

        Upgrades(Goal goal, FaultKind kind, Path dir) throws Exception {
            this.goal = goal;
            this.kind = kind;
            this.play = play(dir, goal.version(), goal.before());
            assertThat(new WholeRuns().run(play, goal.wanted().get(there))).isEmpty();
        }

        /** Whether something happened to an upgrade at that point; all that must hold then has been seen. */
        boolean faultedAt(int point) throws Exception {
            play.restart(c -> c.withFaults(kind.at(point)));
            there = 1 - there;
            return faulted(play, kind, point, goal, there, !kind.ends());
        }

        @Override
        public void close() {
            play.close();
        }
    }

    /** Whether a run that ends, and takes nothing back, got to that point of an upgrade to an image that never runs. */
    static boolean endedAt(LabPlay play, Goal goal, int point) throws Exception {
        String where = "ended at " + point;
        List<String> serving = running(play);
        List<NamedOperation> broken = AlpRc.container(TestImage.broken("three"), 2200, "CET", "NEW");
        play.restart(c -> c.withFaults(FaultKind.SESSION_CUT.at(point)));
        assertThatThrownBy(() -> play.run(broken)).as(where).isInstanceOf(TargetException.class);
        boolean happened = play.router().happened();
        play.router().calm();
        WholeRuns runs = new WholeRuns();
        assertThat(runs.run(play, broken)).as(where).get().asString().contains("execvpe /none");
        assertThat(running(play))
                .as(where + ": what runs after two runs that failed")
                .isEqualTo(serving)
                .hasSize(1);
        assertThat(runs.run(play, goal.wanted().get(0))).as(where).isEmpty();
        Set<String> things = thingsOn(play);
        assertThat(without(things, goal.things().get(0)))
                .as(where + ", left over")
                .isEmpty();
        assertThat(without(goal.things().get(0), things))
                .as(where + ", missing")
                .isEmpty();
        return happened;
    }

    private static boolean faulted(LabPlay play, FaultKind kind, int point, Goal goal, int wanted, boolean oneRuns)
            throws Exception {
        String where = kind + " at " + point;
        WholeRuns runs = new WholeRuns();
        play.patience(kind.patience());
        Optional<Outcome> outcome = kind.ends()
                ? ended(play, goal.wanted().get(wanted))
                : runs.run(play, goal.wanted().get(wanted));
        play.patience(Optional.empty());
        boolean happened = play.router().happened();
        play.router().calm();
        assertTold(kind, where, outcome, happened);
        if (kind == FaultKind.POWER_CUT) {
            awaitBoot(play);
        }
        if (oneRuns) {
            assertThat(runs.rollback().map(back -> left(back, kind)).orElse(List.of()))
                    .as(where)
                    .isEmpty();
            assertThat(running(play)).as(where + ": what runs after " + outcome).hasSize(1);
        }
        assertThat(runs.run(play, goal.wanted().get(wanted)))
                .as(where + ", next run")
                .isEmpty();
        Set<String> things = thingsOn(play);
        Set<String> usual = goal.things().get(wanted);
        assertThat(without(things, usual)).as(where + ", left over").isEmpty();
        assertThat(without(usual, things)).as(where + ", missing").isEmpty();
        assertThat(running(play)).as(where).hasSize(1);
        assertThat(play.check(goal.wanted().get(wanted)).diff()).as(where).isEmpty();
        return happened || outcome.isPresent();
    }

    /** What could not be taken back; a full disk keeps everybody from telling the ledger, and the next run does. */
    private static List<String> left(Rollback back, FaultKind kind) {
        return back.reasons().stream()
                .filter(what -> !kind.fullDisk() || !what.startsWith("# ledger: "))
                .toList();
    }

    /** A run of which nobody takes anything back. */
    private static Optional<Outcome> ended(LabPlay play, List<NamedOperation> wanted) {
        try {
            play.run(wanted);
            return Optional.empty();
        } catch (TargetException e) {
            return Optional.of(new Outcome.Unreachable(String.valueOf(e.getMessage())));
        }
    }

    /** A container that is imported while the remains of a failed import are removed lives in a directory with a number. */
    private static String withoutTurn(String text) {
        return text.replaceAll("(mkrun/alp-rc\\.[0-9a-f]{12})-\\d+", "$1");
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static void assertTold(FaultKind kind, String where, Optional<Outcome> outcome, boolean happened) {
        if (kind.fullDisk()) {
            outcome.ifPresent(o -> assertThat(o).isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.error())
                    .as(where)
                    .containsPattern(
                            "no space|the router refused usb1/mkrun/\\S+ \\(\\d+ of \\d+ bytes have arrived\\)")
                    .containsPattern("[Ff]ree some space")));
        } else if (happened) {
            assertThat(outcome).as(where).get().isInstanceOf(Outcome.Unreachable.class);
            if (kind.silent()) {
                assertThat(outcome.toString()).as(where).contains(" 750 ms");
            }
            if (kind == FaultKind.SILENT_AFTER_CHANGE) {
                assertThat(outcome.toString()).as(where).contains("Whether the router carried it out is not known: ");
            }
        }
    }

    static LabPlay play(Path dir, String version, LabFaults faults) throws Exception {
        return new LabPlay(dir, version, "arm64", c -> c.withFaults(faults));
    }

    private static LabPlay play(Path dir, String version, String before) throws Exception {
        LabPlay play = play(dir, version, LabFaults.NONE);
        if (!before.isEmpty()) {
            assertThat(play.console(before)).isEmpty();
        }
        return play;
    }

    /** The root-dirs of the containers that run. */
    private static List<String> running(LabPlay play) throws TargetException {
        return play.rows("/container").stream()
                .filter(row -> ContainerState.of(row) == ContainerState.RUNNING)
                .map(row -> row.text("root-dir"))
                .toList();
    }

    /** The router lets nobody in while it boots. */
    private static void awaitBoot(LabPlay play) {
        while (true) {
            try {
                play.connect().close();
                return;
            } catch (UnreachableException booting) {
                Thread.onSpinWait();
            }
        }
    }

    /**
     * What there is: the router's whole configuration, line by line, what an export leaves out of it, all files, and what
     * the ledger says.
     */
    private static Set<String> thingsOn(LabPlay play) throws TargetException, IOException {
        String said = play.console("/export terse; :put (\"password \" . [/container/config/get password])");
        Set<String> things = said.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> withoutTurn(line.replaceAll(" mac-address=\\S+", "")))
                .collect(Collectors.toCollection(TreeSet::new));
        Path root = play.router().files();
        try (Stream<Path> files = Files.walk(root)) {
            files.map(file -> "file " + withoutTurn(root.relativize(file).toString()))
                    .forEach(things::add);
        }
        Path ledger = root.resolve("mkrun-ledger.txt");
        if (Files.exists(ledger)) {
            things.addAll(Files.readAllLines(ledger));
        }
        return things;
    }
}
