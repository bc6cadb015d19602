package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mkrun.routeros.ContainerState;
import mkrun.target.Change;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.RouterLink;
import mkrun.target.routeros.RouterProbe;
import mkrun.target.routeros.RouterTarget;
import mkrun.testing.JudgedLink;
import mkrun.testing.Notices;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody else does on a router between the look and the change, or another task of the run. */
@Timeout(60)
class MeanwhileOnLabTest {
    private static final String RULES = "/ip/firewall/filter";

    @TempDir
    Path dir;

    private static RouterEntries rules(String port) {
        Map<String, Object> first = Map.of("chain", "forward", "action", "drop", "protocol", "tcp", "dst-port", port);
        Map<String, Object> second = Map.of("chain", "forward", "action", "accept");
        return new RouterEntries(
                RULES,
                "@fw",
                List.of(
                        new RouterEntry(RULES, first, Map.of(), "@fw/a", true),
                        new RouterEntry(RULES, second, Map.of(), "@fw/b", true)));
    }

    private static List<Change> planned(RouterEntries rules, RouterTarget target) throws TargetException {
        return Planned.plan(rules, target.probe(RouterProbe.class)).changes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void aRowThatIsGoneIsNotSaidToBeSet(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.run(List.of(new NamedOperation("rules", rules("23"))));
            try (RouterTarget target = RouterTarget.open(play::connect)) {
                List<Change> changes = planned(rules("24"), target);
                play.console(RULES + "/remove [find where comment=\"mkrun:@fw/a\"]");

                assertThatThrownBy(() -> target.apply(changes, Progress.NONE))
                        .hasMessageStartingWith(RULES + "/set [find where comment=\"mkrun:@fw/a\"] dst-port=24: ")
                        .hasMessageContaining("the router said \"no such item")
                        .hasMessageEndingWith("run again, to go by what is there now");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void whatTwoRunsMakeAtATimeTheNextOnePutsRight(String version) throws Exception {
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            try (RouterTarget one = RouterTarget.open(play::connect);
                    RouterTarget other = RouterTarget.open(play::connect)) {
                List<Change> changes = planned(rules("23"), one);
                List<Change> same = planned(rules("23"), other);
                one.apply(changes, Progress.NONE);
                other.apply(same, Progress.NONE);
            }
            assertThat(play.rows(RULES)).hasSize(4);
            List<NamedOperation> tasks = List.of(new NamedOperation("rules", rules("24")));

            assertThat(play.run(tasks).diff()).hasSize(3);
            assertThat(play.rows(RULES)).extracting(row -> row.comment()).containsExactly("mkrun:@fw/a", "mkrun:@fw/b");
            assertThat(play.run(tasks).changed()).isEmpty();
        }
    }

    private static NamedOperation bridge(String mark, boolean present) {
        return new NamedOperation(
                mark, new RouterEntry("/interface/bridge", Map.of("name", "lan"), Map.of(), mark, present));
    }

    /** The address shows the id of a bridge that is no more, as soon as that has gone. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void whatNamesARowThatAnEarlierTaskRemovedIsLookedAtAgain(String version) throws Exception {
        NamedOperation address = new NamedOperation(
                "address",
                new RouterEntry(
                        "/ip/address", Map.of("address", "10.3.0.1/24"), Map.of("interface", "lan"), "a", true));
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.run(List.of(bridge("one", true), address));
            play.run(List.of(bridge("one", false), bridge("two", true), address));

            assertThat(play.rows("/ip/address"))
                    .filteredOn(row -> row.comment().equals("mkrun:a"))
                    .extracting(row -> row.text("interface"))
                    .containsExactly("lan");
        }
    }

    /** A link by which somebody else is a moment quicker. */
    private static final class Quicker extends JudgedLink {
        Quicker(RouterLink link, String version) {
            super(link, version);
        }

        @Override
        public String exec(String line) throws UnreachableException {
            if (line.contains("/container/start")) {
                super.exec("/container/start [find]");
            }
            return super.exec(line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void whatAnotherRunHasStartedRuns(String version) throws Exception {
        List<NamedOperation> tasks =
                ContainerTasks.of(PlainContainer.of("alp-rc", "alp-rc", "172.17.0.2/24"), TestImage.of("one"));
        Notices notices = new Notices();
        try (LabPlay play = new LabPlay(dir, version, "arm64")) {
            play.run(tasks);
            play.console("/container/stop [find]");
            List<Change> changes = stopped(play, tasks);

            try (RouterTarget target = RouterTarget.open(() -> new Quicker(play.connect(), version))) {
                target.apply(changes, notices);
            }
            assertThat(notices.sentences())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "alp-rc runs already, somebody else has started it meanwhile: the router said \"failure: ");
            assertThat(play.run(tasks).diff()).isEmpty();
        }
    }

    /** What is to be done once the router has stopped its container. */
    private static List<Change> stopped(LabPlay play, List<NamedOperation> tasks) throws TargetException {
        while (play.rows("/container").stream().noneMatch(r -> ContainerState.of(r) == ContainerState.STOPPED)) {
            Thread.onSpinWait();
        }
        return play.check(tasks).changes();
    }
}
