package mkrun.alpine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.apk.ApkWriter;
import mkrun.alpine.apk.DataReader;
import mkrun.alpine.apk.DataWriter;
import mkrun.alpine.archive.Gzip;
import mkrun.alpine.index.ApkIndex;
import mkrun.alpine.index.IndexWriter;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.alpine.sign.Keys;
import mkrun.target.Progress;
import mkrun.testing.Needs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {
    @TempDir
    Path folder;

    private Path arch;
    private PackageRecord record;

    @BeforeEach
    void aRepositoryOfOnePackage() throws Exception {
        arch = Files.createDirectories(folder.resolve("x86_64"));
        byte[] file = ApkWriter.write(
                Packages.info("tool", "1.2-r3", ""),
                Map.of(),
                List.of(Packages.file("tool", 0755, "#!/bin/sh\n")),
                Packages.SIGNER);
        Files.write(arch.resolve("tool-1.2-r3.apk"), file);
        record = ApkFile.read(file, "tool").toRecord();
        writeIndex(record);
    }

    private void writeIndex(PackageRecord... records) throws IOException {
        byte[] index = IndexWriter.write(List.of(records), "x86_64", "test", Packages.TIME, Packages.SIGNER);
        Files.write(arch.resolve("APKINDEX.tar.gz"), index);
    }

    private PackageSource open(Keys keys) throws AlpineException {
        return PackageSource.open(List.of(folder.toString()), "x86_64", keys, folder.resolve("cache"), Progress.NONE);
    }

    private ApkFile fetch() throws AlpineException {
        PackageSource source = open(Packages.keys());
        return source.fetch(source.resolve(List.of("tool")).packages().get(0));
    }

    private void flip(String file, int fromEnd) throws IOException {
        byte[] bytes = Files.readAllBytes(arch.resolve(file));
        bytes[bytes.length - fromEnd] ^= 1;
        Files.write(arch.resolve(file), bytes);
    }

    @Test
    void whatIsRightIsAccepted() throws Exception {
        assertThat(fetch().entries()).hasSize(1);
    }

    @Test
    void aTamperedIndexIsRefused() throws Exception {
        flip("APKINDEX.tar.gz", 20);
        assertThatThrownBy(() -> open(Packages.keys()))
                .isInstanceOf(UntrustedException.class)
                .hasMessage(arch + "/APKINDEX.tar.gz: BAD signature: it is not what " + Packages.KEY_FILE
                        + " signed; was it changed?");
    }

    @Test
    void anUnknownKeyIsRefused() throws Exception {
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.writeString(
                keys.resolve("other.rsa.pub"),
                KeyPairFiles.publicPem(KeyPairFiles.generate(2048).getPublic()));
        assertThatThrownBy(() -> open(Keys.folder(keys)))
                .isInstanceOf(UntrustedException.class)
                .hasMessage(arch + "/APKINDEX.tar.gz: UNTRUSTED signature: it is signed by " + Packages.KEY_FILE
                        + ", which is not among the trusted keys (" + keys + ")");
    }

    @Test
    void anotherKeyUnderTheRightNameIsRefused() throws Exception {
        Keys keys = Keys.of(
                Packages.KEY_FILE,
                KeyPairFiles.publicPem(KeyPairFiles.generate(2048).getPublic()));
        assertThatThrownBy(() -> open(keys)).hasMessageContaining("BAD signature");
    }

    @Test
    void anIndexWithoutSignatureIsRefused() throws Exception {
        byte[] index = Files.readAllBytes(arch.resolve("APKINDEX.tar.gz"));
        int end = Gzip.member(index, 0, 1 << 20).end();
        Files.write(arch.resolve("APKINDEX.tar.gz"), Arrays.copyOfRange(index, end, index.length));
        assertThatThrownBy(() -> open(Packages.keys()))
                .hasMessage(arch + "/APKINDEX.tar.gz: UNTRUSTED signature: it is not signed");
    }

    @Test
    void tamperedDataIsRefused() throws Exception {
        flip("tool-1.2-r3.apk", 20);
        assertThatThrownBy(() -> fetch().entries())
                .isInstanceOf(UntrustedException.class)
                .hasMessage(arch + "/tool-1.2-r3.apk: BAD signature: its data is not what its control member names");
    }

    @Test
    void anotherPackageUnderTheNameIsRefused() throws Exception {
        byte[] other = ApkWriter.write(Packages.info("tool", "1.2-r3", "evil"), Map.of(), List.of(), Packages.SIGNER);
        Files.write(arch.resolve("tool-1.2-r3.apk"), other);
        String identity = ApkFile.read(other, "other").identity();
        assertThatThrownBy(this::fetch)
                .isInstanceOf(UntrustedException.class)
                .hasMessage(arch + "/tool-1.2-r3.apk: BAD signature: it is not the package the index lists (checksum "
                        + identity + " instead of " + record.checksum() + ")");
    }

    @Test
    void aCutPackageIsRefused() throws Exception {
        byte[] file = Files.readAllBytes(arch.resolve("tool-1.2-r3.apk"));
        Files.write(arch.resolve("tool-1.2-r3.apk"), Arrays.copyOf(file, file.length - 5));
        assertThatThrownBy(this::fetch)
                .hasMessage(arch + "/tool-1.2-r3.apk: BAD archive: it has " + (file.length - 5)
                        + " bytes, the index says " + file.length);
        Files.write(arch.resolve("tool-1.2-r3.apk"), Arrays.copyOf(file, 1200));
        assertThatThrownBy(this::fetch).hasMessage(arch + "/tool-1.2-r3.apk: BAD archive: the file ends too early");
    }

    @Test
    void aFileWithAWrongChecksumIsRefused() throws Exception {
        byte[] tar = DataWriter.write(List.of(Packages.file("tool", 0644, "good")));
        tar[tar.length - 2 * 512 - 512] = 'b';
        assertThatThrownBy(() -> DataReader.read(tar, "tool.apk"))
                .isInstanceOf(UntrustedException.class)
                .hasMessage("tool.apk: BAD archive: tool is not what its checksum says");
    }

    @Test
    void aPackageTheRepositoryHasLostIsNamed() throws Exception {
        Files.delete(arch.resolve("tool-1.2-r3.apk"));
        assertThatThrownBy(this::fetch)
                .hasMessage(arch + "/tool-1.2-r3.apk: the index lists it, but there is no such file");
    }

    @Test
    void aFolderThatIsNoRepositoryIsNamed() {
        assertThatThrownBy(() ->
                        PackageSource.open(List.of(folder + "/nowhere"), "x86_64", Keys.none(), folder, Progress.NONE))
                .hasMessage(folder + "/nowhere: there is no such folder");
        assertThatThrownBy(() ->
                        PackageSource.open(List.of(folder.toString()), "armv7", Keys.none(), folder, Progress.NONE))
                .hasMessage(folder + "/armv7/APKINDEX.tar.gz: the repository has no index for armv7");
    }

    @Test
    void repositoryLinesThatCannotBeUsedAreQuoted() {
        refusesLine("@edge", "repository '@edge': a tag is written as '@TAG ADDRESS'");
        refusesLine(
                "ftp://example.net/x",
                "repository 'ftp://example.net/x': only a folder, file:, http: and https: can be used");
        refusesLine(
                "https://user:secret@example.net/x",
                "repository 'https://…/x': the address must be of the form https://HOST/PATH");
    }

    private void refusesLine(String line, String message) {
        assertThatThrownBy(() -> PackageSource.open(List.of(line), "x86_64", Keys.none(), folder, Progress.NONE))
                .hasMessage(message);
    }

    @Test
    void everyCutOfARealPackageEndsInAClearError() throws Exception {
        Path real = Needs.alpine().resolve("apks/armhf/alpine-baselayout-2.3.2-r10.apk");
        byte[] file = Files.readAllBytes(real);
        for (int length = 0; length < file.length; length += 61) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> ApkFile.read(cut, "cut.apk").entries())
                    .isInstanceOf(AlpineException.class)
                    .hasMessageStartingWith("cut.apk: BAD ");
        }
    }

    @Test
    void everyFlippedByteOfAnIndexEndsInAClearError() throws Exception {
        byte[] index = Files.readAllBytes(arch.resolve("APKINDEX.tar.gz"));
        for (int at = 0; at < index.length; at++) {
            byte[] bad = index.clone();
            bad[at] ^= 0x40;
            Keys keys = Packages.keys();
            try {
                // bytes that mean nothing: the time in the gzip header, padding
                assertThat(ApkIndex.read(bad, "", "index", keys).packages()).hasSize(1);
            } catch (AlpineException e) {
                assertThat(e.getMessage()).matches("index: (BAD|UNTRUSTED) .*");
            }
        }
    }
}
