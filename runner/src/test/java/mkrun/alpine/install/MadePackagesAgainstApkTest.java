package mkrun.alpine.install;

import static mkrun.alpine.ScriptType.POST_INSTALL;
import static mkrun.alpine.ScriptType.PRE_INSTALL;
import static mkrun.alpine.ScriptType.TRIGGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.index.IndexWriter;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.AlpinePackages;
import mkrun.testing.MadePackage;
import mkrun.testing.RealApk;
import mkrun.testing.RootOnDisk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules that real packages seldom need (replaces, shared directories, foreign files …), judged by Alpine's apk. */
class MadePackagesAgainstApkTest {
    private static final String LONG = "usr/share/made/" + "long".repeat(30);

    private static RealApk apk;

    @BeforeAll
    static void judge() throws Exception {
        apk = RealApk.in(Files.createTempDirectory("mkrun-apk"));
    }

    @AfterAll
    static void remove() {
        if (apk != null) {
            apk.close();
        }
    }

    @Test
    void ownersModesAndLinks() throws Exception {
        compare(MadePackage.named("made-owner")
                .script(
                        PRE_INSTALL,
                        "addgroup -S made 2>/dev/null\nadduser -S -D -h /var/lib/made -s /bin/sh -G made made")
                .directories("usr", "usr/share", "var", "var/lib")
                .directory("usr/share/made", 02750, "made", "made")
                .directory("var/lib/made", 0700, "made", "made")
                .file("usr/share/made/setuid", 04755, "root", "made", "a")
                .file("usr/share/made/unknown", 0640, "nobody-knows", "neither", "b")
                .file(LONG, 0600, "made", "users", "c")
                .hardLink("usr/share/made/hard", 04755, "root", "made", "usr/share/made/setuid")
                .file("usr/share/made/setgid", 06755, "made", "made", "f")
                .hardLink("usr/share/made/harder", 0600, "mail", "root", "usr/share/made/setgid")
                .symlink("usr/share/made/soft", "../nowhere")
                .file("usr/share/made/ümlaut", "d")
                .xattrFile("usr/share/made/xattr", "e", "user.made", "value"));
    }

    @Test
    void sharedDirectoriesGetTheLowestOwnerAndWhatAllAllow() throws Exception {
        compare(
                MadePackage.named("made-one")
                        .directories("opt", "opt/a")
                        .directory("opt/shared", 0770, "root", "root")
                        .directory("opt/other", 0750, "mail", "mail")
                        .file("opt/shared/one", "1"),
                MadePackage.named("made-two")
                        .directories("opt")
                        .directory("opt/shared", 0757, "root", "root")
                        .directory("opt/other", 0700, "root", "root")
                        .directory("tmp", 0755, "root", "root")
                        .file("opt/shared/two", "2"));
    }

    @Test
    void filesMoveToThePackageThatReplacesTheOther() throws Exception {
        compare(
                MadePackage.named("made-1")
                        .directories("opt")
                        .file("opt/file", "old")
                        .file("opt/kept", "1"),
                MadePackage.named("made-2")
                        .replaces(0, "made-1<2")
                        .directories("opt")
                        .file("opt/file", "new"));
    }

    @Test
    void ofTwoThatReplaceEachOtherTheHigherPriorityWins() throws Exception {
        compare(
                MadePackage.named("made-1")
                        .replaces(10, "made-2")
                        .directories("opt")
                        .file("opt/file", "high"),
                MadePackage.named("made-2")
                        .replaces(5, "made-1")
                        .directories("opt")
                        .file("opt/file", "low"));
    }

    @Test
    void packagesOfOneSourceMayShareFiles() throws Exception {
        compare(
                MadePackage.named("made-1").origin("made").directories("opt").file("opt/file", "first"),
                MadePackage.named("made-2").origin("made").directories("opt").symlink("opt/file", "second"));
    }

    @Test
    void configurationThatWasThereBeforeStays() throws Exception {
        compare(MadePackage.named("made-conf")
                .script(PRE_INSTALL, """
                        echo mine > /etc/made.conf; echo same > /etc/made.same; echo mine > /etc/init.d/made
                        mkdir -p /usr/share/made; echo mine > /usr/share/made/file; ln -s elsewhere /etc/made.link""")
                .directories("etc", "etc/init.d", "usr", "usr/share", "usr/share/made")
                .file("etc/made.conf", "the package's\n")
                .file("etc/made.same", "same\n")
                .file("etc/made.link", "the package's\n")
                .file("etc/init.d/made", "the package's\n")
                .file("usr/share/made/file", "the package's\n"));
    }

    @Test
    void triggersRunOnceAtTheEndWithTheDirectoriesTheyAskFor() throws Exception {
        compare(
                MadePackage.named("made-0trigger")
                        .triggers("/opt/*", "/srv/none")
                        .script(TRIGGER, "echo \"$# $*\" >> /opt/log")
                        .script(POST_INSTALL, "echo \"installed $1\" >> /opt/log")
                        .directories("opt"),
                MadePackage.named("made-1").directories("opt", "opt/a", "opt/a/deep"));
    }

    private void compare(MadePackage... made) throws Exception {
        AlpinePackages real = AlpinePackages.of("x86_64");
        Map<String, ApkFile> files = new HashMap<>();
        List<PackageRecord> index = new ArrayList<>();
        Path mirror = Files.createDirectories(apk.root().resolve("made/x86_64"));
        List<String> world = new ArrayList<>(List.of("alpine-baselayout", "busybox-binsh"));
        for (MadePackage p : made) {
            ApkFile file = p.file();
            files.put(file.info().name(), file);
            index.add(file.toRecord());
            world.add(file.info().name());
            Files.write(mirror.resolve(file.name()), p.bytes());
        }
        Files.write(mirror.resolve("APKINDEX.tar.gz"), IndexWriter.write(index, "x86_64", "", 0, MadePackage.SIGNER));
        Files.writeString(apk.root().resolve("keys").resolve(MadePackage.KEY_FILE), MadePackage.publicKey());

        long now = System.currentTimeMillis() / 1000;
        String name = "target-" + made[0].file().identity().replaceAll("[^A-Za-z0-9]", "");
        RealApk.Result result = apk.add(name, "x86_64", world, "-X", "/made");
        Path target = apk.root().resolve(name);
        assertThat(result.status()).as(result.output()).isZero();
        RootfsTree tree = new RootfsTree();
        List<PackageRecord> order = new ArrayList<>();
        for (String id : result.installed()) {
            order.add(files.containsKey(id) ? files.get(id).toRecord() : real.record(id));
        }
        Resolution resolution = Resolution.ofInstalls(
                real.resolution(world.stream().sorted().toList(), List.of()).world(), order, Map.of());
        Installer.install(
                tree,
                resolution,
                r -> files.containsKey(r.name()) ? files.get(r.name()) : real.file(r),
                "x86_64",
                InstallOptions.at(now));

        Map<String, String> differences = RootOnDisk.differences(RootOnDisk.listing(target), RootOnDisk.listing(tree));
        differences.keySet().removeIf(MadePackagesAgainstApkTest::explained);
        assertThat(differences).as(result.output()).isEmpty();
        assertThat(tree.text("lib/apk/db/installed").orElseThrow())
                .isEqualTo(Files.readString(target.resolve("lib/apk/db/installed")));
    }

    /** Device nodes are the runtime's; times in scripts.tar differ. Both are compared in {@link InstallerAgainstApkTest}. */
    private static boolean explained(String path) {
        return path.startsWith("dev/") || path.equals("lib/apk/db/scripts.tar");
    }
}
