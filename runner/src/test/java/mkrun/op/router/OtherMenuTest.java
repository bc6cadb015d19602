package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.routeros.Dialect;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Row;
import mkrun.routeros.Schema;
import mkrun.routeros.Schemas;
import mkrun.target.Change;
import mkrun.target.Progress;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.Expected;
import mkrun.target.routeros.KnownRouters;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.target.routeros.RouterTarget;
import mkrun.target.routeros.RowRoom;
import mkrun.target.routeros.SchemaPull;
import mkrun.target.routeros.Undo;
import mkrun.target.routeros.UploadSlots;
import mkrun.task.Plan;
import mkrun.testing.ConsoleLink;
import mkrun.testing.JudgedLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Menus that mkrun has no table of and the emulated router has, on versions with and without JSON. */
@Timeout(60)
class OtherMenuTest {
    private static final String VRF = "/ip/vrf";

    @TempDir
    private Path dir;

    private ConsoleLink router = ConsoleLink.of("7.24");
    private String version = "7.24";

    private void meet(String newVersion) {
        version = newVersion;
        router = ConsoleLink.of(newVersion);
    }

    /** What a run does, or, if it is a check, would do. */
    private List<String> play(boolean check, OtherMenu wanted) throws TargetException {
        JudgedLink link = new JudgedLink(router.again(), version);
        try (RouterTarget target = RouterTarget.open(() -> link)) {
            target.prefetch(wanted.reads());
            RouterProbe probe = target.probe(RouterProbe.class);
            assertThat(wanted.unsupported(probe)).isEmpty();
            Plan plan = Planned.plan(wanted, probe);
            if (!check) {
                target.apply(plan.changes(), Progress.NONE);
            }
            assertThat(link.exchanges()).isEqualTo(check || plan.isEmpty() ? 2 : 3);
            return plan.changes().stream().map(Change::summary).toList();
        }
    }

    private List<String> run(OtherMenu wanted) throws TargetException {
        return play(false, wanted);
    }

    private List<String> refusals(OtherMenu wanted) throws TargetException {
        try (RouterTarget target = RouterTarget.open(() -> new JudgedLink(router.again(), version))) {
            return wanted.unsupported(target.probe(RouterProbe.class));
        }
    }

    private List<Row> rows(String menu) throws TargetException {
        try (RouterTarget target = RouterTarget.open(() -> router.again())) {
            return target.probe(RouterProbe.class).rows(menu);
        }
    }

    private static Wish.Row row(Map<String, Object> key, Map<String, Object> values, String mark, boolean present) {
        return new Wish.Row(key, values, mark, present, Adoption.NONE, false);
    }

