package mkrun.alpine.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Resolution;
import mkrun.alpine.ScriptType;
import mkrun.alpine.archive.Gzip;
import mkrun.alpine.archive.SmallTar;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.AlpinePackages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseReaderTest {
    private static final String SUM = "Q1AYNx2pLOAHRYZQgv3nM8TNtvRWY=";
    private static final String OTHER = "Q1GALnaYMNLrnfZpQMTJ10sHGcgbs=";
    private static final String RECORD = """
            C:%s
            P:made
            V:1-r0
            A:x86_64
            S:1
            I:2
            T:a text
            U:
            L:MIT
            r:other<2 third
            q:5
            s:edge
            f:sx
            F:etc
            M:0:0:700
            R:file
            a:0:42:640:%s
            Z:%s
            R:plain
            F:
            R:top

            """.formatted(SUM, OTHER, SUM);

    private final RootfsTree tree = new RootfsTree();

    @BeforeEach
    void database() {
        Database.prepare(tree);
    }

    @Test
    void everyFieldIsThereWhenTheDatabaseIsWrittenAgain() throws Exception {
        put("installed", RECORD);
        new Database(tree).write(DatabaseReader.read(tree));
        assertThat(tree.text("lib/apk/db/installed")).contains(RECORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64", "armhf"})
    void databasesOfRealPackagesAreReadAndWrittenAgainToTheByte(String arch) throws Exception {
        AlpinePackages real = AlpinePackages.of(arch);
        List<String> names = List.of("alpine-baselayout", "busybox", "musl", "alpine-keys");
        List<ScriptRule> rules = Stream.of(
                        "alpine-baselayout.pre-install",
                        "alpine-baselayout.post-install",
                        "busybox.post-install",
                        "busybox.trigger")
                .map(script -> new ScriptRule(script, Optional.empty(), "needs a shell", "here"))
                .toList();
        InstallOptions options =
                new InstallOptions(0, List.of(), Map.of(), new ScriptPolicy(rules, ScriptPolicy.Otherwise.STOP));
        Installer.install(tree, real.resolution(List.of(), names), real::file, arch, options);
        Map<String, Entry> before = tree.entries();
        Installer.install(tree, new Resolution(List.of(), List.of(), Map.of()), real::file, arch, options);
        assertThat(tree.entries()).isEqualTo(before);
    }

    @Test
    void recordsMayComeInAnyOrderAndWithoutTheEmptyLineAtTheEnd() throws Exception {
        put("installed", RECORD + "P:a\nV:2-r0\nC:" + OTHER + "\nF:opt/\nR:x");
        Installed installed = DatabaseReader.read(tree);
        assertThat(installed.packages()).extracting(p -> p.record().id()).containsExactly("made-1-r0", "a-2-r0");
        assertThat(installed.owners()).containsOnlyKeys("etc/file", "etc/plain", "top", "opt/x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            F:../etc       | a path that leads elsewhere
            F:/etc         | a path that leads elsewhere
            F:etc//apk     | a path that leads elsewhere
            R:..           | a path that leads elsewhere
            R:a/b          | 'a/b' is not a name in a directory
            R:plain        | the file plain belongs to made already
            M:0:0          | '0:0' is not uid:gid:mode
            a:x:0:644      | 'x' is not a number
            a:0:0:9        | '9' is not a number
            garbage        | 'garbage' is not of the form X:value
            """)
    void whatCannotBeUnderstoodIsAnErrorWithItsLine(String line, String message) {
        put("installed", "C:" + SUM + "\nP:made\nV:1-r0\nF:\nR:plain\n" + line + "\n\n");
        assertThatThrownBy(() -> DatabaseReader.read(tree))
                .isInstanceOf(AlpineException.class)
                .hasMessageStartingWith("lib/apk/db/installed")
                .hasMessageContaining(message);
    }

    @Test
    void fieldsOfFilesNeedTheirFile() {
        put("installed", "C:" + SUM + "\nP:made\nV:1-r0\nF:etc\nZ:" + SUM + "\n\n");
        assertThatThrownBy(() -> DatabaseReader.read(tree))
                .hasMessage(
                        "lib/apk/db/installed:5: a field of a directory or file before the directory or file itself");
    }

    @Test
    void packageThatIsThereTwiceIsAnError() {
        put("installed", RECORD + RECORD.replace(SUM, OTHER));
        assertThatThrownBy(() -> DatabaseReader.read(tree)).hasMessageContaining("the package made is there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scripts.tar", "scripts.tar.gz"})
    void scriptsStayInTheKindOfArchiveTheyCameIn(String archive) throws Exception {
        put("installed", RECORD);
        put("triggers", SUM + " /usr/share/* /opt\n" + OTHER + " /gone\nnonsense\n");
        byte[] tar = SmallTar.write(
                List.of(
                        new SmallTar.Item("made-1-r0." + SUM + ".pre-upgrade", Content.text("#!/bin/sh\n")),
                        new SmallTar.Item("gone-1-r0." + OTHER + ".trigger", Content.EMPTY),
                        new SmallTar.Item("README", Content.EMPTY),
                        new SmallTar.Item("a.b", Content.EMPTY)),
                0755,
                0);
        tree.put("lib/apk/db/" + archive, Entry.file(Content.of(archive.endsWith("gz") ? Gzip.pack(tar) : tar), 0644));
        Installed installed = DatabaseReader.read(tree);
        new Database(tree).write(installed);
        assertThat(DatabaseReader.read(tree).named("made").orElseThrow().script(ScriptType.PRE_UPGRADE))
                .contains(Content.text("#!/bin/sh\n"));
        assertThat(tree.list("lib/apk/db")).containsOnlyOnce(archive).hasSize(4);
        assertThat(tree.text("lib/apk/db/triggers")).contains(SUM + " /usr/share/* /opt\n");
    }

    @Test
    void damagedFilesAreErrorsAndNeverMore() {
        Random random = new Random(7);
        byte[] text = (RECORD + "P:a\nV:2-r0\nC:" + OTHER + "\nF:opt\nR:x\n\n").getBytes(StandardCharsets.UTF_8);
        byte[] tar =
                SmallTar.write(List.of(new SmallTar.Item("made-1-r0." + SUM + ".trigger", Content.text("x"))), 0755, 0);
        int read = 0;
        for (int i = 0; i < 3000; i++) {
            tree.put("lib/apk/db/installed", Entry.file(Content.of(damaged(text, random)), 0644));
            tree.put("lib/apk/db/triggers", Entry.file(Content.of(damaged(text, random)), 0644));
            tree.put("lib/apk/db/scripts.tar", Entry.file(Content.of(damaged(tar, random)), 0644));
            try {
                for (String path : DatabaseReader.read(tree).owners().keySet()) {
                    assertThat("/" + path + "/").doesNotContain("/../", "/./", "//");
                }
                read++;
            } catch (AlpineException e) {
                assertThat(e.getMessage()).contains("lib/apk/db/");
            }
        }
        assertThat(read).isBetween(1, 2999);
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        for (int n = random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(copy.length);
            copy[at] = random.nextBoolean() ? (byte) random.nextInt(256) : "\n:/.FRP".getBytes()[random.nextInt(7)];
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
    }

    private void put(String name, String text) {
        tree.put("lib/apk/db/" + name, Entry.file(Content.text(text), 0644));
    }
}
