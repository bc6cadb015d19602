package mkrun.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import mkrun.testing.Commands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryTest {
    @TempDir
    Path dir;

    private Path write(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Inventory read(String name, String text) throws Exception {
        return Inventory.read(List.of(write(name, text).toString()));
    }

    private static List<String> names(List<Host> hosts) {
        return hosts.stream().map(Host::name).toList();
    }

    private static final String INI = """
            # routers of two sites
            lone  host=10.0.0.9

            [routers]
            r[01:03].example.net  user=admin  tags="[a, b]"   # three of them
            edge:2222 password='p # w' when=[1, two]

            [site_a]
            r01.example.net arch=arm64

            [site_b:children]
            rack

            [rack]
            r02.example.net

            [routers:vars]
            retries = 3
            version = 7.10
            mode = 0644
            strict = yes  ; not a comment: a semicolon begins one only at the beginning of a line
            motd = two words   # but this is one
            """;

    @Test
    void readsIni() throws Exception {
        Inventory inventory = read("hosts.ini", INI);
        assertThat(names(inventory.hosts()))
                .containsExactly("lone", "r01.example.net", "r02.example.net", "r03.example.net", "edge");
        Host r01 = inventory.host("r01.example.net").orElseThrow();
        assertThat(r01.groups()).containsExactly("all", "routers", "site_a");
        assertThat(r01.vars().string("arch")).contains("arm64");
        assertThat(r01.vars().get("tags")).contains("[a, b]");
        Vars edge = inventory.host("edge").orElseThrow().vars();
        assertThat(edge.get("ansible_port")).contains(2222L);
        assertThat(edge.string("password")).contains("p # w");
        assertThat(edge.get("when")).contains(List.of(1L, "two"));
        assertThat(inventory.host("r02.example.net").orElseThrow().groups())
                .containsExactly("all", "routers", "site_b", "rack");
        assertThat(inventory.host("lone").orElseThrow().groups()).containsExactly("all", "ungrouped");
    }

    /** As Ansible reads them. */
    @Test
    void namesOfHostsMayStandInQuotes() throws Exception {
        Inventory inventory = read("hosts.ini", """
                [g]
                "r1" x=1
                'r2'
                "r4":2222
                "r[5:6]"
                "o'pen
                """);
        assertThat(names(inventory.hosts())).containsExactly("r1", "r2", "r4", "r5", "r6", "\"o'pen");
        assertThat(inventory.host("r4").orElseThrow().vars().asMap()).containsEntry("ansible_port", 2222L);
    }

    @Test
    void oneRuleTypesValuesInHostLinesAndInVarsSectionsAndInYaml() throws Exception {
        String words = "n=3 d=7.10 o=0644 t=yes f=False s=12:30 q=\"3\" e=text";
        Vars line = read("a.ini", "[g]\nh " + words).host("h").orElseThrow().vars();
        Vars section = read("b.ini", "[g]\nh\n[g:vars]\n" + words.replace(' ', '\n'))
                .host("h")
                .orElseThrow()
                .vars();
        String flow = words.replace("=", ": ").replace(" ", ", ").replace(":,", ":");
        Vars yaml = read("c.yml", "g: {hosts: {h: {" + flow + "}}}")
                .host("h")
                .orElseThrow()
                .vars();
        Map<String, Object> expected = Map.of(
                "n",
                3L,
                "d",
                new BigDecimal("7.10"),
                "o",
                "0644",
                "t",
                true,
                "f",
                false,
                "s",
                "12:30",
                "q",
                "3",
                "e",
                "text");
        assertThat(line.asMap()).isEqualTo(expected);
        assertThat(section.asMap()).isEqualTo(expected);
        assertThat(yaml.asMap()).isEqualTo(expected);
        assertThat(line.string("d")).contains("7.10");
    }

    private static final String YAML = """
            all:
              vars: {ntp: pool.ntp.org}
              hosts:
                lone: {host: 10.0.0.9}
              children:
                routers:
                  vars: &common
                    user: admin
                    retries: 3
                  hosts:
                    r[1:2]:
                    edge: {<<: *common, retries: 5}
                site_a:
                  children:
                    rack: {hosts: {r1: }}
            """;

    @Test
    void readsYaml() throws Exception {
        Inventory inventory = read("hosts.yml", YAML);
        assertThat(names(inventory.hosts())).containsExactly("lone", "r1", "r2", "edge");
        assertThat(inventory.host("r1").orElseThrow().groups()).containsExactly("all", "routers", "site_a", "rack");
        assertThat(inventory.host("edge").orElseThrow().vars().asMap())
                .isEqualTo(Map.of("ntp", "pool.ntp.org", "user", "admin", "retries", 5L));
        assertThat(inventory.groups())
                .containsEntry("routers", List.of("r1", "r2", "edge"))
                .containsEntry("site_a", List.of("r1"))
                .containsEntry("ungrouped", List.of("lone"));
        assertThat(inventory.group("site_a")).contains(new Group("site_a", List.of(), List.of("rack")));
    }

    @Test
    void readsJsonAsScriptsPrintItForAnsible() throws Exception {
        Inventory inventory = read("hosts", """
                {
                \t"routers": {"hosts": ["r1", "r2"], "vars": {"n": 1.50}},
                \t"site_a": ["r1"],
                \t"parent": {"children": ["routers"]},
                \t"_meta": {"hostvars": {"r1": {"host": "10.0.0.1"}}}
                }
                """);
        assertThat(inventory.host("r1").orElseThrow().vars().string("host")).contains("10.0.0.1");
        assertThat(inventory.host("r1").orElseThrow().vars().origin("host").orElseThrow())
                .endsWith("hosts:5");
        assertThat(inventory.host("r2").orElseThrow().groups()).containsExactly("all", "parent", "routers");
        assertThat(inventory.host("r2").orElseThrow().vars().string("n")).contains("1.50");
    }

    /** As from {@code -i <(program)} of a shell. */
    @Test
    @Timeout(30)
    void aPipeIsReadFromItsBeginning() throws Exception {
        Path pipe = dir.resolve("pipe");
        Commands.output(dir, "mkfifo", pipe.toString());
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                Files.writeString(pipe, "[routers]\nr1\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        Inventory inventory = Inventory.read(List.of(pipe.toString()));

        writer.join();
        assertThat(inventory.groups()).containsEntry("routers", List.of("r1"));
    }

    @Test
    void aProgramIsAskedForTheList() throws Exception {
        Path script = write("hosts.py", """
                #!/bin/sh
                echo "not for mkrun" >&2
                echo '{"routers": {"hosts": ["r1"]}, "_meta": {"hostvars": {"r1": {"asked": "'"$*"'"}}}}'
                """);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

        Inventory inventory = Inventory.read(List.of(script.toString()));

        assertThat(inventory.host("r1").orElseThrow().groups()).containsExactly("all", "routers");
        assertThat(inventory.host("r1").orElseThrow().vars().string("asked")).contains("--list");
    }

    @Test
    void variablesAreLayeredFromAllDownToTheHostAndRememberWhereTheyAreFrom() throws Exception {
        write(
                "inv/10-hosts.ini",
                "[leaf]\nh x=host\n[mid:children]\nleaf\n[leaf:vars]\na=leaf-inline\nb=leaf-inline\n");
        write("inv/group_vars/all.yml", "a: all\nb: all\nc: all\nd: all\nx: all\n");
        write("inv/group_vars/mid/main.yml", "c: mid\n");
        write("inv/group_vars/mid/zz.yaml", "# two files of one group\nd: mid\n");
        write("inv/group_vars/leaf.json", "{\n \"b\": \"leaf-file\"\n}");
        write("inv/group_vars/nobody.yml", "a: nobody\n");
        write("inv/host_vars/h.yml", "y: host-file\n");
        write("inv/README.md", "not an inventory");
        write("play/group_vars/all.yml", "e: play\n");
        Inventory inventory =
                Inventory.read(List.of(dir.resolve("inv").toString()), List.of(dir.resolve("play")), List.of());
        Vars vars = inventory
                .with(Vars.of(Map.of("y", "extra"), "-e"))
                .host("h")
                .orElseThrow()
                .vars();
        assertThat(vars.asMap())
                .isEqualTo(Map.of(
                        "a",
                        "leaf-inline",
                        "b",
                        "leaf-file",
                        "c",
                        "mid",
                        "d",
                        "mid",
                        "e",
                        "play",
                        "x",
                        "host",
                        "y",
                        "extra"));
        assertThat(vars.origin("a")).contains(dir + "/inv/10-hosts.ini:6");
        assertThat(vars.origin("b")).contains(dir + "/inv/group_vars/leaf.json:2");
        assertThat(vars.origin("d")).contains(dir + "/inv/group_vars/mid/zz.yaml:2");
        assertThat(vars.origin("y")).contains("-e");
        assertThat(vars.origin("nothing")).isEmpty();
    }

    @Test
    void thePlaybooksFolderWinsThoughAnInventoryIsInItThatCameFirst() throws Exception {
        write("play/hosts.ini", "attic\n");
        write("play/group_vars/all.yml", "site: play\n");
        write("other/hosts.ini", "cellar\n");
        write("other/group_vars/all.yml", "site: other\n");
        List<String> sources = List.of(dir + "/play/hosts.ini", dir + "/other/hosts.ini");
        assertThat(Inventory.read(sources).host("attic").orElseThrow().vars().string("site"))
                .contains("other");
        assertThat(Inventory.read(sources, List.of(dir.resolve("play")), List.of())
                        .host("attic")
                        .orElseThrow()
                        .vars()
                        .string("site"))
                .contains("play");
    }

    @Test
    void variablesOfAGroupMayComeBeforeItsHosts() throws Exception {
        Inventory inventory =
                read("hosts.ini", "[routers:vars]\nuser=admin\n[routers]\nattic\n[routers:vars]\nport=23\n");
        assertThat(inventory.host("attic").orElseThrow().vars().asMap())
                .isEqualTo(Map.of("user", "admin", "port", 23L));
    }

    @Test
    void groupVarsBesideASingleFileCountToo() throws Exception {
        write("group_vars/routers.yml", "connection: lab\n");
        assertThat(read("hosts.ini", "[routers]\nattic\n")
                        .host("attic")
                        .orElseThrow()
                        .vars()
                        .string("connection"))
                .contains("lab");
    }

    @Test
    void aLiteralListNeedsNoFile() throws Exception {
        assertThat(names(Inventory.read(List.of("r[1:3],edge,")).hosts())).containsExactly("r1", "r2", "r3", "edge");
    }

    @Test
    void laterSourcesWin() throws Exception {
        Path one = write("one.ini", "[g]\nh a=1 b=1\n");
        Path two = write("two.yml", "g: {hosts: {h: {b: 2}}}");
        assertThat(Inventory.read(List.of(one.toString(), two.toString()))
                        .host("h")
                        .orElseThrow()
                        .vars()
                        .asMap())
                .isEqualTo(Map.of("a", 1L, "b", 2L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            quoteCharacter = '"',
            value = {
                "all=lone r01.example.net r02.example.net r03.example.net edge",
                "*=lone r01.example.net r02.example.net r03.example.net edge",
                "routers=r01.example.net r02.example.net r03.example.net edge",
                "routers:&site_a=r01.example.net",
                "routers:!site_a:!edge=r02.example.net r03.example.net",
                "!routers=lone",
                "site_a,lone=lone r01.example.net",
                "site_*=r01.example.net r02.example.net",
                "r0?.example.net=r01.example.net r02.example.net r03.example.net",
                "~r0[12]=r01.example.net r02.example.net",
                "~(lone|edge)$=lone edge",
                "routers[0]=r01.example.net",
                "routers[-1]=edge",
                "routers[1:2]=r02.example.net r03.example.net",
                "routers[2:]=r03.example.net edge",
                "routers[9]=\"\"",
                "site_a:&site_b=\"\""
            })
    void patternsSelectInTheOrderOfTheInventory(String pattern, String hosts) throws Exception {
        Inventory inventory = read("hosts.ini", INI);
        assertThat(String.join(" ", names(inventory.select(pattern)))).isEqualTo(hosts);
    }

    @Test
    void aPatternMayComeFromAFile() throws Exception {
        Inventory inventory = read("hosts.ini", INI);
        Path retry = write("site.retry", "lone\n# not this time: edge\nsite_a\n");
        assertThat(names(inventory.select("@" + retry))).containsExactly("lone", "r01.example.net");
    }

    @Test
    void aNameThatIsNothingIsAnErrorEvenWhereItWouldOnlyLeaveOut() throws Exception {
        Inventory inventory = read("hosts.ini", INI);
        String message = "no host and no group is named 'sitea'; groups: all, ungrouped, routers, site_a, site_b, rack";
        assertThatThrownBy(() -> inventory.select("sitea"))
                .isInstanceOf(InventoryException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> inventory.select("all:!sitea")).hasMessage(message);
        assertThatThrownBy(() -> inventory.select("~[")).hasMessageContaining("is no regular expression");
        assertThatThrownBy(() -> inventory.select(" , ")).hasMessageContaining("is empty");
    }

    @Test
    void everyGroupHasItsMembersAndAllHasEveryone() throws Exception {
        Inventory inventory = read("hosts.ini", INI);
        assertThat(inventory.groups().keySet())
                .containsExactly("all", "ungrouped", "routers", "site_a", "site_b", "rack");
        assertThat(inventory.groups().get("all")).isEqualTo(names(inventory.hosts()));
        assertThat(inventory.group("all").orElseThrow().children())
                .containsExactly("ungrouped", "routers", "site_a", "site_b");
    }
}