    private static OtherMenu vrf(String interfaces, boolean present) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("interfaces", interfaces);
        values.put("disabled", false);
        return new OtherMenu(VRF, List.of("name"), row(Map.of("name", "blue"), values, "blue", present));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.15.3", "7.16.2", "7.24"})
    void aRowGoesThroughItsWholeLife(String release) throws Exception {
        meet(release);
        List<String> made = List.of("/ip/vrf/add name=blue interfaces=ether1 disabled=no comment=mkrun:blue");
        assertThat(play(true, vrf("ether1", true))).isEqualTo(made);
        assertThat(rows(VRF)).isEmpty();
        assertThat(run(vrf("ether1", true))).isEqualTo(made);
        assertThat(run(vrf("ether1", true))).as("a second run").isEmpty();
        assertThat(run(vrf("none", true)))
                .containsExactly("/ip/vrf/set [find where comment=\"mkrun:blue\"] interfaces=none");
        assertThat(run(vrf("none", true))).as("a second run after the change").isEmpty();
        assertThat(run(vrf("none", false))).containsExactly("/ip/vrf/remove [find where comment=\"mkrun:blue\"]");
        assertThat(run(vrf("none", false))).as("a second removal").isEmpty();
        assertThat(rows(VRF)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void settingsAreComparedByWhatTheyMayMean(String release) throws Exception {
        meet(release);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("enabled", true);
        values.put("connection-idle-timeout", "90");
        values.put("port", 1081);
        OtherMenu socks = new OtherMenu("/ip/socks", List.of(), new Wish.Settings(values));
        assertThat(run(socks)).containsExactly("/ip/socks/set enabled=yes connection-idle-timeout=90 port=1081");
        assertThat(run(socks)).isEmpty();
    }

    @Test
    void rowsOfTheRoutersOwnAreSetAndNothingElse() throws Exception {
        Map<String, Object> ether1 = Map.of("interface", "ether1");
        OtherMenu queue = new OtherMenu(
                "/queue/interface", List.of("interface"), row(ether1, Map.of("queue", "fast"), "ether1", true));
        assertThat(run(queue)).containsExactly("/queue/interface/set *1 queue=fast");
        assertThat(run(queue)).isEmpty();
        OtherMenu marked = new OtherMenu(
                "/queue/interface",
                List.of("interface"),
                new Wish.Row(ether1, Map.of("queue", "x"), "m", true, Adoption.NONE, true));
        assertThat(refusals(marked))
                .containsExactly("RouterOS 7.24 lets the rows of /queue/interface only be set, they are its own: give"
                        + " entry: and set: alone");
    }

    @Test
    void anOwnersRowsKeepTheirOrderAndSecretsAreNotShown() throws Exception {
        meet("7.20.8");
        OtherMenu servers = new OtherMenu(
                "/radius",
                List.of("address"),
                new Wish.Rows(
                        "@aaa",
                        List.of(server("192.0.2.2", "500ms"), server("192.0.2.1", "00:00:01")),
                        Anchor.NONE,
                        true));
        try (LabPlay lab = new LabPlay(dir, version, "arm64")) {
            LabPlay.Result made = lab.run(List.of(new NamedOperation("servers", servers)));
            assertThat(made.diff())
                    .contains("/radius/add address=192.0.2.2 service=login,ppp timeout=500ms secret=********"
                            + " comment=\"mkrun:@aaa/192.0.2.2\"");
            assertThat(String.join("\n", made.diff())).doesNotContain("hush");
            assertThat(lab.rows("/radius"))
                    .extracting(r -> r.text("address"))
                    .containsExactly("192.0.2.2", "192.0.2.1");
            lab.remembered();
            lab.run(List.of(new NamedOperation("servers", servers)));
            LabPlay.Result again = lab.run(List.of(new NamedOperation("servers", servers)));
            assertThat(again.diff()).isEmpty();
            assertThat(again.exchanges()).as("nothing to do").isEqualTo(1);
        }
    }

    private static Wish.Row server(String address, String timeout) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("service", List.of("login", "ppp"));
        values.put("timeout", timeout);
        values.put("secret", Secret.of("hush"));
        return row(Map.of("address", address), values, "@aaa/" + address, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.12.2", "7.24"})
    void whereRowsTakeNoCommentTheLedgerKnowsWhoseTheyAre(String release) throws Exception {
        OtherMenu option = option("'0xC0'", true);
        try (LabPlay lab = new LabPlay(dir, release, "arm64")) {
            lab.remembered();
            assertThat(lab.run(List.of(new NamedOperation("option", option))).changed())
                    .hasSize(1);
            LabPlay.Result again = lab.run(List.of(new NamedOperation("option", option)));
            assertThat(again.diff()).isEmpty();
            assertThat(again.exchanges()).isEqualTo(1);
            assertThat(lab.run(List.of(new NamedOperation("option", option("'0xC1'", true))))
                            .changed())
                    .hasSize(1);
            assertThat(lab.run(List.of(new NamedOperation("option", option("'0xC1'", false))))
                            .changed())
                    .hasSize(1);
            assertThat(lab.rows("/ip/dhcp-server/option")).isEmpty();
        }
    }

    /** No table tells how to write that a field has no value: a router may refuse an empty one. */
    @Test
    void whatHadNoValueLosesItByUnsetOrTheWayBackIsInDoubt() throws Exception {
        router.exec("/ipv6/route/add dst-address=2001:db8:9::/48 blackhole comment=\"mkrun:blue\"");
        router.exec("/radius/add address=192.0.2.1 service=login comment=\"mkrun:r\"");

        Undo.Steps unset = undo(new OtherMenu(
                "/ipv6/route",
                List.of("dst-address"),
                row(Map.of("dst-address", "2001:db8:9::/48"), Map.of("check-gateway", "ping"), "blue", true)));
        Undo.Steps doubtful = undo(new OtherMenu(
                "/radius",
                List.of("address"),
                row(Map.of("address", "192.0.2.1"), Map.of("realm", "x", "accounting-backup", true), "r", true)));

        assertThat(steps(unset))
                .containsExactly("/ipv6/route/unset [find where comment=\"mkrun:blue\"] value-name=check-gateway");
        assertThat(unset.doubt()).isEmpty();
        assertThat(doubtful.doubt())
                .isEqualTo("no value was set before for realm, and /radius has no command to unset it");
        assertThat(steps(doubtful).toString()).contains("realm=\"\"").contains("accounting-backup=no");
    }

    private static List<String> steps(Undo.Steps undo) {
        return undo.known().orElseThrow().stream().map(Change::summary).toList();
    }

    private Undo.Steps undo(OtherMenu wanted) throws TargetException {
        try (RouterTarget target = RouterTarget.open(() -> new JudgedLink(router.again(), version))) {
            Plan plan = Planned.plan(wanted, target.probe(RouterProbe.class));
            return (Undo.Steps) ((RouterCommand) plan.changes().get(0)).undo();
        }
    }

    private static OtherMenu option(String value, boolean present) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("code", 66);
        values.put("value", value);
        return new OtherMenu(
                "/ip/dhcp-server/option", List.of("name"), row(Map.of("name", "tftp"), values, "tftp", present));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void whatTheRouterHasNotIsToldBeforeAnyChange(String release) throws Exception {
        meet(release);
        assertThat(refusals(new OtherMenu(
                        VRF,
                        List.of("nmae"),
                        row(Map.of("nmae", "x"), Map.of("interface", "ether1", "tags", 1), "x", true))))
                .containsExactly(
                        "RouterOS " + release + " has no field interface of /ip/vrf; did you mean 'interfaces'?",
                        "RouterOS " + release + " has no field nmae of /ip/vrf; did you mean 'name'?",
                        "RouterOS " + release + " has no field tags of /ip/vrf");
        Wish.Settings settings = new Wish.Settings(Map.of("name", "x"));
        assertThat(refusals(new OtherMenu("/ip/vrff", List.of(), settings)))
                .containsExactly("RouterOS " + release
                        + " has no menu /ip/vrff; is the path right, and is the package there" + " that brings it?");
        Schema pulled = new SchemaPull(ConsoleLink.of(release), Progress.NONE)
                .pull("r9", List.of("/ip"), Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC));
        Dialect told = Dialect.complete(RouterosVersion.parse(release)).knowing(new Schemas(List.of(pulled)));
        assertThat(new OtherMenu("/ip/vrff", List.of(), settings).lacks(told))
                .extracting(lack -> lack.of(release))
                .containsExactly("RouterOS " + release + " has no menu /ip/vrff; so says the schema pulled from r9 on"
                        + " 2026-11-28; did you mean '/ip/vrf'?");
        assertThat(refusals(new OtherMenu(VRF, List.of(), settings)))
                .containsExactly(
                        "RouterOS " + release + " has rows in /ip/vrf, and no settings: say which one is meant by"
                                + " key: ['name'] and entry: [name: '...']");
        Wish.Row socks = row(Map.of("port", 1), Map.of(), "x", true);
        assertThat(refusals(new OtherMenu("/ip/socks", List.of("port"), socks)))
                .containsExactly("RouterOS " + release + " has no rows in /ip/socks, only settings: give set: alone");
        assertThat(refusals(new OtherMenu(
                        "/ip/dhcp-server/option",
                        List.of("name"),
                        new Wish.Rows("@o", List.of(), new Anchor(true, Map.of("name", "x")), true))))
                .containsExactly("RouterOS " + release + " does not order the rows of /ip/dhcp-server/option: leave out"
                        + " before: and after:");
    }

    @Test
    void aVersionNewerThanTheTablesIsJudgedByWhatWasPulledOfItInARunToo() throws Exception {
        Schema pulled = new SchemaPull(ConsoleLink.of("7.24"), Progress.NONE)
                .pull("r9", List.of("/ip/pool"), Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC));
        Schemas schemas = new Schemas(List.of(pulled.with(Set.of("/ip/dns"), Map.of())));
        Expected expected = new Expected(Set.of(), KnownRouters.NONE, Optional.empty(), newer -> schemas);
        RouterSettings dns = new RouterSettings("/ip/dns", Map.of("servers", "192.0.2.1"));
        for (String release : List.of("7.24", "7.25")) {
            ConsoleLink link = ConsoleLink.of(release);
            try (RouterTarget target =
                    RouterTarget.open(() -> link, expected, UploadSlots.Way.FREE, RowRoom.UNLIMITED, notice -> {})) {
                assertThat(dns.unsupported(target.probe(RouterProbe.class)))
                        .hasSize(release.equals("7.24") ? 0 : 1)
                        .allMatch(("RouterOS 7.25 has no menu /ip/dns any more; so says the schema pulled from r9 on"
                                + " 2026-11-28")::equals);
            }
        }
    }

    @Test
    void whatNoMenuCanHaveIsRefusedAtOnce() {
        assertThatThrownBy(() -> new OtherMenu(
                        VRF,
                        List.of("name"),
                        row(Map.of("name", "x"), Map.of("disabled", new ArrayList<>(List.of(Set.of()))), "x", true)))
                .isInstanceOf(RefusedFieldsException.class)
                .hasMessageStartingWith("/ip/vrf: the value of 'disabled' is neither text, number");
    }
}
