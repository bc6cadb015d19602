package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import mkrun.lab.LabFaults;

/**
 * The points at which something can happen to runs that are to come to a goal: the first, the second, and so on, until there
 * is none left.
 *
 * @param dir for the routers
 */
record FaultPoints(FaultedRuns.Goal goal, Path dir) {
    /** Whether something happened at that point, and all that must hold then does. */
    private interface Try {
        boolean at(int point) throws Exception;
    }

    /** At how many points of a creation that kind of fault happened; each costs a router. */
    int ofCreation(FaultKind kind) throws Exception {
        AtomicInteger next = new AtomicInteger();
        return SideBySide.sum(worker -> tried(next, point -> FaultedRuns.creation(goal, kind, dir, point)));
    }

    /** The same of an upgrade; to and fro between two images, so that each point costs one upgrade. */
    int ofUpgrade(FaultKind kind) throws Exception {
        AtomicInteger next = new AtomicInteger();
        return SideBySide.sum(worker -> {
            try (FaultedRuns.Upgrades upgrades = new FaultedRuns.Upgrades(goal, kind, dir.resolve("router" + worker))) {
                return tried(next, upgrades::faultedAt);
            }
        });
    }

    /** At how many points mkrun can end in an upgrade to an image that never runs. */
    int ofVainUpgrade() throws Exception {
        AtomicInteger next = new AtomicInteger();
        return SideBySide.sum(worker -> {
            try (LabPlay play = FaultedRuns.play(dir.resolve("router" + worker), goal.version(), LabFaults.NONE)) {
                assertThat(new WholeRuns().run(play, goal.wanted().get(0))).isEmpty();
                return tried(next, point -> FaultedRuns.endedAt(play, goal, point));
            }
        });
    }

    private static int tried(AtomicInteger next, Try one) throws Exception {
        int tried = 0;
        while (one.at(next.incrementAndGet())) {
            tried++;
        }
        return tried;
    }
}
