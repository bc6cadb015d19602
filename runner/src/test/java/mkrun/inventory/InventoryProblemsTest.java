package mkrun.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inventories that do not load: every problem is told, with file and line and what to do. */
class InventoryProblemsTest {
    @TempDir
    Path dir;

    private List<String> problems(String name, String text) throws IOException {
        Path file = Files.writeString(dir.resolve(name), text);
        InventoryException e =
                catchThrowableOfType(InventoryException.class, () -> Inventory.read(List.of(file.toString())));
        assertThat(e).as("an error").isNotNull();
        return e.getMessage().lines().map(l -> l.replace(dir + "/", "")).collect(Collectors.toList());
    }

    @Test
    void allProblemsOfAnIniFileAreToldAtOnce() throws Exception {
        assertThat(problems("hosts.ini", """
                        [routers]
                        r[5:1]
                        r1 admin 2fast=1
                        [site a]
                        [routers:var]
                        x=1
                        [routers:vars]
                        retries
                        [nobody:vars]
                        x=1
                        """))
                .containsExactly(
                        "hosts.ini:2: the range [5:1] runs backwards",
                        "hosts.ini:3: expected name=value behind the host, found 'admin'",
                        "hosts.ini:3: '2fast' is no name for a variable: letters, digits and _, no digit first",
                        "hosts.ini:4: 'site a' is no name for a group: letters, digits, _ . -",
                        "hosts.ini:5: [routers:var]: a section is [group], [group:vars] or [group:children]",
                        "hosts.ini:8: expected name=value, found 'retries'",
                        "hosts.ini:9: [nobody:vars], but no group nobody: define it, or correct the name");
    }

    @Test
    void allProblemsOfAYamlFileAreToldAtOnce() throws Exception {
        assertThat(problems("hosts.yml", """
                        routers:
                          host:
                            r1:
                          hosts: 3
                        site_a: [r1]
                        site_b: r1
                        site_c:
                          vars: [a]
                        """))
                .containsExactly(
                        "hosts.yml:2: 'host' in the group 'routers': expected hosts, vars or children,"
                                + " did you mean 'hosts'?",
                        "hosts.yml:4: hosts are a map or a list of names",
                        "hosts.yml:6: the group 'site_b' is a map of hosts, vars and children",
                        "hosts.yml:8: variables are a map of names and values");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x.yml|a: [1|x.yml:1: not YAML: ",
                "x.yml|a: 1\\na: 2|x.yml:2: 'a' is there twice",
                "x.yml|a: !vault abc|x.yml:1: the tag !vault is none that mkrun knows: encrypted variables are not read; keep",
                "x.yml|a: !other abc|x.yml:1: the tag !other is none that mkrun knows",
                "x.ini|r1 password=it's host=r2|x.ini:1: the quote in password=... is not closed, and takes the rest",
                "x.ini|r[1:x]|x.ini:1: [1:x] is no range, such as [1:20], [01:20] or [a:f]",
                "x.ini|r[1:]-[1:2]|x.ini:1: [1:] is no range",
                "x.yml|a: !!java.net.URL [x]|x.yml:1: not YAML: Global tag is not allowed",
                "x.yml|a: &x [*x]|x.yml:1: an anchor that holds itself",
                "x.yml|? [a]\\n: b|x.yml:1: a key that is a list or a map",
                "x.yml|just words|x.yml:1: an inventory is a map of groups",
                "x.json|{\"a\": 1,\\n}|x.json:2: not JSON: ",
                "x.json|{\"a\": {}, \"a\": {}}|x.json:1: 'a' is there twice",
                "x.json|{\"a\": [1|x.json:1: not JSON: Unexpected end-of-input: expected close marker for Array",
                "x.ini|[routers\\nr1|x.ini:1: [routers: a section is [group], [group:vars] or [group:children], alone",
                "x.ini|[routers] r1|x.ini:1: [routers] r1: a section is [group], [group:vars] or",
                "x.json|{} {}|x.json:1: more text behind the end"
            })
    void filesThatAreNoDataSayWhere(String name, String text, String message) throws Exception {
        assertThat(problems(name, text.replace("\\n", "\n")).get(0)).startsWith(message);
    }

