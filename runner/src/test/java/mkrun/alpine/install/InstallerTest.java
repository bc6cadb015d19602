package mkrun.alpine.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.ScriptType;
import mkrun.alpine.apk.ApkFile;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.MadePackage;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstallerTest {
    private final RootfsTree tree = new RootfsTree();

    @BeforeEach
    void shell() {
        tree.mkdirs("/bin");
        tree.put("/bin/sh", Entry.file(Content.text("a shell"), 0755));
    }

    @Test
    void scriptThatCannotBeReplayedIsAnErrorWithPackageLineAndText() throws Exception {
        MadePackage made = MadePackage.named("made")
                .script(ScriptType.POST_INSTALL, "\n# index the fonts\n/usr/bin/fc-cache --force")
                .directories("usr", "usr/bin")
                .file("usr/bin/fc-cache", 0755, "root", "root", "ELF");
        assertThatThrownBy(() -> install(InstallOptions.at(0), made))
                .isInstanceOf(AlpineException.class)
                .hasMessage("""
                        made-1-r0: its post-install script cannot be replayed without running it, line 4: \
                        /usr/bin/fc-cache --force
                          /usr/bin/fc-cache --force: the program /usr/bin/fc-cache has no counterpart in mkrun
                          run it shut off from this machine, in the image: scripts 'sandbox'
                          or say what is to be done in its place: replaceScript 'made.post-install', with: '...', because: '...'
                          or leave it out knowingly: skipScript 'made.post-install', because: '...'""");
    }

    @Test
    void scriptsAreLeftOutOnRequest() throws Exception {
        MadePackage made = MadePackage.named("made").script(ScriptType.PRE_INSTALL, "while :; do :; done");
        InstallOptions options = rule(skip("made.pre-install", "needs no loop"));
        ScriptRecord skipped = install(options, made).scripts().get(0);
        assertThat(skipped.name()).isEqualTo("made.pre-install");
        assertThat(skipped.mode()).isEqualTo(ScriptRecord.Mode.SKIPPED);
        assertThat(skipped.reason()).isEqualTo("needs no loop");
        assertThat(skipped.effects()).isEmpty();
    }

    @Test
    void scriptsAreReplacedOnRequestAtTheirMoment() throws Exception {
        MadePackage made = MadePackage.named("made")
                .script(ScriptType.PRE_INSTALL, "while :; do :; done")
                .directories("opt")
                .file("opt/file", "a");
        tree.put("/bin/busybox", Entry.file(Content.text("busybox"), 0755));
        tree.put("/bin/mkdir", Entry.symlink("/bin/busybox"));
        String shell = "[ -e /opt ] || mkdir /before-$1";
        ScriptRecord replaced = install(
                        rule(new ScriptRule("made.pre-install", Optional.of(shell), "no loop", "site.groovy:3")), made)
                .scripts()
                .get(0);
        assertThat(replaced.mode()).isEqualTo(ScriptRecord.Mode.REPLACED);
        assertThat(replaced.reason()).isEqualTo("no loop");
        assertThat(tree.stat("/before-1-r0")).isPresent();
    }

    @Test
    void replacementThatCannotBeReplayedIsAnErrorWithItsPlace() {
        MadePackage made = MadePackage.named("made").script(ScriptType.PRE_INSTALL, "while :; do :; done");
        ScriptRule rule =
                new ScriptRule("made.pre-install", Optional.of("true\nuntil :; do :; done"), "", "site.groovy:3");
        assertThatThrownBy(() -> install(rule(rule), made))
                .hasMessage("site.groovy:3: the replacement of made-1-r0's pre-install script cannot be replayed,"
                        + " its line 2: a 'until' loop is not replayed");
        assertThatThrownBy(() -> install(
                        rule(new ScriptRule("made.pre-install", Optional.of("missing"), "", "site.groovy:3")), made))
                .hasMessage("""
                        site.groovy:3: the replacement of made-1-r0's pre-install script fails with exit status 127
                          fails: missing: not found""");
    }

    @Test
    void twoRulesForOneScriptAreAnErrorWithBothPlaces() {
        ScriptRule one = new ScriptRule("made.trigger", Optional.empty(), "", "roles/a.groovy:1");
        ScriptRule two = new ScriptRule("made.trigger", Optional.of("true"), "", "site.groovy:3");
        assertThatThrownBy(() -> rule(one, two))
                .hasMessage("site.groovy:3: there is another rule for the script made.trigger at roles/a.groovy:1");
    }

    @Test
    void scriptThatWouldFailIsAnErrorWithWhatFailed() {
        MadePackage made = MadePackage.named("made").script(ScriptType.PRE_INSTALL, "set -e\nmissing --now");
        assertThatThrownBy(() -> install(InstallOptions.at(0), made)).hasMessage("""
                        made-1-r0: its pre-install script would fail with exit status 127
                          fails: missing --now: not found
                          run it shut off from this machine, in the image: scripts 'sandbox'
                          or say what is to be done in its place: replaceScript 'made.pre-install', with: '...', because: '...'
                          or leave it out knowingly: skipScript 'made.pre-install', because: '...'""");
    }

    @Test
    void upgradeAndRemovalScriptsAreKeptForApkButNotRun() throws Exception {
        MadePackage made = MadePackage.named("made")
                .script(ScriptType.PRE_UPGRADE, "while :; do :; done")
                .script(ScriptType.POST_DEINSTALL, "while :; do :; done");
        assertThat(install(InstallOptions.at(0), made).scripts()).isEmpty();
        String tar = new String(
                tree.stat("lib/apk/db/scripts.tar").orElseThrow().content().bytes());
        assertThat(tar).contains("made-1-r0.Q1", ".post-deinstall", ".pre-upgrade");
    }

    @Test
    void twoPackagesWithOneFileAreAnErrorThatNamesBoth() {
        assertThatThrownBy(() -> install(
                        InstallOptions.at(0),
                        MadePackage.named("made-1").directories("opt").file("opt/file", "a"),
                        MadePackage.named("made-2").directories("opt").file("opt/file", "b")))
                .hasMessage("made-2-1-r0: trying to overwrite opt/file owned by made-1-1-r0; leave one of the two out");
    }

    @Test
    void fileInThePlaceOfADirectoryIsAnErrorThatNamesThePackage() {
        assertThatThrownBy(() ->
                        install(InstallOptions.at(0), MadePackage.named("made").file("bin", "x")))
                .hasMessage("made-1-r0: cannot extract bin: /bin is a directory");
    }

    @Test
    void filesNeverLeaveTheRootThroughLinks() throws Exception {
        install(
                InstallOptions.at(0),
                MadePackage.named("made-1").directories("opt", "srv").symlink("opt/link", "../../../../../srv"),
                MadePackage.named("made-2").directories("opt", "opt/link").file("opt/link/file", "x"));
        assertThat(tree.text("srv/file")).contains("x");
    }

    @Test
    void resolutionForAnotherRootIsRefused() throws Exception {
        MadePackage made = MadePackage.named("made").directories("opt").file("opt/file", "a");
        install(InstallOptions.at(0), made);
        assertThatThrownBy(() -> install(InstallOptions.at(0), made))
                .hasMessage("made: the root has made-1-r0, but what is to be done was found for a root with none;"
                        + " resolve again for this root");
    }

    @Test
    void packagesRememberTheTagOfTheirRepository() throws Exception {
        ApkFile file = MadePackage.named("made").directories("opt").file();
        Resolution resolution = Resolution.ofInstalls(
                List.of(Dependency.parseWish("made@edge")),
                List.of(file.toRecord()),
                Map.of(file.toRecord(), "@edge https://example.net/edge"));
        Installer.install(tree, resolution, record -> file, "armv7", InstallOptions.at(0));
        assertThat(tree.text("lib/apk/db/installed").orElseThrow().lines()).contains("s:edge");
        assertThat(tree.text("etc/apk/world")).contains("made@edge\n");
    }

    @Test
    void scriptsArePackedWhereApk3WillReadThem() throws Exception {
        install(
                InstallOptions.at(0),
                MadePackage.named("apk-tools").version("3.0.1-r0").directories("opt"));
        assertThat(tree.list("lib/apk/db")).contains("scripts.tar.gz").doesNotContain("scripts.tar");
    }

    @Test
    void configurationOfApkIsWritten() throws Exception {
        InstallOptions options = new InstallOptions(
                0,
                List.of("https://example.net/alpine/v3.20/main"),
                Map.of("k.rsa.pub", Content.text("key")),
                ScriptPolicy.REPLAY);
        install(options, MadePackage.named("made").directories("opt"));
        assertThat(tree.text("etc/apk/world")).contains("made\n");
        assertThat(tree.text("etc/apk/arch")).contains("armv7\n");
        assertThat(tree.text("etc/apk/repositories")).contains("https://example.net/alpine/v3.20/main\n");
        assertThat(tree.text("etc/apk/keys/k.rsa.pub")).contains("key");
        assertThat(tree.stat("lib/apk/db/lock").orElseThrow().mode()).isEqualTo(0600);
    }

    @Test
    void longScriptNamesAreKeptWhole() throws Exception {
        String name = "made-" + "long".repeat(20);
        install(InstallOptions.at(0), MadePackage.named(name).script(ScriptType.PRE_INSTALL, "exit 0"));
        byte[] tar = tree.stat("lib/apk/db/scripts.tar").orElseThrow().content().bytes();
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
            assertThat(in.getNextEntry().getName())
                    .startsWith(name + "-1-r0.Q1")
                    .endsWith(".pre-install");
            assertThat(in.getNextEntry()).isNull();
        }
    }

    private InstallReport install(InstallOptions options, MadePackage... made) throws AlpineException {
        Map<PackageRecord, ApkFile> files = new HashMap<>();
        List<PackageRecord> order = new ArrayList<>();
        List<Dependency> world = new ArrayList<>();
        for (MadePackage p : made) {
            ApkFile file = p.file();
            files.put(file.toRecord(), file);
            order.add(file.toRecord());
            world.add(Dependency.on(file.info().name()));
        }
        return Installer.install(tree, Resolution.ofInstalls(world, order, Map.of()), files::get, "armv7", options);
    }

    private static InstallOptions rule(ScriptRule... rules) {
        return new InstallOptions(
                0, List.of(), Map.of(), new ScriptPolicy(List.of(rules), ScriptPolicy.Otherwise.STOP));
    }

    private static ScriptRule skip(String script, String because) {
        return new ScriptRule(script, Optional.empty(), because, "site.groovy:3");
    }
}
