package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.target.routeros.RouterTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Containers of one router that want what others have. */
@Timeout(60)
class SeveralContainersOnLabTest {
    private static final String NAT = "/ip/firewall/nat";
    private final ContainerSource image = ContainerTasks.built(TestImage.of("one"));

    @TempDir
    Path dir;

    private static ContainerSpec published(String name, int host, int port) {
        return PlainContainer.of(
                name,
                name,
                "172.17.0." + host + "/24",
                List.of(),
                List.of(new ContainerSpec.Publish(port, 22, "tcp")),
                Map.of());
    }

    private List<NamedOperation> play(ContainerSpec one, ContainerSpec other) {
        Set<String> both = Set.of(one.name(), other.name());
        List<NamedOperation> tasks = new ArrayList<>(ContainerTasks.of(one, image, both));
        tasks.addAll(ContainerTasks.of(other, image, both));
        return tasks;
    }

    private static List<String> ports(LabPlay play) throws TargetException {
        return play.rows(NAT).stream()
                .filter(row -> row.text("chain").equals("dstnat"))
                .map(row -> row.text("dst-port") + " to " + row.text("to-addresses") + " " + row.comment())
                .toList();
    }

    @Test
    void anAddressThatAnotherPlaybooksContainerHasIsNotTakenTwice() throws Exception {
        ContainerSpec mine = PlainContainer.of("mine", "mine", "172.17.0.9/24");
        ContainerSpec other = PlainContainer.of("other", "other", "172.17.0.9/24");
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            play.run(ContainerTasks.of(mine, image));
            assertThatThrownBy(() -> play.run(ContainerTasks.of(other, image)))
                    .isInstanceOf(TargetException.class)
                    .hasMessage(
                            "interface veth-mine has the address 172.17.0.9 already, and is of container mine, which this"
                                    + " play does not know of: choose another address for other, or take that container away:"
                                    + " mkrun destroy --owner mine, or container('mine') { present false } in this play");
            assertThat(play.rows("/interface/veth")).hasSize(1);
            // one of the same play may be about to give it up
            assertThat(play.check(ContainerTasks.of(other, image, Set.of("mine", "other")))
                            .changed())
                    .contains("container other");
        }
    }

    @Test
    void aPortThatLeadsToAnotherPlaybooksContainerIsNotTaken() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.20.8", "arm64")) {
            play.run(ContainerTasks.of(published("mine", 2, 8022), image));
            assertThatThrownBy(() -> play.run(ContainerTasks.of(published("other", 3, 8022), image)))
                    .isInstanceOf(TargetException.class)
                    .hasMessage(
                            "port tcp 8022 leads to container mine, which this play does not know of: publish another"
                                    + " port of other, or take that container away: mkrun destroy --owner mine, or"
                                    + " container('mine') { present false } in this play");
            assertThat(play.rows("/interface/veth")).hasSize(1);
            assertThat(play.run(ContainerTasks.of(published("mine", 2, 8022), image))
                            .changed())
                    .isEmpty();
        }
    }

    @Test
    void twoContainersOfAPlayExchangeTheirPorts() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.16.2", "arm64")) {
            play.run(play(published("a", 2, 8021), published("b", 3, 8022)));
            List<NamedOperation> exchanged = play(published("a", 2, 8022), published("b", 3, 8021));

            LabPlay.Result predicted = play.check(exchanged);
            LabPlay.Result done = play.run(exchanged);

            assertThat(done.diff()).isEqualTo(predicted.diff()).hasSize(2);
            assertThat(ports(play))
                    .containsExactly(
                            "8022 to 172.17.0.2 mkrun:a/publish/tcp/22", "8021 to 172.17.0.3 mkrun:b/publish/tcp/22");
            assertThat(play.run(exchanged).changed()).isEmpty();
        }
    }

    @Test
    void anotherNameTakesOverAddressAndPortThoughTheOldOneGoesLast() throws Exception {
        try (LabPlay play = new LabPlay(dir, "7.23.3", "arm64")) {
            play.run(ContainerTasks.of(published("old", 2, 8022), image));
            List<NamedOperation> renamed =
                    new ArrayList<>(ContainerTasks.of(published("new", 2, 8022), image, Set.of("old", "new")));
            renamed.add(new NamedOperation("gone", new ContainerGone("old")));

            play.run(renamed);

            assertThat(ports(play)).containsExactly("8022 to 172.17.0.2 mkrun:new/publish/tcp/22");
            assertThat(play.run(renamed).changed()).isEmpty();
        }
    }

    /** Address, environment and mounts each stop a container that runs; the first that changes does it for all. */
    @Test
    void aContainerIsStoppedOnceForAllOfItsParts() throws Exception {
        ContainerSpec moved = PlainContainer.of(
                "box",
                "box",
                "172.17.0.3/24",
                List.of(new ContainerSpec.Mount("/data", "usb1/data", false)),
                List.of(),
                Map.of("A", "1"));
        try (LabPlay play = new LabPlay(dir, "7.23.3", "arm64")) {
            play.run(ContainerTasks.of(PlainContainer.of("box", "box", "172.17.0.2/24"), image));
            LabPlay.Result predicted = play.check(ContainerTasks.of(moved, image));

            LabPlay.Result done = play.run(ContainerTasks.of(moved, image));

            assertThat(done.diff()).isEqualTo(predicted.diff());
            assertThat(done.diff())
                    .filteredOn(line -> line.startsWith("/container/stop"))
                    .hasSize(1);
            assertThat(play.run(ContainerTasks.of(moved, image)).changed()).isEmpty();
        }
    }

    /** The handler that restarts it after those that it depends on has nothing left to do then. */
    @Test
    void whatIsStartedAnywayNeedsNoRestart() throws Exception {
        ContainerSpec stopped = PlainContainer.of("box", "box", "172.17.0.2/24");
        try (LabPlay play = new LabPlay(dir, "7.23.3", "arm64")) {
            List<NamedOperation> tasks = ContainerTasks.of(stopped, image);
            ContainerRuns runs = (ContainerRuns) tasks.get(tasks.size() - 2).operation();
            assertThat(settles(play, runs)).containsExactly("restart container box");
            play.run(tasks);
            assertThat(settles(play, runs)).isEmpty();
            play.console("/container/set [find where name=box] start-on-boot=no");
            assertThat(settles(play, runs)).as("changed, and goes on running").isEmpty();
            assertThat(ContainerTasks.restart(stopped, image).name()).isEqualTo("restart container box");
        }
    }

    private static Set<String> settles(LabPlay play, ContainerRuns runs) throws TargetException {
        try (RouterTarget target = RouterTarget.open(play::connect)) {
            return Planned.plan(runs, target.probe(RouterProbe.class)).settles();
        }
    }
}