    @Test
    void quotesAndBracketsThatAreRightAreTaken() throws Exception {
        Path file = Files.writeString(dir.resolve("x.ini"), "r1 password=it's\nr[2:3] user='two words'\n");
        Inventory inventory = Inventory.read(List.of(file.toString(), "[fe80::1],"));
        assertThat(inventory.hosts()).extracting(Host::name).containsExactly("r1", "r2", "r3", "[fe80::1]");
        assertThat(inventory.host("r1").orElseThrow().vars().string("password")).contains("it's");
    }

    @Test
    void groupsInACircleAreNamed() throws Exception {
        assertThat(problems("hosts.ini", "[a:children]\nb\n[b:children]\na\n[c]\nh\n"))
                .containsExactly("these groups are children of themselves, in a circle: a, b");
    }

    @Test
    void aChildThatIsNoGroupIsNamed() throws Exception {
        assertThat(problems("hosts.ini", "[all_routers:children]\nroutres\n[routers]\nr1\n"))
                .containsExactly("hosts.ini:2: no group routres: define it, or correct the name");
    }

    @Test
    void whatIsNotThereOrNoTextIsSaid() throws Exception {
        assertThatThrownBy(() -> Inventory.read(List.of("no/such")))
                .isInstanceOf(InventoryException.class)
                .hasMessage("no inventory at 'no/such' (a list of hosts needs a comma: 'no/such,')");
        Path latin = Files.write(dir.resolve("hosts.ini"), "[caf\u00e9]".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Inventory.read(List.of(latin.toString()))).hasMessage(latin + ": not UTF-8 text");
    }

    @Test
    void theNearestFileIsSuggestedForOneThatIsNotThere() throws Exception {
        Path folder = Files.createDirectories(dir.resolve("inventories"));
        Path hosts = Files.writeString(folder.resolve("hosts.ini"), "r1\n");
        for (Path wrong : List.of(folder.resolve("host.ini"), dir.resolve("inventorys/hosts.ini"))) {
            assertThatThrownBy(() -> Inventory.read(List.of(wrong.toString())))
                    .hasMessage("no inventory at '" + wrong + "' (a list of hosts needs a comma: '" + wrong
                            + ",') -- did you mean '" + hosts + "'?");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "#!/bin/sh\\necho no token >&2; exit 7, ended with exit code 7: no token",
        "#!/bin/sh\\necho routers:, not JSON: ",
        "#!/no/such/shell, cannot be run: ",
        "#!/bin/sh\\nexec yes, larger than 16 MiB",
    })
    void aProgramThatPrintsNoInventorySaysWhy(String text, String message) throws Exception {
        Path script = Files.writeString(dir.resolve("hosts"), text.replace("\\n", "\n") + "\n");
        assertThat(problems("hosts", Files.readString(script)))
                .containsExactly("hosts: is a program that may not be run: chmod +x " + dir.relativize(script));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(problems("hosts", Files.readString(script)).get(0))
                .startsWith("hosts:")
                .contains(message);
    }

    @Test
    void badVariablesBesideAGoodInventoryAreTold() throws Exception {
        Files.createDirectories(dir.resolve("group_vars"));
        Files.writeString(dir.resolve("group_vars/all.yml"), "- a list\n");
        assertThat(problems("hosts.ini", "h\n"))
                .containsExactly("group_vars/all.yml:1: expected a map of names and values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h[1:99999999],", "h[1:999][1:999],"})
    void noRangeExhaustsMemory(String source) {
        assertThatThrownBy(() -> Inventory.read(List.of(source))).hasMessageContaining("means more than 65536 hosts");
    }

    @Test
    void aYamlBombIsRefusedAndNotUnfolded() throws Exception {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(problems("x.yml", bomb.toString()))
                .hasSize(1)
                .first()
                .asString()
                .contains("not YAML");
    }
}
