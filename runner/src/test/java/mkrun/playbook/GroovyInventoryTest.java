package mkrun.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mkrun.inventory.Host;
import mkrun.inventory.Inventory;
import mkrun.inventory.InventoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroovyInventoryTest {
    @TempDir
    Path dir;

    private Inventory read(String name, String text) throws IOException, InventoryException {
        Files.writeString(dir.resolve(name), text);
        return read(dir.resolve(name));
    }

    private static Inventory read(Path source) throws InventoryException {
        return Inventory.read(List.of(source.toString()), List.of(), List.of(new GroovyInventory(null)));
    }

    private static Host host(Inventory inventory, String name) {
        return inventory.host(name).orElseThrow();
    }

    @Test
    void saysHostsGroupsAndVariablesWithLoopsWhereThereAreMany() throws Exception {
        Inventory inventory = read("hosts.groovy", """
                vars user: 'admin', ports: [22, 80]
                host 'lonely', host: '10.0.0.9'
                group('routers') {
                    vars site: 'home'
                    host 'r[01:02]'
                    (1..3).each { n ->
                        host "rack$n", host: "10.1.0.$n", port: 2200 + n
                    }
                    group('attic') {
                        host 'rack3', site: 'attic'
                    }
                    children 'cellar'
                }
                group('cellar') { host 'c1' }
                """);

        assertThat(inventory.hosts())
                .extracting(Host::name)
                .containsExactly("lonely", "r01", "r02", "rack1", "rack2", "rack3", "c1");
        assertThat(host(inventory, "lonely").groups()).containsExactly("all", "ungrouped");
        assertThat(host(inventory, "rack3").groups()).containsExactly("all", "routers", "attic");
        assertThat(host(inventory, "c1").groups()).containsExactly("all", "routers", "cellar");
        assertThat(host(inventory, "c1").vars().asMap())
                .isEqualTo(Map.of("user", "admin", "ports", List.of(22, 80), "site", "home"));
        assertThat(host(inventory, "rack3").vars().asMap())
                .isEqualTo(Map.of(
                        "user", "admin", "ports", List.of(22, 80), "site", "attic", "host", "10.1.0.3", "port", 2203));
        assertThat(host(inventory, "rack2").vars().origin("port")).contains(dir + "/hosts.groovy:7");
        assertThat(host(inventory, "rack2").vars().origin("site")).contains(dir + "/hosts.groovy:4");
    }

    @Test
    void everythingThatIsWrongIsToldWithItsLine() {
        assertThatThrownBy(() -> read("hosts.groovy", """
                        group('routers') {
                            host 'r[3:1]'
                            host 'r1', 'bad-name': 1
                            children 'celar'
                        }
                        group('a b') { host 'never' }
                        """))
                .isInstanceOf(InventoryException.class)
                .message()
                .isEqualTo(String.join(
                        "\n",
                        dir + "/hosts.groovy:2: the range [3:1] runs backwards",
                        dir
                                + "/hosts.groovy:3: 'bad-name' is no name for a variable: letters, digits and _, no digit first",
                        dir + "/hosts.groovy:6: 'a b' is no name for a group: letters, digits, _ . -",
                        dir + "/hosts.groovy:4: no group celar: define it, or correct the name"));
    }

    @Test
    void aWordThatDoesNotExistIsRefusedWithTheOneThatWasMeant() {
        assertThatThrownBy(() -> read("hosts.groovy", "hots 'r1', user: 'admin'\n"))
                .hasMessageStartingWith(dir + "/hosts.groovy:1: unknown word 'hots' in an inventory")
                .hasMessageContaining("did you mean 'host'?")
                .hasMessageEndingWith("\nhots 'r1', user: 'admin'\n^^^^");
    }

    @Test
    void whatFailsWhileItIsEvaluatedIsToldWithItsLine() {
        assertThatThrownBy(() -> read("hosts.groovy", "host 'r1'\nhost 'r' + (1..2)[5].toString().substring(9)\n"))
                .hasMessageStartingWith(dir + "/hosts.groovy:2: ");
        assertThatThrownBy(() -> read("hosts.groovy", "host 'r1', user: null\n"))
                .hasMessageStartingWith(dir + "/hosts.groovy:1: 'user' has no value (null)");
    }

    @Test
    void inAFolderPlaybooksAreNoInventories() throws Exception {
        Files.writeString(dir.resolve("site.groovy"), "play('x') { hosts 'all' }\n");
        Files.writeString(dir.resolve("10-hosts.groovy"), "host 'r1'\n");
        Files.writeString(dir.resolve("20-hosts.ini"), "r2\n");
        assertThat(read(dir).hosts()).extracting(Host::name).containsExactly("r1", "r2");
    }
}
