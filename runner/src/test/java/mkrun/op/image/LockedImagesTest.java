package mkrun.op.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import mkrun.alpine.AlpineException;
import mkrun.alpine.lock.LockFile;
import mkrun.alpine.lock.LockedImage;
import mkrun.alpine.lock.LockedPackage;
import mkrun.alpine.lock.LockedPackages;
import mkrun.alpine.lock.VendorFolder;
import mkrun.alpine.repository.Access;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.alpine.sign.Keys;
import mkrun.alpine.sign.Signer;
import mkrun.image.Architecture;
import mkrun.image.ImageStore;
import mkrun.op.rootfs.PackagesInstalled;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.testing.Needs;
import mkrun.testing.RealApk;
import mkrun.testing.RealImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks and vendored folders of the real packages, for all architectures at once, with apk as the judge. */
class LockedImagesTest {
    private static final ImageDefinition BOX =
            RealImages.definition("box", new PackagesInstalled(List.of("alpine-base", "openssh")));

    @TempDir
    private Path dir;

    @Test
    void aFolderVendoredOfALockBuildsTheSameImagesWithoutAnyIndex() throws Exception {
        LockFile lock = lock();
        Path vendored = vendor(lock);
        for (String arch : Needs.alpineArchitectures()) {
            Files.delete(vendored.resolve(arch).resolve("APKINDEX.tar.gz"));
        }
        ImageDefinition elsewhere = BOX.withRepositories(List.of(vendored.toString()))
                .withKeysDir(vendored.resolve("keys").toString());
        for (Architecture architecture : Architecture.values()) {
            ImageSource.Resolved unlocked = build(BOX, Optional.empty(), architecture, "unlocked");
            ImageSource.Resolved locked = build(
                    elsewhere,
                    Optional.of(new ImageLock(lock, "lock", "box.groovy", archs -> "")),
                    architecture,
                    "locked");
            assertThat(locked.archive()).as("%s", architecture).isEqualTo(unlocked.archive());
        }
    }

    @Test
    void theKeysInALockAreThoseThatAlpinePublishes() throws Exception {
        LockedImage image = lock().find("box", "x86_64").orElseThrow();
        assertThat(image.keys()).hasSize(1);
        assertThat(image.keys().get(0).sha256())
                .isEqualTo("207e4696d3c05f7cb05966aee557307151f1f00217af4143c1bcaf33b8df733f");
    }

    @Test
    void realApkInstallsTheLockedPackagesFromAVendoredFolder() throws Exception {
        LockFile lock = lock();
        try (RealApk apk = RealApk.in(dir.resolve("judge"))) {
            copy(vendor(lock), apk.root().resolve("vendored"));
            Files.createDirectories(apk.root().resolve("box"));
            RealApk.Result result = apk.run(List.of(
                    "--initdb",
                    "--no-network",
                    "--no-progress",
                    "--no-scripts",
                    "-X",
                    "/vendored",
                    "--root",
                    "/box",
                    "--arch",
                    "x86_64",
                    "--keys-dir",
                    "/vendored/keys",
                    "add",
                    "alpine-base",
                    "openssh"));
            assertThat(result.status()).as(result.output()).isZero();
            assertThat(result.installed())
                    .isEqualTo(lock.find("box", "x86_64").orElseThrow().packages().stream()
                            .map(LockedPackage::name)
                            .toList());
        }
    }

    private LockFile lock() throws TargetException {
        List<LockedImage> images = new ArrayList<>();
        ImageLocker locker = new ImageLocker(Access.online(dir.resolve("packages"), Progress.NONE));
        for (Architecture architecture : Architecture.values()) {
            String arch = RealImages.ALPINE.get(architecture);
            images.add(locker.lock(BOX, architecture, arch, Optional.empty(), name -> false));
        }
        return new LockFile(images);
    }

    private Path vendor(LockFile lock) throws AlpineException, IOException {
        KeyPairFiles.write(dir.resolve("private"), "me", KeyPairFiles.generate(2048));
        Signer signer = KeyPairFiles.signer(dir.resolve("private/me.rsa"), Signer.Algorithm.RSA);
        Keys keys = Keys.folder(Needs.alpine().resolve("keys"));
        VendorFolder folder = new VendorFolder(dir.resolve("vendored"), signer);
        for (LockedImage image : lock.images()) {
            folder.add(
                    LockedPackages.open(image, List.of(), keys, Access.online(dir.resolve("packages"), Progress.NONE)),
                    keys);
        }
        assertThat(folder.fill()).extracting(VendorFolder.Filled::arch).containsExactly("aarch64", "armhf", "x86_64");
        return dir.resolve("vendored");
    }

    private ImageSource.Resolved build(
            ImageDefinition definition, Optional<ImageLock> lock, Architecture architecture, String state)
            throws TargetException {
        ImageStore store = new ImageStore(dir.resolve(state).resolve("images"));
        return new ImageBuilder(dir.resolve(state).resolve("cache"), store, OptionalLong.empty(), Progress.NONE)
                .withLock(lock)
                .source(definition, RealImages.ALPINE)
                .resolve(architecture);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
