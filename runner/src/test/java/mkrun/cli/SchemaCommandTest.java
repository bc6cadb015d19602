package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mkrun.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mkrun schema} on emulated routers: what a user types and sees. */
class SchemaCommandTest {
    private static final String HOSTS = """
            attic  connection=lab arch=arm64 routeros=7.24
            cellar connection=lab arch=amd64 routeros=7.9.2
            shed   host=127.0.0.1 port=1
            """;

    @TempDir
    private Path dir;

    private Typed schema(String... words) {
        return Typed.run(dir.resolve("state"), words);
    }

    private Typed pull(String pattern, String... more) throws IOException {
        Path inventory = Files.writeString(dir.resolve("hosts.ini"), HOSTS);
        List<String> words = new ArrayList<>(List.of("schema", "pull", "-i", inventory.toString(), pattern));
        words.addAll(List.of(more));
        return schema(words.toArray(new String[0]));
    }

    private String shown(Typed run) {
        return (run.out() + run.err()).replace(dir.toString(), "DIR").replaceAll("\\d{4}-\\d{2}-\\d{2}", "TODAY");
    }

    @Test
    void treesArePulledListedAndShown() throws IOException {
        Typed some = pull("all", "--menu", "/ip/dhcp-server/option", "--menu", "/ip/vrf");
        Typed whole = pull("attic");
        Typed again = pull("attic:!shed");
        assertThat(List.of(some.code(), whole.code(), again.code())).containsExactly(4, 0, 0);
        Golden.matches(
                "schema.txt",
                shown(some)
                        + shown(whole)
                        + shown(again)
                        + shown(schema("schema", "list"))
                        + shown(schema("schema", "show", "/ip/dhcp-server/option")));
        Typed none = schema("schema", "show", "/ip/nowhere");
        assertThat(none.err())
                .isEqualTo("mkrun: no schema has a menu /ip/nowhere: pull one (mkrun schema pull HOST)\n");
        assertThat(none.code()).isEqualTo(3);
        assertThat(schema("schema", "show", "/ip/dhcp-sever/option").err())
                .isEqualTo(
                        "mkrun: no schema has a menu /ip/dhcp-sever/option -- did you mean /ip/dhcp-server/option?\n");
        Typed noMenu = schema("schema", "show", "ip/vrf");
        assertThat(noMenu.err()).isEqualTo("mkrun: ip/vrf: not a menu (expected like /ip/vrf)\n");
        assertThat(noMenu.code()).isEqualTo(5);
    }

    @Test
    void oneTreeMayGoElsewhere() throws IOException {
        Path file = dir.resolve("mine.json.gz");
        Typed one = pull("cellar", "--menu", "/ip/vrf", "-o", file.toString());
        assertThat(one.out()).isEqualTo("cellar | SUCCESS => RouterOS 7.9.2, 1 menu, written to " + file + "\n");
        assertThat(file).isNotEmptyFile();
        Typed list = schema("schema", "list");
        assertThat(list.out()).isEmpty();
        assertThat(list.err())
                .startsWith("mkrun: there are no schemas in ")
                .endsWith(": pull one (mkrun schema pull HOST)\n");
        assertThat(list.code()).isZero();
        assertThat(pull("all", "-o", file.toString()).err())
                .isEqualTo("mkrun: 3 hosts are meant, and -o takes the schema of one: leave it out\n");
        assertThat(pull("all", "--menu", "ip vrf").err())
                .isEqualTo("mkrun: --menu ip vrf: not a menu (expected like /ip/vrf)\n");
        assertThat(pull("cellar", "--menu", "/ip/nowhere").out()).contains("has no menu /ip/nowhere");
    }
}
