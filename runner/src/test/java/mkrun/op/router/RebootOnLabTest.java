package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.lab.LabFaults;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.task.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever command the power fails after, the next run completes what the last one began, and nothing is left over. */
@Timeout(120)
class RebootOnLabTest {
    private static final String VERSION = "7.20.8";
    private static final List<NamedOperation> ONE =
            RollbackOnLabTest.container(TestImage.of("one"), 2222, "UTC", "OLD");
    private static final List<NamedOperation> TWO =
            RollbackOnLabTest.container(TestImage.of("two"), 2200, "CET", "NEW");
    private static final List<String> MENUS = List.of(
            "/container",
            "/container/envs",
            "/container/mounts",
            "/interface/bridge",
            "/interface/bridge/port",
            "/interface/veth",
            "/ip/address",
            "/ip/firewall/nat");

    private final WholeRuns runs = new WholeRuns();

    @TempDir
    Path dir;

    private LabPlay play(String name, LabFaults faults) throws Exception {
        return new LabPlay(dir.resolve(name), VERSION, "arm64", c -> c.withFaults(faults));
    }

    /** What there is, as numbers of rows and names of files; in one session, since there are many points. */
    private static Set<String> things(LabPlay play) throws TargetException {
        StringBuilder script = new StringBuilder(":foreach i in=[/file/find] do={:put [/file/get $i name]}");
        for (String menu : MENUS) {
            script.append("; :put (\"")
                    .append(menu)
                    .append(" \" . [:len [")
                    .append(menu)
                    .append("/find]])");
        }
        script.append("; :put (\"running \" . [:len [/container/find where running]])");
        return new TreeSet<>(play.console(script.toString()).lines().toList());
    }

    private Set<String> undisturbed(List<List<NamedOperation>> steps) throws Exception {
        try (LabPlay play = play("undisturbed-" + steps.size(), LabFaults.NONE)) {
            for (List<NamedOperation> step : steps) {
                assertThat(runs.run(play, step)).isEmpty();
            }
            return things(play);
        }
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

    /** Runs again what a power cut has ended, and looks at what is there then. */
    private void assertCompleted(LabPlay play, List<NamedOperation> wanted, Set<String> things) throws Exception {
        awaitBoot(play);
        assertThat(runs.run(play, wanted)).isEmpty();
        assertThat(things(play)).isEqualTo(things).contains("/container 1", "running 1");
        assertThat(play.run(wanted).diff()).isEmpty();
    }

    @Test
    void aContainerIsMadeWhereverThePowerFailed() throws Exception {
        Set<String> things = undisturbed(List.of(ONE));
        int points = 0;
        Optional<Outcome> cut;
        do {
            points++;
            try (LabPlay play = play("n" + points, LabFaults.rebootAfterChange(points))) {
                cut = runs.run(play, ONE);
                assertCompleted(play, ONE, things);
            }
        } while (cut.isPresent());
        assertThat(points).isGreaterThan(10);
        System.out.println("RouterOS " + VERSION + ": the power failed at " + (points - 1) + " points of a creation");
    }

    /** To and fro between two images, so that each point costs one upgrade. */
    @Test
    void anUpgradeIsCompletedWhereverThePowerFailed() throws Exception {
        Set<String> ofOne = undisturbed(List.of(ONE, TWO, ONE));
        Set<String> ofTwo = undisturbed(List.of(ONE, TWO));
        int points = 0;
        try (LabPlay play = play("upgraded", LabFaults.NONE)) {
            assertThat(runs.run(play, ONE)).isEmpty();
            Optional<Outcome> cut;
            do {
                points++;
                LabFaults fault = LabFaults.rebootAfterChange(points);
                play.restart(c -> c.withFaults(fault));
                boolean two = points % 2 == 1;
                cut = runs.run(play, two ? TWO : ONE);
                assertCompleted(play, two ? TWO : ONE, two ? ofTwo : ofOne);
            } while (cut.isPresent());
        }
        assertThat(points).isGreaterThan(12);
        System.out.println("RouterOS " + VERSION + ": the power failed at " + (points - 1) + " points of an upgrade");
    }
}
