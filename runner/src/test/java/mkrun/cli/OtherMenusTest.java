package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import mkrun.routeros.MenuSchema;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Schema;
import mkrun.target.Progress;
import mkrun.target.routeros.SchemaFiles;
import mkrun.target.routeros.SchemaPull;
import mkrun.testing.ConsoleLink;
import mkrun.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Menus and versions that mkrun has no tables of: what a user of playbooks sees. */
@Timeout(60)
class OtherMenusTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);

    private static final String RIGHT = """
            play('routers') {
                hosts 'all'
                tasks {
                    routeros '/ip/vrf', key: ['name'], entry: [name: 'blue'], set: [interfaces: 'ether2']
                    routeros '/ip/socks', set: [enabled: true, 'connection-idle-timeout': '90']
                }
            }
            """;

    private static final String WRONG = """
            play('routers') {
                hosts 'all'
                tasks {
                    routeros '/ip/dns', set: [servers: '192.0.2.1']
                    routeros '/ip/vrf', key: ['name'], entry: [name: 'blue'], set: [interface: 'ether2', tags: 1]
                    routeros '/ip/sock', set: [enabled: true]
                    routeros '/ip/pool', entry: [name: 'p'], set: [ranges: '192.0.2.1', 'next-pool': 'none']
                }
            }
            """;

    @TempDir
    private Path dir;

    private Typed mkrun(String playbook, String hosts, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(more));
        words.add(Files.writeString(dir.resolve("site.groovy"), playbook).toString());
        words.addAll(
                List.of("-i", Files.writeString(dir.resolve("hosts.ini"), hosts).toString()));
        return Typed.run(dir.resolve("state"), words.toArray(String[]::new));
    }

    private String shown(Typed run) {
        return (run.out() + run.err()).replace(dir.toString(), "DIR");
    }

    private void keep(Schema schema) throws IOException {
        new SchemaFiles(dir.resolve("state/schema")).keep(schema);
    }

    private static Schema pulled(String version) throws Exception {
        return new SchemaPull(ConsoleLink.of(version), Progress.NONE).pull("attic", List.of("/"), NOON);
    }

    /** What a later version may look like: a menu has lost an argument. */
    private static Schema later(Schema schema, String version) {
        SortedMap<String, MenuSchema> menus = new TreeMap<>(schema.menus());
        Map<String, Set<String>> commands = new TreeMap<>(menus.get("/ip/pool").commands());
        commands.replaceAll((name, arguments) -> {
            Set<String> fewer = new TreeSet<>(arguments);
            fewer.remove("next-pool");
            return fewer;
        });
        menus.put("/ip/pool", MenuSchema.of("/ip/pool", Set.of("used"), commands));
        return new Schema(
                RouterosVersion.parse(version),
                schema.architecture(),
                schema.packages(),
                "cellar",
                NOON.instant(),
                schema.roots(),
                menus);
    }

    @Test
    void lintSaysByWhatItJudges() throws Exception {
        Typed blind = mkrun(WRONG, "r1 routeros=7.24\n", "lint");
        keep(pulled("7.24"));
        keep(later(pulled("7.24"), "7.25"));
        Typed seeing = mkrun(WRONG, "r1 routeros=7.24\n", "lint");
        Typed newer = mkrun(WRONG, "r1\n", "lint", "--routeros", "7.25", "--routeros", "7.26", "--routeros", "7.23.3");
        Typed right = mkrun(RIGHT, "r1 routeros=7.24\n", "lint");
        assertThat(List.of(blind.code(), seeing.code(), newer.code(), right.code()))
                .containsExactly(0, 3, 3, 0);
        Golden.matches(
                "lint-other.txt",
                "--- no schema\n" + shown(blind) + "--- pulled\n" + shown(seeing) + "--- newer\n" + shown(newer)
                        + "--- right\n" + shown(right));
    }

    @Test
    void aFieldOfANewerVersionCanBeSetWhereItsSchemaHasIt() throws Exception {
        String pool = "play('p') {\n    hosts 'all'\n    tasks {\n        routeros '/ip/pool', entry: [name: 'guests'],"
                + " set: [ranges: '10.0.0.2-10.0.0.9', weight: 5]\n    }\n}\n";
        Typed slip = mkrun(pool, "r1 routeros=7.25\n", "lint");
        keep(with(later(pulled("7.24"), "7.25"), "weight"));
        Typed known = mkrun(pool, "r1 routeros=7.25\n", "lint");
        Typed older = mkrun(pool, "r1 routeros=7.24\n", "lint");
        assertThat(shown(slip)).contains("/ip/pool has no field 'weight'");
        assertThat(shown(known)).contains("no problems");
        assertThat(shown(older)).contains("has no field weight of /ip/pool").contains("RouterOS 7.25 is the first");
        assertThat(List.of(slip.code(), known.code(), older.code())).containsExactly(3, 0, 3);
    }

    /** One more argument of the commands that write pools. */
    private static Schema with(Schema schema, String argument) {
        Map<String, MenuSchema> menus = new TreeMap<>(schema.menus());
        Map<String, Set<String>> commands = new TreeMap<>(menus.get("/ip/pool").commands());
        commands.replaceAll((name, arguments) -> {
            Set<String> more = new TreeSet<>(arguments);
            more.add(argument);
            return more;
        });
        menus.put("/ip/pool", MenuSchema.of("/ip/pool", Set.of("used"), commands));
        return schema.with(schema.roots(), menus);
    }

    @Test
    void aDamagedSchemaIsNamed() throws Exception {
        Path file = Files.createDirectories(dir.resolve("state/schema")).resolve("7.24-arm64.json.gz");
        Files.writeString(file, "?");
        Typed run = mkrun(RIGHT, "r1 routeros=7.24\n", "lint");
        assertThat(run.err()).startsWith("mkrun: the schema " + file + " cannot be read: ");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void aRunAsksTheRouterBeforeItChangesAnythingAndASecondOneChangesNothing() throws Exception {
        String lab = "r1 connection=lab arch=arm64 routeros=7.20.8\n";
        Typed refused = mkrun(WRONG, lab);
        Golden.matches("run-other-refused.txt", shown(refused));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(mkrun(RIGHT, lab).out()).contains("changed=2 ");
        Typed again = mkrun(RIGHT, lab);
        assertThat(again.out()).contains("changed=0 ");
        assertThat(again.code()).isZero();
    }
}
