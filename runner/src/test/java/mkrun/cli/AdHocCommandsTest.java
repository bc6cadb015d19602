package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mkrun.lab.LabConfig;
import mkrun.lab.LabFaults;
import mkrun.lab.LabRouter;
import mkrun.routeros.RouterosVersion;
import mkrun.target.Secret;
import mkrun.testing.Golden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mkrun exec}, {@code facts} and {@code export} on emulated routers: what a user types and sees. */
class AdHocCommandsTest {
    @TempDir
    private Path dir;

    private Path inventory;

    @BeforeEach
    void writeInventory() throws IOException {
        inventory = Files.writeString(dir.resolve("hosts.ini"), """
                [labs]
                attic  arch=arm64 routeros=7.20.8
                cellar arch=amd64 routeros=7.23.3
                [labs:vars]
                connection=lab
                [gone]
                shed host=127.0.0.1 port=1
                """);
    }

    private Typed mkrun(String... words) {
        return Typed.run(dir.resolve("state"), words);
    }

    private Typed exec(String pattern, String... more) {
        return mkrun(words("exec", pattern, more));
    }

    private String[] words(String command, String pattern, String... more) {
        List<String> words = new ArrayList<>(List.of(command, "-i", inventory.toString(), pattern));
        words.addAll(Arrays.asList(more));
        return words.toArray(String[]::new);
    }

    @Test
    void execPrintsWhatEachRouterAnswersInTheOrderOfTheInventory() {
        Typed run = exec("all", "--", "/ip/service/print where name=ssh and !dynamic; :put done");
        Golden.matches("exec.txt", run.out());
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(4);
    }

    @Test
    void execTellsARefusedCommandFromARouterThatIsNotThere() {
        Typed run = exec("all", "--", "/container/print", "where", "env=x");
        Golden.matches("exec-refused.txt", run.out());
        assertThat(run.code()).isEqualTo(2);
        assertThat(exec("attic", "--", ":put before; /interface/bridge/remove none; :put after")
                        .out())
                .isEqualTo("""
                        attic | FAILED >>
                        before
                        no such item (/interface/bridge/remove; line 1)
                        """);
    }

    @Test
    void execChangesRoutersAndSaysNothingOfIt() {
        assertThat(exec("labs", "--", "/system/identity/set name=edge").out())
                .isEqualTo("attic | SUCCESS >>\ncellar | SUCCESS >>\n");
        assertThat(exec("labs", "--json", "--", "/system/identity/print").out()).isEqualTo("""
                {"host":"attic","status":"success","output":"  name: edge"}
                {"host":"cellar","status":"success","output":"  name: edge"}
                """);
    }

    @Test
    void execRefusesWhatCannotBeMeant() {
        assertUsage("which hosts? Give an inventory: -i INV", mkrun("exec", "all", "--", "/x"));
        assertUsage("the command has 2 lines: a router takes one.", exec("all", "--", "/a\n/b"));
        assertUsage("the command has 5000 bytes: at most 4000", exec("all", "--", "x".repeat(5000)));
        assertUsage("the command is empty", exec("all", "--", " "));
        assertUsage("--forks 0: at least one host at a time", exec("all", "-f", "0", "--", "/x"));
        assertUsage("Missing required parameter: 'COMMAND'", exec("all"));
        assertThat(dir.resolve("state")).doesNotExist();
    }

    private static void assertUsage(String problem, Typed run) {
        assertThat(run.err()).startsWith("mkrun: " + problem);
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(5);
    }

    @Test
    void aShellNeedsATerminalAndOneHost() {
        assertUsage(
                "mkrun shell needs a terminal; for one command, from RouterOS 7.20 on: mkrun exec -i INV attic --"
                        + " '/container/shell web cmd=\"...\"'",
                mkrun(words("shell", "attic", "web")));
        assertUsage("'labs' means attic, cellar: name one host", mkrun(words("shell", "labs", "web")));
    }

    @Test
    void aPatternWithoutHostsIsAMistake() {
        Typed unknown = exec("attics", "--", "/x");
        assertThat(unknown.err())
                .isEqualTo(
                        "mkrun: no host and no group is named 'attics'; groups: all, ungrouped, labs, gone -- did you mean 'attic'?\n");
        assertThat(unknown.code()).isEqualTo(3);
        Typed none = exec("labs", "-l", "gone", "--", "/x");
        assertThat(none.err()).isEqualTo("mkrun: no host matches 'labs' within --limit 'gone'\n");
        assertThat(none.code()).isEqualTo(3);
    }

    @Test
    void secretsOfTheInventoryAreNeverPrinted() throws Exception {
        try (LabRouter router = router(LabFaults.NONE)) {
            inventory(router);
            String[] command = {"--", ":put \"it is hush-hush\"; :put \"api 4711\"; /hush-hush"};
            assertThat(exec("r1", command[0], command[1].replace("; /hush-hush", ""))
                            .out())
                    .isEqualTo("r1 | SUCCESS >>\nit is ********\napi ********\n");
            assertThat(exec("r1", command).out()
                            + exec("r1", "--json", command[0], command[1]).out())
                    .contains("bad command name ********")
                    .doesNotContain("hush-hush");
            String json = exec(
                            "r1",
                            "--",
                            ":put [:serialize to=json value={\"a\"=\"hush-hush\";\"b\"=4711;\"c\"=147112;\"d\"=\"4711\"}]")
                    .out();
            assertThat(new ObjectMapper()
                            .readTree(json.lines().skip(1).findFirst().orElseThrow()))
                    .hasSize(4)
                    .allSatisfy(value -> assertThat(value.asText()).isEqualTo(Secret.MASK));
        }
    }

