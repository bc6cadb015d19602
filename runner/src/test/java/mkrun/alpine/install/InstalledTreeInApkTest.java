package mkrun.alpine.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mkrun.alpine.Resolution;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.sign.Keys;
import mkrun.target.Progress;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.Needs;
import mkrun.testing.RealApk;
import mkrun.testing.RootOnDisk;
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
        Path mirror = Files.createDirectories(root.resolve("mirror").resolve(arch));
        try (var files = Files.newDirectoryStream(packages)) {
            for (Path file : files) {
                Files.copy(file, mirror.resolve(file.getFileName()));
            }
        }
        Files.writeString(root.resolve("etc/apk/repositories"), "/mirror\n");
        RealApk.Result added = apk(root, "--no-network", "add", "bridge");
        assertThat(added.output()).contains("(1/1) Installing bridge").contains(" in " + (count + 1) + " packages");
        RealApk.Result deleted = apk(root, "--no-network", "del", "bridge");
        assertThat(deleted.output()).contains("Purging bridge").contains(" in " + count + " packages");
        assertThat(apk(root, "audit", "--system").output()).isEmpty();
    }

    private static RealApk.Result apk(Path root, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/sbin/apk"));
        command.addAll(List.of(words));
        RealApk.Result result = RealApk.chroot(root, command);
        assertThat(result.status()).as(result.output()).isZero();
        return result;
    }
}
