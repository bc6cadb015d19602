package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Versions newer than our tables, as schemas tell of them. */
class SchemasTest {
    private static final MenuSchema POOL = MenuSchema.of(
            "/ip/pool",
            Set.of("used"),
            Map.of(
                    "add", Set.of("comment", "copy-from", "name", "ranges", "weight"),
                    "set", Set.of("comment", "name", "numbers", "ranges", "weight")));

    private static Schema schema(String version, Set<String> packages, MenuSchema... menus) {
        SortedMap<String, MenuSchema> all = new TreeMap<>();
        for (MenuSchema menu : menus) {
            all.put(menu.path(), menu);
        }
        return new Schema(
                RouterosVersion.parse(version),
                "arm64",
                new TreeSet<>(packages),
                "r1",
                Instant.parse("2026-11-28T23:00:00Z"),
                new TreeSet<>(Set.of("/ip/pool", "/ip/dns", "/container/envs")),
                all);
    }

    private static Dialect dialect(Schema... schemas) {
        return Dialect.complete(schemas[0].version()).knowing(new Schemas(List.of(schemas)));
    }

    @Test
    void whatIsGoneIsALackOfNewerVersionsOnly() {
        Dialect newer = dialect(schema("7.25", Set.of("routeros"), POOL));
        assertThat(newer.lack("/ip/pool", "next-pool", "none"))
                .contains(new Lack(
                        "next-pool",
                        "has no field next-pool of /ip/pool any more",
                        "so says the schema pulled from r1 on 2026-11-28"));
        assertThat(newer.lack("/ip/pool", "ranges", "x")).isEmpty();
        assertThat(newer.lack("/ip/dns"))
                .contains(new Lack(
                        "/ip/dns", "has no menu /ip/dns any more", "so says the schema pulled from r1 on 2026-11-28"));
        assertThat(newer.lack("/ip/address")).as("nobody asked for it").isEmpty();
        assertThat(newer.lack("/container/envs"))
                .as("the package was not there")
                .isEmpty();
        assertThat(dialect(schema("7.24", Set.of("routeros"), POOL)).lack("/ip/pool", "next-pool", "none"))
                .isEmpty();
    }

    /** Names of arguments are those of fields in other commands, too: {@code print} has an {@code interval}. */
    @Test
    void whatCanOnlyBeReadOrResetIsGone() {
        MenuSchema read = MenuSchema.of(
                "/ip/pool",
                Set.of(),
                Map.of("add", Set.of("name"), "print", Set.of("next-pool"), "reset", Set.of("next-pool")));
        assertThat(dialect(schema("7.25", Set.of("routeros"), read)).lack("/ip/pool", "next-pool", "none"))
                .isPresent();
    }

    @Test
    void oneRouterThatHasItIsEnough() {
        MenuSchema whole = MenuSchema.of("/ip/pool", Set.of(), Map.of("add", Set.of("name", "next-pool", "ranges")));
        assertThat(dialect(schema("7.25", Set.of("routeros"), POOL), schema("7.25", Set.of("lte"), whole))
                        .lack("/ip/pool", "next-pool", "none"))
                .isEmpty();
    }

    @Test
    void newsAreWhatTheTablesHaveOtherwise() {
        assertThat(SchemaNews.of(schema("7.25", Set.of("routeros"), POOL)))
                .containsExactly(
                        "/ip/dns: gone",
                        "/ip/dns/forwarders: gone",
                        "/ip/dns/static: gone",
                        "/ip/pool: new: weight; gone: next-pool");
        assertThat(SchemaNews.of(schema("7.24", Set.of("routeros"), POOL))).isEmpty();
    }
}
