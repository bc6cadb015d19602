package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import mkrun.alpine.AlpineException;
import mkrun.alpine.ScriptType;
import mkrun.lab.LabConfig;
import mkrun.lab.LabException;
import mkrun.lab.LabFaults;
import mkrun.lab.LabHardware;
import mkrun.lab.LabRouter;
import mkrun.lab.LabSpeeds;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.MadePackage;
import mkrun.testing.MadeRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sees of each kind of bad input: the lines, and the exit code. */
class BadInputTest {
    private static final String NAME_THE_ROUTER = """
            play('routers') {
                hosts 'all'
                tasks {
                    task('name the router') { routeros '/system/identity', set: [name: 'edge'] }
                }
            }
            """;

    private static final String CONTAINER = """
            image('demo') {
                repositories '%s/apks'
                keys 'keys'
                packages 'tool'
            }
            play('routers') {
                hosts 'all'
                tasks {
                    container('demo') {
                        image 'demo'
                        address '172.17.0.2/24'
                    }
                }
            }
            """;

    @TempDir
    private Path dir;

    @Test
    void anUnknownWord() throws IOException {
        Typed run = play("play('x') {\n    hosst 'all'\n}\n", "r1,");
        assertThat(run.err()).isEqualTo("""
                mkrun: the playbook does not load:

                %s:2:5: unknown word 'hosst' in a play -- did you mean 'hosts'?
                    hosst 'all'
                    ^^^^^
                """, site());
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void anUndefinedVariable() throws IOException {
        Typed run = play("""
                play('routers') {
                    hosts 'all'
                    tasks {
                        debug vars.string('site')
                    }
                }
                """, "r1,");
        assertThat(run.err()).isEqualTo("""
                mkrun: the playbook does not load:

                %s:4:28: undefined variable 'site' (host r1) -- define it in the inventory, with 'vars' or with -e site=...
                        debug vars.string('site')
                                           ^^^^
                """, site());
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void aHostPatternWithoutMatch() throws IOException {
        Typed run = play(NAME_THE_ROUTER, "r1,", "--limit", "r7");
        assertThat(run.out() + run.err())
                .isEqualTo(
                        "mkrun: --limit: no host and no group is named 'r7'; groups: all, ungrouped -- did you mean 'r1'?\n");
        assertThat(run.code()).isEqualTo(3);
        Typed none = play(NAME_THE_ROUTER, "r1,", "--limit", "r1:!r1");
        assertThat(none.out() + none.err()).isEqualTo("mkrun: no host matches --limit 'r1:!r1'\n");
        assertThat(none.code()).isEqualTo(3);
    }

    @Test
    void aPlaysHostPatternWithoutMatch() throws IOException {
        Typed run = play(NAME_THE_ROUTER.replace("'all'", "'edges'"), "r1,");
        assertThat(run.out() + run.err()).isEqualTo("""
                mkrun: the playbook does not load:

                %s:2:12: no host and no group is named 'edges'; groups: all, ungrouped
                    hosts 'edges'
                           ^^^^^
                """, site());
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void anUnreachableHost() throws IOException {
        Typed run = play(NAME_THE_ROUTER, inventory("r1 host=127.0.0.1 port=1 user=admin"));
        assertThat(run.line("fatal: "))
                .isEqualTo("fatal: [r1]: UNREACHABLE! => 127.0.0.1:1: nothing answers on port 1 (Connection refused)."
                        + " Is SSH on at the router? /ip/service/print where name=ssh");
        assertThat(run.code()).isEqualTo(4);
    }

    @Test
    void aWrongHostKey() throws Exception {
        try (LabRouter router = router(config());
                LabRouter other = router(config("other"))) {
            String wrong = router.knownHostsLine().replace(router.hostKey(), other.hostKey());
            Typed run = play(NAME_THE_ROUTER, inventory(router, "lab", wrong));
            assertThat(run.line("fatal: "))
                    .matches(Pattern.quote("fatal: [r1]: UNREACHABLE! => 127.0.0.1:" + router.port()
                                    + ": its host key (ssh-rsa SHA256:")
                            + "[A-Za-z0-9+/]{43}"
                            + Pattern.quote(") is not the one in " + dir
                                    + "/known_hosts. Either the router was reset or replaced, or"
                                    + " somebody sits in between. If it is the right one, forget the old key: ssh-keygen -f "
                                    + dir
                                    + "/known_hosts -R '[127.0.0.1]:" + router.port() + "'"));
            assertThat(run.code()).isEqualTo(4);
        }
    }

    @Test
    void aWrongPassword() throws Exception {
        try (LabRouter router = router(config())) {
            Typed run = play(NAME_THE_ROUTER, inventory(router, "guess", router.knownHostsLine()));
            assertThat(run.line("fatal: "))
                    .matches("fatal: \\[r1]: UNREACHABLE! => 127\\.0\\.0\\.1:" + router.port()
                            + ": the router refused the log-in as admin"
                            + " \\(offered: .* of the file, .* of the agent, the password\\)\\. Check user and password in the inventory,"
                            + " or give --ask-pass; a user with an SSH key on the router cannot log in by password");
            assertThat(run.code()).isEqualTo(4);
        }
    }

    @Test
    void aTamperedIndex() throws Exception {
        repository(tool());
        flip("APKINDEX.tar.gz");
        assertBuildFails(
                "tool",
                "%s/apks/x86_64/APKINDEX.tar.gz: BAD signature: it is not what test@mkrun-1.rsa.pub signed; was it changed?");
    }

    @Test
    void aTamperedPackage() throws Exception {
        repository(tool());
        flip("tool-1-r0.apk");
        assertBuildFails(
                "tool", "%s/apks/x86_64/tool-1-r0.apk: BAD signature: its data is not what its control member names");
    }

    @Test
    void anUnknownKey() throws Exception {
        repository(tool());
        Files.move(dir.resolve("keys").resolve(MadePackage.KEY_FILE), dir.resolve("keys/other.rsa.pub"));
        assertBuildFails(
                "tool",
                "%1$s/apks/x86_64/APKINDEX.tar.gz: UNTRUSTED signature: it is signed by test@mkrun-1.rsa.pub, which is"
                        + " not among the trusted keys (%1$s/keys)");
    }

    @Test
    void aMissingPackage() throws Exception {
        repository(tool());
        assertBuildFails("tol", """
                unable to select packages:
                  tol (no such package):
                    required by: world[tol]
                    note: did you mean 'tool'?
                  because of:
                    world[tol] (%s/site.groovy:3)""");
    }

    @Test
    void anUnsatisfiableDependency() throws Exception {
        repository(tool().depends("lib>2"), MadePackage.named("lib"));
        assertBuildFails("tool", """
                unable to select packages:
                  lib-1-r0:
                    breaks: tool-1-r0[lib>2]
                  because of:
                    world[tool] (%s/site.groovy:3) -> tool-1-r0""");
    }

    @Test
    void anUncoveredScript() throws Exception {
        repository(tool().directories("bin", "usr", "usr/bin")
                .file("bin/sh", 0755, "root", "root", "a shell")
                .file("usr/bin/fc-cache", 0755, "root", "root", "ELF")
                .script(ScriptType.POST_INSTALL, "/usr/bin/fc-cache --force"));
        assertBuildFails("tool", """
                tool-1-r0: its post-install script cannot be replayed without running it, line 2: /usr/bin/fc-cache --force
                  /usr/bin/fc-cache --force: the program /usr/bin/fc-cache has no counterpart in mkrun
                  run it shut off from this machine, in the image: scripts 'sandbox'
                  or say what is to be done in its place: replaceScript 'tool.post-install', with: '...', because: '...'
                  or leave it out knowingly: skipScript 'tool.post-install', because: '...'""");
    }

    @Test
    void aFullDisk() throws Exception {
        repository(tool());
        try (LabRouter router = router(config().withHardware(LabHardware.READY.withDisk(20_000)))) {
            Typed run = play(CONTAINER.formatted(dir), inventory(router, "lab", router.knownHostsLine()));
            assertThat(run.out()).contains("""
                    blocked: [r1]: a human must act first
                      - disk usb1 has 0.0 MiB free, image demo needs 0.1 MiB (archive and files): free some space
                    """);
            assertThat(run.code()).isEqualTo(6);
        }
    }

    @Test
    void anImageForTheWrongArchitecture() throws Exception {
        repository(tool());
        Typed run = build("tool", "--arch", "arm64:x86_64");
        assertThat(run.err())
                .isEqualTo(
                        "mkrun: --arch 'arm64:x86_64': packages of Alpine's 'x86_64' do not run on arm64; write arm64:aarch64\n");
        assertThat(run.code()).isEqualTo(5);
    }

    @Test
    void aSessionDroppedInAnUpload() throws Exception {
        assertDropped(
                LabFaults.dropUploadAfter(300_000), "the session was lost after \\d+ of \\d{7} bytes of upload demo");
    }

    @Test
    void aSessionDroppedInAChange() throws Exception {
        assertDropped(
                LabFaults.dropAfterChange(3),
                "the session was lost: the connection was closed by the router\\. Whether the router carried it out is not known:"
                        + " /ip/firewall/nat/add \\S.*comment=mkrun:masquerade/172\\.17\\.0\\.0/24\\. Run again: what took effect is found, and the rest is done");
    }

    @Test
    void aDiskThatFillsUpInAnUpload() throws Exception {
        assertFailsOnce(
                LabFaults.parse("disk-full-after=300000"),
                "",
                "FAILED! => \\S+/site\\.groovy:\\d+: the router refused usb1/mkrun/demo\\.[0-9a-f]{12}\\.tar\\.part \\(\\d+ of \\d{7} bytes sent\\): "
                        + "General failure\\. If its disk is full, free some space there, then run again",
                2);
    }

    @Test
    void aRouterThatFallsSilentAfterAChange() throws Exception {
        assertFailsOnce(
                LabFaults.parse("silent-after-change=3"),
                "command_timeout=2",
                "UNREACHABLE! => 127\\.0\\.0\\.1:\\d+: no answer to a command within 2 s\\. Whether the router carried it out is"
                        + " not known: /ip/firewall/nat/add .*Run again: what took effect is found, and the rest is done",
                4);
    }

    @Test
    void aRouterThatFallsSilentInAnUpload() throws Exception {
        assertFailsOnce(
                LabFaults.parse("silent-at-transfer=1"),
                "command_timeout=2",
                "UNREACHABLE! => 127\\.0\\.0\\.1:\\d+: no answer within 2 s to the question for its files",
                4);
    }

    @Test
    void aTimeThatIsNone() throws IOException {
        Typed run = play(NAME_THE_ROUTER, inventory("r1 host=127.0.0.1 command_timeout=soon"));
        assertThat(run.line("fatal: "))
                .isEqualTo("fatal: [r1]: FAILED! => command_timeout 'soon' (" + dir
                        + "/hosts.ini:1) is no time in seconds, such as 30 or 2.5");
        assertThat(run.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "99999", "0", "22x"})
    void aPortThatIsNone(String port) throws IOException {
        Typed run = play(NAME_THE_ROUTER, inventory("r1 host=127.0.0.1 port=" + port));
        assertThat(run.line("fatal: "))
                .isEqualTo("fatal: [r1]: FAILED! => port '" + port + "' (" + dir
                        + "/hosts.ini:1) is no port: a number from 1 to 65535");
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void aKeyFileThatHoldsNoPrivateKey() throws IOException {
        Typed folder = play(NAME_THE_ROUTER, inventory("r1 host=127.0.0.1 private_key_file=" + dir));
        assertThat(folder.line("fatal: "))
                .isEqualTo("fatal: [r1]: UNREACHABLE! => 127.0.0.1: key file " + dir
                        + " is a folder: name the file in it, such as id_ed25519");
        Path key = Files.writeString(dir.resolve("id.pub"), "ssh-ed25519 AAAA me\n");
        Typed other = play(NAME_THE_ROUTER, inventory("r1 host=127.0.0.1 private_key_file=" + key));
        assertThat(other.line("fatal: ")).endsWith("; name the private one, without .pub");
    }

    @Test
    void anInventoryWithoutHosts() throws IOException {
        Typed run = play(NAME_THE_ROUTER, inventory(""));
        assertThat(run.out() + run.err()).isEqualTo("""
                mkrun: the playbook does not load:

                %s:2:12: the inventory has no hosts -- write one a line into it
                    hosts 'all'
                           ^^^
                """, site());
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void aPlaybookWithoutPlays() throws IOException {
        assertThat(play("", "r1,").err())
                .isEqualTo(
                        "mkrun: " + site() + " has no play, so there is nothing to run: write play('name') { ... }\n");
        assertThat(play("image('x') { repositories 'embedded' }", "r1,").err())
                .endsWith("write play('name') { ... }; 'mkrun build' builds its images\n");
    }

    private void assertDropped(LabFaults fault, String message) throws Exception {
        assertFailsOnce(fault, "", "UNREACHABLE! => 127\\.0\\.0\\.1:\\d+: " + message, 4);
    }

    private void assertFailsOnce(LabFaults fault, String variable, String message, int code) throws Exception {
        repository(tool().file("etc/large", "x".repeat(1 << 20))
                .directories("sbin")
                .file("sbin/init", 0755, "root", "root", "#!/bin/sh\n"));
        try (LabRouter router = router(config().withFaults(fault))) {
            String inventory = inventory(router, "lab", router.knownHostsLine());
            String hosts = Files.readString(dir.resolve("hosts.ini"));
            Typed dropped = play(CONTAINER.formatted(dir), inventory(hosts.strip() + " " + variable));
            assertThat(dropped.line("fatal: ")).matches("fatal: \\[r1]: " + message);
            assertThat(dropped.code()).isEqualTo(code);
            inventory(hosts.strip());
            router.calm();
            Typed next = play(CONTAINER.formatted(dir), inventory);
            assertThat(next.code()).as(next.out() + next.err()).isZero();
            assertThat(next.out()).contains("unreachable=0    failed=0");
            assertThat(play(CONTAINER.formatted(dir), inventory).out())
                    .contains("changed=0 ", "unreachable=0    failed=0");
        }
    }

    private LabConfig config() {
        return config("r1");
    }

    private LabConfig config(String name) {
        return LabConfig.of(name, RouterosVersion.parse("7.20.8"), "x86_64", dir.resolve(name))
                .withLogin("admin", "lab")
                .withSpeeds(LabSpeeds.FAST);
    }

    private static LabRouter router(LabConfig config) throws LabException {
        return LabRouter.start(config);
    }

    private static MadePackage tool() {
        return MadePackage.named("tool").directories("etc").file("etc/tool.conf", "x\n");
    }

    private Path site() {
        return dir.resolve("site.groovy");
    }

    private String inventory(LabRouter router, String password, String knownHosts) throws IOException {
        Path known = Files.writeString(dir.resolve("known_hosts"), knownHosts + "\n");
        return inventory("r1 host=" + router.host() + " port=" + router.port() + " user=admin password=" + password
                + " known_hosts=" + known);
    }

    private String inventory(String line) throws IOException {
        return Files.writeString(dir.resolve("hosts.ini"), line + "\n").toString();
    }

    private Typed play(String playbook, String inventory, String... more) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(Files.writeString(site(), playbook).toString(), "-i", inventory));
        words.addAll(List.of(more));
        return Typed.run(dir.resolve("state"), words.toArray(String[]::new));
    }

    private void repository(MadePackage... packages) throws IOException, AlpineException {
        MadeRepository.write(dir, packages);
    }

    private void flip(String file) throws IOException {
        Path path = dir.resolve("apks/x86_64").resolve(file);
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length - 20] ^= 1;
        Files.write(path, bytes);
    }

    private void assertBuildFails(String packageName, String message) throws IOException {
        Typed run = build(packageName, "--arch", "amd64");
        assertThat(run.err()).isEqualTo("mkrun: image 'demo' for amd64: " + message.formatted(dir) + "\n");
        assertThat(run.code()).isEqualTo(2);
        assertThat(dir.resolve("out/demo-amd64.tar")).doesNotExist();
    }

    private Typed build(String packageName, String... more) throws IOException {
        Files.writeString(site(), "image('demo') {\n    alpine '3.20'\n    packages '" + packageName + "'\n}\n");
        List<String> words = new ArrayList<>(List.of("build", site().toString()));
        words.addAll(List.of("--repository", dir + "/apks", "--keys", dir + "/keys", "--out", dir + "/out"));
        words.addAll(List.of(more));
        return Typed.run(dir.resolve("state"), words.toArray(String[]::new));
    }
}