    @Test
    void factsAreWhatRunsDecideBy() throws IOException {
        Typed run = mkrun("facts", "-i", inventory.toString());
        Golden.matches("facts.txt", run.out());
        assertThat(run.code()).isEqualTo(4);
        Typed json = mkrun(words("facts", "all", "--json"));
        Golden.matches("facts.json", json.out());
        assertThat(json.err()).startsWith("shed | UNREACHABLE >>\n127.0.0.1:1: nothing answers");
        assertThat(json.code()).isEqualTo(4);
    }

    @Test
    void exportsAreFilesThatChangeWithTheRouterOnly() throws IOException {
        Path out = dir.resolve("out/rsc");
        exec(
                "attic",
                "--",
                "/interface/bridge/add name=b comment=\"one of two\"; /ip/address/add interface=b"
                        + " address=172.17.0.1/24");
        Typed first = export("labs", out);
        assertThat(first.out()).isEqualTo("attic | SUCCESS => written\ncellar | SUCCESS => written\n");
        assertThat(first.code()).isZero();
        Golden.matches("export-attic.rsc", Files.readString(out.resolve("attic.rsc")));

        assertThat(export("labs", out).out())
                .isEqualTo("attic | SUCCESS => unchanged\ncellar | SUCCESS => unchanged\n");
        exec("cellar", "--", "/system/identity/set name=cellar");
        assertThat(export("labs", out).out()).isEqualTo("attic | SUCCESS => unchanged\ncellar | SUCCESS => written\n");
        assertThat(Files.readString(out.resolve("cellar.rsc"))).endsWith("/system identity\nset name=cellar\n");
        assertThat(out.toFile().list()).containsExactlyInAnyOrder("attic.rsc", "cellar.rsc");
    }

    private Typed export(String pattern, Path out) {
        return mkrun(words("export", pattern, "--out", out.toString()));
    }

    @Test
    void oneExportMayBePrinted() throws IOException {
        Typed one = mkrun(words("export", "cellar"));
        assertThat(one.out()).isEqualTo("# by RouterOS 7.23.3\n# system id = mkrunLabRtr\n#\n");
        assertThat(one.code()).isZero();
        Path file = Files.writeString(dir.resolve("file"), "");
        assertUsage("--out " + file + ": is a file, not a folder", export("labs", file));
        assertUsage("--out needs the name of a folder ('.' is the current one)", export("labs", Path.of("")));
        assertUsage(
                "2 hosts are meant, and only one export can be printed: give --out DIR",
                mkrun(words("export", "labs")));
        Typed gone = mkrun(words("export", "shed"));
        assertThat(gone.out()).isEmpty();
        assertThat(gone.err()).startsWith("shed | UNREACHABLE >>\n");
        assertThat(gone.code()).isEqualTo(4);
    }

    @Test
    void anExportWithAHoleInItDoesNotReplaceAnOlderOne() throws Exception {
        Path out = Files.createDirectories(dir.resolve("out"));
        Files.writeString(out.resolve("r1.rsc"), "older\n");
        try (LabRouter router = router(LabFaults.slowExport("/ip/address"))) {
            inventory(router);
            Typed slow = export("r1", out);
            assertThat(slow.out()).isEqualTo("""
                    r1 | FAILED >>
                    the router did not export /ip/address in time: run again when it is less busy
                    """);
            assertThat(slow.code()).isEqualTo(2);
            assertThat(out.resolve("r1.rsc")).hasContent("older\n");
            assertThat(export("r1", out).out()).isEqualTo("r1 | SUCCESS => written\n");
        }
    }

    @Test
    void noNameOfAHostLeadsOutOfTheFolder() throws IOException {
        Path out = dir.resolve("out");
        Files.writeString(inventory, "../evil host=127.0.0.1 port=1\n");
        Typed run = export("all", out);
        assertThat(run.out())
                .isEqualTo("../evil | FAILED >>\n'../evil' cannot be the name of a file in " + out
                        + ": give the host another name in the inventory, and this one as its variable 'host'\n");
        assertThat(run.code()).isEqualTo(2);
    }

    private LabRouter router(LabFaults faults) throws Exception {
        return LabRouter.start(LabConfig.of("r1", RouterosVersion.parse("7.20.8"), "x86_64", dir.resolve("r1"))
                .withLogin("admin", "hush-hush")
                .withFaults(faults));
    }

    private void inventory(LabRouter router) throws IOException {
        Path known = Files.writeString(dir.resolve("known_hosts"), router.knownHostsLine() + "\n");
        Files.writeString(
                inventory,
                "r1 host=" + router.host() + " port=" + router.port() + " password=hush-hush known_hosts=" + known
                        + " api_token=4711 with_password=yes\n");
    }
}
