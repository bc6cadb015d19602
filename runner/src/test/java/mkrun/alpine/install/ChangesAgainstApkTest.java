package mkrun.alpine.install;

import static mkrun.alpine.ScriptType.POST_DEINSTALL;
import static mkrun.alpine.ScriptType.POST_INSTALL;
import static mkrun.alpine.ScriptType.POST_UPGRADE;
import static mkrun.alpine.ScriptType.PRE_DEINSTALL;
import static mkrun.alpine.ScriptType.PRE_INSTALL;
import static mkrun.alpine.ScriptType.PRE_UPGRADE;
import static mkrun.alpine.ScriptType.TRIGGER;
import static mkrun.alpine.install.Installer.Removed.KEEP_CHANGED;
import static mkrun.alpine.install.Installer.Removed.PURGE;

import java.nio.file.Files;
import java.util.List;
import mkrun.testing.AlpinePackages;
import mkrun.testing.MadePackage;
import mkrun.testing.RealApk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upgrades, downgrades and removals, judged step by step by Alpine's apk. */
class ChangesAgainstApkTest {
    private static RealApk apk;
    private static AlpinePackages real;

    @BeforeAll
    static void judge() throws Exception {
        apk = RealApk.in(Files.createTempDirectory("mkrun-apk"));
        real = AlpinePackages.of("x86_64");
    }

    @AfterAll
    static void remove() {
        if (apk != null) {
            apk.close();
        }
    }

    @Test
    void upgradesAndRemovalsRunTheirScriptsAndTriggers() throws Exception {
        RootPair roots = new RootPair(
                apk,
                "scripts",
                real,
                List.of(
                        scripted("made-1").directories("opt", "opt/a").file("opt/a/one", "1"),
                        scripted("made-1")
                                .version("2-r0")
                                .directories("opt", "opt/b")
                                .file("opt/b/one", "2"),
                        scripted("made-2").directories("opt", "opt/a").file("opt/a/two", "1")));
        roots.run(KEEP_CHANGED, "add", "alpine-baselayout", "busybox-binsh", "made-1=1-r0");
        roots.run(KEEP_CHANGED, "add", "made-2");
        roots.run(KEEP_CHANGED, "add", "made-1=2-r0");
        roots.run(KEEP_CHANGED, "del", "made-2");
        roots.run(KEEP_CHANGED, "add", "made-1=1-r0");
        roots.run(KEEP_CHANGED, "del", "made-1");
    }

    private static MadePackage scripted(String name) {
        MadePackage made = MadePackage.named(name).triggers(name.equals("made-1") ? "/opt/a" : "/opt/[bc]");
        for (var type :
                List.of(PRE_INSTALL, POST_INSTALL, PRE_UPGRADE, POST_UPGRADE, PRE_DEINSTALL, POST_DEINSTALL, TRIGGER)) {
            made.script(type, "echo \"" + name + " " + type + " $*\" >> /root/log");
        }
        return made;
    }

    @Test
    void changedConfigurationStaysAndTheNewOneIsPutBesideIt() throws Exception {
        RootPair roots = new RootPair(
                apk,
                "conf",
                real,
                List.of(
                        configured("1", "1-r0").file("etc/gone", "old").file("etc/gone-changed", "old"),
                        configured("2", "2-r0").symlink("etc/link", "new")));
        roots.run(KEEP_CHANGED, "add", "made-conf=1-r0");
        for (String path : List.of("etc/changed", "etc/same", "etc/gone-changed", "opt/changed", "etc/open/changed")) {
            roots.write(path, "mine");
        }
        roots.write("etc/like-new", "2");
        roots.makeDirectories("etc/apk/protected_paths.d");
        roots.write("etc/apk/protected_paths.d/made.list", "# mine\n-etc/open\n+opt\nno-mark\n@/etc/o*n/deep/\n");
        roots.run(KEEP_CHANGED, "add", "made-conf=2-r0");
        roots.run(KEEP_CHANGED, "del", "made-conf");
        roots.run(KEEP_CHANGED, "add", "made-conf=1-r0");
        roots.run(PURGE, "del", "--purge", "made-conf");
    }

    private static MadePackage configured(String text, String version) {
        return MadePackage.named("made-conf")
                .version(version)
                .directories("etc", "etc/open", "etc/open/deep", "opt")
                .file("etc/changed", text)
                .file("etc/same", "same")
                .file("etc/like-new", text)
                .file("etc/untouched", text)
                .file("etc/open/changed", text)
                .file("etc/open/deep/file", text)
                .file("opt/changed", text);
    }

    @Test
    void linksAndSetuidSurviveUpgradesAndDirectoriesGoWhenNobodyOwnsThem() throws Exception {
        RootPair roots = new RootPair(
                apk,
                "links",
                real,
                List.of(
                        linked("1-r0").hardLink("opt/made/b", 04755, "root", "root", "opt/made/a"),
                        linked("2-r0").hardLink("opt/made/c", 04755, "root", "root", "opt/made/a"),
                        MadePackage.named("made-other")
                                .directories("opt")
                                .directory("opt/made", 0700, "root", "root")
                                .file("opt/made/other", "o")));
        roots.run(KEEP_CHANGED, "add", "made-link=1-r0", "made-other");
        roots.run(KEEP_CHANGED, "add", "made-link=2-r0");
        roots.run(KEEP_CHANGED, "del", "made-other");
        roots.run(KEEP_CHANGED, "add", "made-other");
        roots.mode("opt/made", 0711);
        roots.run(KEEP_CHANGED, "del", "made-link");
        roots.write("opt/made/foreign", "mine");
        roots.run(KEEP_CHANGED, "del", "made-other");
    }

    private static MadePackage linked(String version) {
        return MadePackage.named("made-link")
                .version(version)
                .directories("opt")
                .directory("opt/made", 0755, "root", "root")
                .file("opt/made/a", 04755, "root", "root", version);
    }

    @Test
    void directoriesThatAreLinksByNowAreFollowed() throws Exception {
        RootPair roots = new RootPair(
                apk,
                "followed",
                real,
                List.of(
                        MadePackage.named("made-1")
                                .directories("opt", "srv", "srv/real")
                                .symlink("opt/link", "../srv/real"),
                        MadePackage.named("made-2")
                                .directories("opt")
                                .directory("opt/link", 0700, "root", "root")
                                .file("opt/link/file", "1"),
                        MadePackage.named("made-2")
                                .version("2-r0")
                                .directories("opt", "opt/link")
                                .file("opt/link/other", "2")));
        roots.run(KEEP_CHANGED, "add", "made-1");
        roots.run(KEEP_CHANGED, "add", "made-2=1-r0");
        roots.run(KEEP_CHANGED, "add", "made-2=2-r0");
        roots.run(KEEP_CHANGED, "del", "made-2");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void anySequenceOfChangesEndsAsWithApk(long seed) throws Exception {
        new RandomChanges(seed, apk, real).run(8);
    }
}
