package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.MenuSchema;
import mkrun.routeros.Menus;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Schema;
import mkrun.routeros.Schemas;
import mkrun.target.Change;
import mkrun.target.routeros.RouterChange;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.Undo;
import org.junit.jupiter.api.Test;

/** Fields of menus that mkrun has tables of, in versions newer than these tables. */
class NewerFieldsTest {
    private static final String POOL = "/ip/pool";
    private static final Schema V7_24 = schema("7.24", "older");
    private static final Schema V7_25 = schema("7.25", "weight", "radius-secret");
    private static final Schema V7_26 = schema("7.26", "weight", "copies");
    private static final Schema V7_27 = schema("7.27");

    private final NewerFields newer = new NewerFields(() -> List.of(V7_27, V7_26, V7_25, V7_24));

    private static Schema schema(String version, String... more) {
        Set<String> fields = new TreeSet<>(Set.of("comment", "name", "next-pool", "ranges"));
        fields.addAll(List.of(more));
        Set<String> set = new TreeSet<>(fields);
        set.add("numbers");
        MenuSchema pool = MenuSchema.of(POOL, Set.of("used"), Map.of("add", fields, "set", set));
        return new Schema(
                RouterosVersion.parse(version),
                "arm64",
                new TreeSet<>(Set.of("routeros")),
                "r1",
                Instant.parse("2026-11-28T12:00:00Z"),
                new TreeSet<>(Set.of(POOL)),
                new TreeMap<>(Map.of(POOL, pool)));
    }

    private RouterEntry pool(Map<String, Object> values) {
        Wish wish = new Wish.Row(Map.of("name", "guests"), values, "guests", true, Adoption.NONE, true);
        return (RouterEntry) wish.on(newer.known(Menus.standard().menu(POOL).orElseThrow(), wish));
    }

    private static List<Lack> lacks(RouterEntry entry, String version, Schema... pulled) {
        return entry.lacks(Dialect.complete(RouterosVersion.parse(version)).knowing(new Schemas(List.of(pulled))));
    }

    @Test
    void aFieldIsKnownFromTheFirstVersionWhoseSchemaHasIt() {
        RouterEntry entry = pool(Map.of("ranges", "10.0.0.2-10.0.0.9", "weight", 5));
        assertThat(lacks(entry, "7.25", V7_25)).isEmpty();
        assertThat(lacks(entry, "7.26", V7_26)).isEmpty();
        assertThat(lacks(entry, "7.24", V7_24))
                .containsExactly(new Lack(
                        "weight", "has no field weight of /ip/pool", "RouterOS 7.25 is the first that has it"));
        assertThat(lacks(pool(Map.of("copies", 1)), "7.25", V7_25))
                .containsExactly(new Lack(
                        "copies", "has no field copies of /ip/pool", "RouterOS 7.26 is the first that has it"));
    }

    @Test
    void aVersionOfWhichNoSchemaTellsIsNotTrustedToHaveIt() {
        RouterEntry entry = pool(Map.of("weight", 5));
        assertThat(lacks(entry, "7.26"))
                .containsExactly(new Lack(
                        "weight",
                        "has no field weight of /ip/pool that mkrun knows of",
                        "no schema of it tells (mkrun schema pull)"));
        assertThat(lacks(entry, "7.27", V7_27))
                .containsExactly(new Lack(
                        "weight",
                        "has no field weight of /ip/pool",
                        "so says the schema pulled from r1 on 2026-11-28"));
    }

    @Test
    void whatNoNewerSchemaHasIsASlip() {
        for (String name : List.of("older", "wieght", "numbers")) {
            assertThatThrownBy(() -> pool(Map.of(name, "1")))
                    .hasMessageContaining("/ip/pool has no field '" + name + "'");
        }
    }

    private static SeenRouter router() {
        return new SeenRouter("7.25").knowing(new Schemas(List.of(V7_25)));
    }

    private static List<String> plan(RouterEntry entry, SeenRouter router) throws Exception {
        return Planned.plan(entry, router).changes().stream()
                .map(Change::summary)
                .toList();
    }

    @Test
    void itIsWrittenAndComparedAsInMenusWithoutATable() throws Exception {
        RouterEntry entry = pool(Map.of("weight", "90s"));
        assertThat(plan(pool(new TreeMap<>(Map.of("ranges", "192.0.2.1", "weight", "90s"))), router()))
                .containsExactly("/ip/pool/add name=guests ranges=192.0.2.1 weight=90s comment=mkrun:guests");
        assertThat(plan(entry, router().row(POOL, "name", "guests", "weight", "5", "comment", "mkrun:guests")))
                .containsExactly("/ip/pool/set [find where comment=\"mkrun:guests\"] weight=90s");
        assertThat(plan(entry, router().row(POOL, "name", "guests", "weight", "00:01:30", "comment", "mkrun:guests")))
                .isEmpty();
    }

    @Test
    void aRowThatIsRemovedComesBackWithIt() throws Exception {
        Wish gone = new Wish.Row(Map.of("name", "guests"), Map.of("weight", 5), "guests", false, Adoption.NONE, true);
        RouterEntry entry =
                (RouterEntry) gone.on(newer.known(Menus.standard().menu(POOL).orElseThrow(), gone));
        SeenRouter router = router().row(POOL, "name", "guests", "weight", "5", "comment", "mkrun:guests");
        RouterCommand removal =
                (RouterCommand) Planned.plan(entry, router).changes().get(0);
        List<? extends RouterChange> back =
                ((Undo.Steps) removal.undo()).known().orElseThrow();
        assertThat(back)
                .singleElement()
                .extracting(RouterChange::summary)
                .asString()
                .contains("weight=5");
    }

    @Test
    void whatSoundsLikeASecretIsOne() throws Exception {
        RouterEntry entry = pool(Map.of("radius-secret", "hush", "ranges", "192.0.2.1"));
        assertThat(plan(entry, router()).toString()).doesNotContain("hush").contains("radius-secret=");
    }
}
