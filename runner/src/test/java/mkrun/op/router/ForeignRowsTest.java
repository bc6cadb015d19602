package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of others that look like those wanted: which will do, which are in the way, which are taken over. */
class ForeignRowsTest {
    private static final String FILTER = "/ip/firewall/filter";
    private static final String QUEUES = "/queue/simple";

    private static SeenRouter rules(String... comments) {
        SeenRouter router = new SeenRouter("7.20.8");
        for (String comment : comments) {
            router.row(FILTER, "chain", "input", "action", "passthrough", "comment", comment);
        }
        return router;
    }

    private static RouterEntry rule(String mark, boolean adopt, Object... fields) {
        return rule(mark, adopt ? Adoption.NOBODYS : Adoption.NONE, fields);
    }

    private static RouterEntry rule(String mark, Adoption adopt, Object... fields) {
        Map<String, Object> key = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            key.put(fields[i].toString(), fields[i + 1]);
        }
        return new RouterEntry(WantedFields.menu(FILTER), key, Map.of(), "@web/" + mark, true, adopt);
    }

    private static RouterEntries owned(RouterEntry... entries) {
        return new RouterEntries(entries[0].menu(), "@web", List.of(entries));
    }

    /** {@code drop} of one address is no {@code drop}: to take it for one leaves the door open. */
    @Test
    void aRuleThatMatchesLessIsNotTheOneThatIsWanted() throws Exception {
        SeenRouter router =
                rules().row(FILTER, "chain", "forward", "action", "drop", "src-address", "192.0.2.4", "log", "false");
        RouterEntry drop = rule("drop", false, "chain", "forward", "action", "drop");
        assertThat(Planned.commands(owned(drop), router))
                .containsExactly(FILTER + "/add chain=forward action=drop comment=\"mkrun:@web/drop\"");
        assertThat(Planned.commands(drop, router)).hasSize(1);
        RouterEntry adopted = rule("drop", true, "chain", "forward", "action", "drop");
        assertThat(Planned.commands(owned(adopted), router))
                .singleElement()
                .asString()
                .contains("/add ");
    }

    @Test
    void aRuleThatIsSwitchedOffWillNotDo() throws Exception {
        SeenRouter router = rules().row(FILTER, "chain", "forward", "action", "drop", "disabled", "true");
        assertThat(Planned.commands(rule("drop", false, "chain", "forward", "action", "drop"), router))
                .singleElement()
                .asString()
                .contains("/add ");
        SeenRouter queues = new SeenRouter("7.20.8").row(QUEUES, "name", "nas", "disabled", "true");
        RouterEntry queue = new RouterEntry(QUEUES, Map.of("name", "nas"), Map.of(), "nas", true);
        assertThatThrownBy(() -> Planned.commands(queue, queues))
                .hasMessageContaining("a row *1 that mkrun did not make and differs (it has disabled=true). ");
    }

    /** Where it stands among others is not known to be right, and a firewall takes the same rule twice. */
    @Test
    void aRuleJustAsWantedWillDoForOneEntryButNotInAnOrder() throws Exception {
        SeenRouter router = rules().row(
                        FILTER,
                        "chain",
                        "forward",
                        "action",
                        "drop",
                        "log",
                        "false",
                        "log-prefix",
                        "",
                        "comment",
                        "mine");
        RouterEntry drop = rule("drop", false, "chain", "forward", "action", "drop");
        assertThat(Planned.commands(drop, router)).isEmpty();
        assertThat(Planned.commands(owned(drop), router))
                .singleElement()
                .asString()
                .contains("/add ");
    }

    /** It may change into a rule that somebody else has, too. */
    @Test
    void anOwnRuleThatChangesIsNotHeldUpByThoseOfOthers() throws Exception {
        SeenRouter router = rules().row(FILTER, "chain", "forward", "action", "drop", "src-address", "192.0.2.4")
                .row(FILTER, "chain", "forward", "action", "accept", "comment", "mkrun:@web/rule");
        assertThat(Planned.commands(owned(rule("rule", false, "chain", "forward", "action", "drop")), router))
                .containsExactly(FILTER + "/set [find where comment=\"mkrun:@web/rule\"] action=drop");
    }

    /** An owner that was renamed has its rows again, but one that is at work keeps its own where there is a choice. */
    @Test
    void ratherNobodysRowIsTakenOverThanAnothersOwn() throws Exception {
        SeenRouter router = rules().row(FILTER, "chain", "forward", "action", "drop", "comment", "mkrun:@old/a")
                .row(FILTER, "chain", "forward", "action", "drop", "comment", "by hand");
        Adoption fromOld = Adoption.from(List.of("old"));
        RouterEntry drop = rule("a", fromOld, "chain", "forward", "action", "drop");
        assertThat(Planned.commands(owned(drop), router))
                .containsExactly(FILTER + "/set *2 comment=\"mkrun:@web/a | by hand\"");
        assertThat(Planned.commands(owned(drop, rule("b", fromOld, "chain", "forward", "action", "drop")), router))
                .containsExactly(
                        FILTER + "/move *2 *1",
                        FILTER + "/set *2 comment=\"mkrun:@web/a | by hand\"",
                        FILTER + "/set *1 comment=\"mkrun:@web/b\"");
    }

    @Test
    void eachEntryTakesOverARowOfItsOwn() throws Exception {
        SeenRouter router = rules().row(FILTER, "chain", "forward", "action", "drop")
                .row(FILTER, "chain", "forward", "action", "drop");
        assertThat(Planned.commands(
                        owned(
                                rule("a", true, "chain", "forward", "action", "drop"),
                                rule("b", true, "chain", "forward", "action", "drop"),
                                rule("c", true, "chain", "forward", "action", "drop")),
                        router))
                .containsExactly(
                        FILTER + "/set *1 comment=\"mkrun:@web/a\"",
                        FILTER + "/set *2 comment=\"mkrun:@web/b\"",
                        FILTER + "/add chain=forward action=drop comment=\"mkrun:@web/c\"");
    }

    @Test
    void ofSeveralRowsNamedAlikeTheOneAsWantedIsTakenOverOrNone() throws Exception {
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/ip/dns/static", "name", "nas.lan", "address", "192.0.2.1")
                .row("/ip/dns/static", "name", "nas.lan", "address", "192.0.2.2");
        assertThat(Planned.commands(nas("192.0.2.2"), router))
                .containsExactly("/ip/dns/static/set *2 comment=mkrun:nas.lan");
        assertThatThrownBy(() -> Planned.commands(nas("192.0.2.3"), router))
                .hasMessage(
                        "/ip/dns/static name=nas.lan: 2 rows could be taken over, and none is as wanted: remove all but"
                                + " one, or mark the one that is meant with /ip/dns/static/set *1 comment=\"mkrun:nas.lan\". They"
                                + " are /ip/dns/static/print where .id=*1 or .id=*2");
    }

    private static RouterEntry nas(String address) {
        return new RouterEntry(
                "/ip/dns/static", Map.of("name", "nas.lan"), Map.of("address", address), "nas.lan", true, true);
    }

    @Test
    void aStandInOnTheWrongSideOfTheAnchorIsNamed() {
        SeenRouter router = new SeenRouter("7.20.8")
                .row(QUEUES, "name", "all", "target", "192.0.2.0/24")
                .row(QUEUES, "name", "nas", "target", "192.0.2.7/32");
        RouterEntry queue =
                new RouterEntry(QUEUES, Map.of("name", "nas"), Map.of("target", "192.0.2.7"), "@web/nas", true);
        RouterEntries before =
                new RouterEntries(QUEUES, "@web", List.of(queue), new Anchor(true, Map.of("name", "all")));
        assertThatThrownBy(() -> Planned.commands(before, router))
                .hasMessage(
                        "/queue/simple name=nas: there is a row *2 that mkrun did not make, as wanted but not before the"
                                + " one that has name=all. mkrun leaves it alone: change or remove it, choose another, or hand it"
                                + " over with /queue/simple/set *2 comment=\"mkrun:@web/nas\"");
    }

    @Test
    void anOrderCountsFromOneLastingRowOfSomebodyElse() throws Exception {
        SeenRouter router = rules("a", "a", "mkrun:@web/drop")
                .row(FILTER, "chain", "forward", "action", "passthrough", "dynamic", "true", "comment", "made")
                .row(FILTER, "chain", "forward", "action", "passthrough", "dynamic", "true", "comment", "both")
                .row(FILTER, "chain", "forward", "action", "passthrough", "comment", "both");
        RouterEntry drop = rule("drop", false, "chain", "input", "action", "passthrough");
        assertThatThrownBy(() -> Planned.commands(from("a", drop), router))
                .hasMessage(FILTER + ": 2 rows have comment=a, name the one that the order counts from more closely: "
                        + FILTER + "/print where .id=*1 or .id=*2");
        assertThatThrownBy(() -> Planned.commands(from("made", drop), router))
                .hasMessage(
                        FILTER + ": only rows that the router made by itself have comment=made, and the order cannot"
                                + " count from those");
        assertThatThrownBy(() -> Planned.commands(from("mkrun:@web/drop", drop), router))
                .hasMessage(
                        FILTER + " chain=input action=passthrough: it is the row that has comment=mkrun:@web/drop, and"
                                + " cannot stand before itself; name a row of somebody else's");
        assertThat(Planned.commands(from("both", drop), router)).isEmpty();
    }

    private static RouterEntries from(String comment, RouterEntry... entries) {
        return new RouterEntries(FILTER, "@web", List.of(entries), new Anchor(true, Map.of("comment", comment)));
    }

    /** Others are put before rows that last; those that the router makes come and go. */
    @Test
    void newRulesAreNotPutBeforeDynamicOnes() throws Exception {
        SeenRouter router = rules("established")
                .row(FILTER, "chain", "forward", "action", "passthrough", "dynamic", "true")
                .row(FILTER, "chain", "forward", "action", "drop", "comment", "last");
        RouterEntries behind = new RouterEntries(
                FILTER,
                "@web",
                List.of(rule("http", false, "chain", "input", "action", "accept")),
                new Anchor(false, Map.of("comment", "established")));
        assertThat(Planned.commands(behind, router))
                .containsExactly(FILTER + "/add place-before=*3 chain=input action=accept comment=\"mkrun:@web/http\"");
    }

    /** A router that has its address by DHCP has a default route of its own, and takes another. */
    @Test
    void aRouteThatTheRouterMadeIsNotInTheWayOfAnother() throws Exception {
        String menu = "/ip/route";
        SeenRouter router = new SeenRouter("7.20.8")
                .row(menu, "dst-address", "0.0.0.0/0", "gateway", "192.0.2.1", "dynamic", "true");
        Map<String, Object> all = Map.of("dst-address", "0.0.0.0/0");
        RouterEntry way = new RouterEntry(menu, all, Map.of("gateway", "192.0.2.254"), "way", true);
        assertThat(Planned.commands(way, router)).singleElement().asString().contains("/add ");
    }

    @Test
    void whatIsNoLongerListedMayStay() throws Exception {
        SeenRouter router = rules("mkrun:@web/old");
        RouterEntry drop = rule("drop", false, "chain", "forward", "action", "drop");
        RouterEntries all = owned(drop);
        assertThat(Planned.commands(all, router)).last().asString().contains("/remove ");
        RouterEntries more = new RouterEntries(all.table(), "@web", List.of(drop), Anchor.NONE, false);
        assertThat(Planned.commands(more, router)).singleElement().asString().contains("/add ");
    }

    /** Routers refuse to remove or set them. */
    @Test
    void whatTheRouterMadeOfAMarkedRowIsNotTheOwners() throws Exception {
        SeenRouter router = rules("mkrun:@web/drop")
                .row(FILTER, "chain", "input", "action", "accept", "dynamic", "true", "comment", "mkrun:@web/drop")
                .row(FILTER, "chain", "input", "action", "accept", "dynamic", "true", "comment", "mkrun:@web/old");
        assertThat(Planned.commands(owned(rule("drop", false, "chain", "input", "action", "passthrough")), router))
                .isEmpty();
    }

    /** Two playbooks that both take over what they find would have it by turns. */
    @Test
    void anotherOwnersRowIsTakenOverOnlyFromWhomIsNamed() throws Exception {
        SeenRouter router = new SeenRouter("7.20.8")
                .row("/ip/pool", "name", "p", "ranges", "10.0.0.1", "comment", "mkrun:@lab/p | note")
                .row("/ip/pool", "name", "q", "ranges", "10.0.0.1", "comment", "mkrun:q");
        assertThatThrownBy(() -> Planned.commands(owned(pool("p", "10.0.0.2", Adoption.NOBODYS)), router))
                .hasMessageContaining(
                        "a row *1 that belongs to \"mkrun:@lab/p | note\" and differs (it has ranges=10.0.0.1). ")
                .hasMessageEndingWith("change or remove it, choose another, or take it over with adopt: 'lab'");
        assertThatThrownBy(() -> Planned.commands(owned(pool("p", "10.0.0.2", Adoption.from(List.of("q")))), router))
                .hasMessageContaining("mkrun:@lab/p");
        assertThatThrownBy(() -> Planned.commands(owned(pool("q", "10.0.0.2", Adoption.NOBODYS)), router))
                .hasMessageEndingWith("or take it over with adopt: 'q'");
        RouterEntry same = pool("p", "10.0.0.1", Adoption.NOBODYS);
        assertThat(Planned.commands(same, router)).isEmpty();
        assertThat(Planned.plan(same, router).reason())
                .endsWith("is as wanted, made by somebody else (\"mkrun:@lab/p | note\")");
        Adoption both = Adoption.from(List.of("lab", "q"));
        assertThat(Planned.commands(owned(pool("p", "10.0.0.2", both), pool("q", "10.0.0.1", both)), router))
                .containsExactly(
                        "/ip/pool/set *1 ranges=10.0.0.2 comment=\"mkrun:@web/p | note\"",
                        "/ip/pool/set *2 comment=\"mkrun:@web/q\"");
    }

    private static RouterEntry pool(String name, String ranges, Adoption adopt) {
        return new RouterEntry(
                WantedFields.menu("/ip/pool"),
                Map.of("name", name),
                Map.of("ranges", ranges),
                "@web/" + name,
                true,
                adopt);
    }

    /** Rules that are alike are one owner's own, each of them. */
    @Test
    void anOwnersOtherRuleIsNotTakenOver() throws Exception {
        SeenRouter router = rules().row(FILTER, "chain", "input", "action", "drop", "comment", "mkrun:@web/a");
        assertThat(Planned.commands(
                        owned(
                                rule("b", true, "chain", "input", "action", "drop"),
                                rule("a", true, "chain", "input", "action", "drop")),
                        router))
                .singleElement()
                .asString()
                .contains("/add ", "mkrun:@web/b");
    }
}
