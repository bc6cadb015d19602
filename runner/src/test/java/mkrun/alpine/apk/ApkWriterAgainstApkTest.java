package mkrun.alpine.apk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Packages;
import mkrun.alpine.ScriptType;
import mkrun.alpine.index.IndexWriter;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.alpine.sign.Signer;
import mkrun.target.Content;
import mkrun.testing.RealApk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Alpine's own apk takes what our packager makes. */
class ApkWriterAgainstApkTest {
    @TempDir
    Path folder;

    private void repository(Signer.Algorithm algorithm) throws Exception {
        Signer signer = new Signer(Packages.PAIR.getPrivate(), Packages.KEY_FILE, algorithm);
        String deep = "usr/" + "a-rather-long-directory-name-".repeat(4);
        byte[] tool = ApkWriter.write(
                Packages.info("tool", "1.2-r3", "lib>=1"),
                Map.of(ScriptType.POST_UPGRADE, Content.text("#!/bin/sh\nexit 0\n")),
                List.of(
                        Packages.directory("usr"),
                        Packages.file("usr/tool", 04755, "#!/bin/sh\n"),
                        Packages.entry("usr/same", ApkEntry.Type.HARD_LINK, 04755, Content.EMPTY, "usr/tool", Map.of()),
                        Packages.link("usr/other", ApkEntry.Type.SYMLINK, "/usr/tool"),
                        Packages.directory(deep),
                        Packages.file(deep + "/größe", 0600, "x")),
                signer);
        byte[] lib = ApkWriter.write(Packages.info("lib", "1-r0", ""), Map.of(), List.of(), signer);
        Path arch = Files.createDirectories(folder.resolve("repo/x86_64"));
        Files.write(arch.resolve("tool-1.2-r3.apk"), tool);
        Files.write(arch.resolve("lib-1-r0.apk"), lib);
        List<PackageRecord> records = List.of(
                ApkFile.read(tool, "tool").toRecord(), ApkFile.read(lib, "lib").toRecord());
        byte[] index = IndexWriter.write(records, "x86_64", "ours", Packages.TIME, signer);
        Files.write(arch.resolve("APKINDEX.tar.gz"), index);
        Files.writeString(
                folder.resolve("keys").resolve(Packages.KEY_FILE), KeyPairFiles.publicPem(Packages.PAIR.getPublic()));
    }

    @ParameterizedTest
    @EnumSource
    void itInstallsFromOurRepositoryAndFindsNothingToComplainAbout(Signer.Algorithm algorithm) throws Exception {
        try (RealApk apk = RealApk.in(folder)) {
            repository(algorithm);
            RealApk.Result added = apk.run(List.of(
                    "--initdb",
                    "--root",
                    "/new",
                    "--arch",
                    "x86_64",
                    "--no-network",
                    "--keys-dir",
                    "/keys",
                    "-X",
                    "/repo",
                    "add",
                    "tool"));
            assertThat(added.status()).as(added.output()).isZero();
            assertThat(added.installed()).containsExactly("lib", "tool");
            Path tool = folder.resolve("new/usr/tool");
            assertThat(Files.readString(tool)).isEqualTo("#!/bin/sh\n");
            assertThat((int) Files.getAttribute(tool, "unix:mode") & 07777).isEqualTo(04755);
            assertThat(Files.isSameFile(tool, folder.resolve("new/usr/same"))).isTrue();
            assertThat(Files.readSymbolicLink(folder.resolve("new/usr/other"))).hasToString("/usr/tool");
            Path deep = folder.resolve("new/usr/" + "a-rather-long-directory-name-".repeat(4) + "/größe");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep)))
                    .isEqualTo("rw-------");
            RealApk.Result audit = apk.run(List.of("--root", "/new", "audit", "--system", "--check-permissions"));
            assertThat(audit.lines()).noneMatch(line -> line.contains("usr/"));
        }
    }

    @Test
    void itVerifiesOurPackages() throws Exception {
        try (RealApk apk = RealApk.in(folder)) {
            repository(Signer.Algorithm.RSA);
            RealApk.Result result = apk.run(List.of("--keys-dir", "/keys", "verify", "/repo/x86_64/tool-1.2-r3.apk"));
            assertThat(result.status()).as(result.output()).isZero();
        }
    }
}
