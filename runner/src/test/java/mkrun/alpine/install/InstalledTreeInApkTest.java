package mkrun.alpine.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageChange;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.ScriptType;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.sign.Keys;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.MadePackage;
import mkrun.testing.Needs;
import mkrun.testing.RealApk;
import mkrun.testing.RootOnDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each image's own apk (2.14, 2.12 and 2.6; foreign ones through qemu) works with what mkrun installed. */
class InstalledTreeInApkTest {
    private static final List<String> WORLD = List.of("alpine-base", "chrony", "openssh");

    @TempDir
    Path cache;

    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64", "armhf"})
    void apkFindsNothingToComplainAboutAndGoesOnFromThere(String arch) throws Exception {
        Needs.root();
        if (!arch.equals("x86_64")) {
            Needs.binfmt(arch.equals("armhf") ? "qemu-arm" : "qemu-aarch64");
        }
        Path apks = Needs.alpine().resolve("apks");
        PackageSource source = PackageSource.open(
                List.of(apks.toString()), arch, Keys.folder(Needs.alpine().resolve("keys")), cache, Progress.NONE);
        Resolution resolution = source.resolve(WORLD);
        RootfsTree tree = new RootfsTree();
        InstallOptions options = InstallOptions.at(1_706_291_505);
        Installer.install(tree, resolution, source::fetch, arch, options);
        Path root = Files.createTempDirectory("mkrun-root");
        try {
            RootOnDisk.write(tree, root);
            ownApkAgrees(root, resolution);
            ownApkGoesOn(root, apks.resolve(arch), arch, resolution.packages().size());
        } finally {
            RootOnDisk.delete(root);
        }
    }

    @Test
    void apkGoesOnInARootThatMkrunHasUpgradedAndTakenPackagesFrom() throws Exception {
        Needs.root();
        Path apks = Needs.alpine().resolve("apks");
        PackageSource source = PackageSource.open(
                List.of(apks.toString()), "x86_64", Keys.folder(Needs.alpine().resolve("keys")), cache, Progress.NONE);
        ApkFile old = made("1-r0").file();
        ApkFile fresh = made("2-r0").file();
        RootfsTree tree = new RootfsTree();
        Resolution base = source.resolve(WORLD);
        install(tree, base.world(), base.changes(), source::fetch);
        List<Dependency> world = new ArrayList<>(base.world());
        world.add(Dependency.on("made"));
        install(tree, world, List.of(PackageChange.install(old.toRecord())), r -> old);
        tree.put("etc/made.conf", Entry.file(Content.text("mine"), 0644));
        PackageRecord chrony = base.packages().stream()
                .filter(p -> p.name().equals("chrony-openrc"))
                .findFirst()
                .orElseThrow();
        List<PackageChange> changes =
                List.of(PackageChange.between(old.toRecord(), fresh.toRecord()), PackageChange.remove(chrony));
        install(tree, world, changes, r -> fresh);
        Path root = Files.createTempDirectory("mkrun-root");
        try {
            RootOnDisk.write(tree, root);
            assertThat(apk(root, "audit", "--system").output()).isEmpty();
            assertThat(apk(root, "info", "-L", "made").lines()).contains("usr/made/2-r0");
            assertThat(apk(root, "audit").output()).contains("U etc/made.conf");
            mirror(root, apks.resolve("x86_64"), "x86_64");
            assertThat(apk(root, "--no-network", "fix", "chrony").output()).contains("Installing chrony-openrc");
            assertThat(apk(root, "--no-network", "upgrade", "--simulate").output())
                    .startsWith("OK: ");
            assertThat(apk(root, "--no-network", "del", "made", "openssh").output())
                    .contains("Executing made-2-r0.pre-deinstall", "Purging openssh-server");
            assertThat(Files.readString(root.resolve("etc/made.conf"))).isEqualTo("mine");
            assertThat(root.resolve("usr/made")).doesNotExist();
            assertThat(apk(root, "audit", "--system").output()).isEmpty();
        } finally {
            RootOnDisk.delete(root);
        }
    }

    private static MadePackage made(String version) {
        return MadePackage.named("made")
                .version(version)
                .script(ScriptType.PRE_DEINSTALL, "exit 0")
                .directories("etc", "usr", "usr/made")
                .file("etc/made.conf", version)
                .file("usr/made/" + version, version);
    }

    private static void install(
            RootfsTree tree, List<Dependency> world, List<PackageChange> changes, Installer.Fetcher fetcher)
            throws Exception {
        Resolution resolution = new Resolution(world, changes, Map.of());
        Installer.install(tree, resolution, fetcher, "x86_64", InstallOptions.at(1_706_291_505));
    }

    private static void ownApkAgrees(Path root, Resolution resolution) throws Exception {
        List<String> installed =
                resolution.packages().stream().map(p -> p.id()).sorted().toList();
        assertThat(apk(root, "info", "-v").lines().stream().sorted()).containsExactlyElementsOf(installed);
        assertThat(apk(root, "audit", "--system").output()).isEmpty();
        assertThat(apk(root, "info", "--who-owns", "/usr/sbin/chronyd").output())
                .contains("/usr/sbin/chronyd is owned by chrony-");
        assertThat(apk(root, "info", "-L", "chrony").lines()).contains("etc/chrony/chrony.conf", "usr/sbin/chronyd");
    }

    /** Another package from the same repository, its index checked with the image's own keys; then away with it. */
    private static void ownApkGoesOn(Path root, Path packages, String arch, int count) throws Exception {
        mirror(root, packages, arch);
        RealApk.Result added = apk(root, "--no-network", "add", "bridge");
        assertThat(added.output()).contains("(1/1) Installing bridge").contains(" in " + (count + 1) + " packages");
        RealApk.Result deleted = apk(root, "--no-network", "del", "bridge");
        assertThat(deleted.output()).contains("Purging bridge").contains(" in " + count + " packages");
        assertThat(apk(root, "audit", "--system").output()).isEmpty();
    }

    private static void mirror(Path root, Path packages, String arch) throws IOException {
        Path mirror = Files.createDirectories(root.resolve("mirror").resolve(arch));
        try (var files = Files.newDirectoryStream(packages)) {
            for (Path file : files) {
                Files.copy(file, mirror.resolve(file.getFileName()));
            }
        }
        Files.writeString(root.resolve("etc/apk/repositories"), "/mirror\n");
    }

    private static RealApk.Result apk(Path root, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/sbin/apk"));
        command.addAll(List.of(words));
        RealApk.Result result = RealApk.chroot(root, command);
        assertThat(result.status()).as(result.output()).isZero();
        return result;
    }
}
