package mkrun.alpine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.UnsatisfiableException;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.index.ApkIndex;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.sign.Keys;
import mkrun.target.Progress;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedRepositoryTest {
    @TempDir
    Path folder;

    private PackageSource open(String arch) throws AlpineException {
        return PackageSource.open(List.of("embedded"), arch, Keys.none(), folder, Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64", "armv7", "armhf"})
    void whatTheRolesAskForIsThereForEveryArchitecture(String arch) throws Exception {
        PackageSource source = open(arch);
        Resolution resolution = source.resolve(List.of("alpine-base", "openrc", "openssh"));
        assertThat(resolution.packages())
                .extracting(PackageRecord::name)
                .containsExactly("mkrun-demo-base", "mkrun-demo-openrc", "mkrun-demo-openssh");
        assertThat(resolution.repositories().values()).containsOnly("embedded");
        for (PackageRecord record : resolution.packages()) {
            assertThat(record.arch()).isEqualTo(arch);
            assertThat(source.fetch(record).entries()).isNotEmpty();
        }
    }

    @Test
    void everyPackageSaysByItsNameThatItIsNotAlpines() throws Exception {
        PackageSource source = open("x86_64");
        assertThat(source.isForLabOnly()).isTrue();
        assertThat(source.resolve(List.of("alpine-base", "openssh")).packages())
                .allSatisfy(p -> assertThat(p.name()).startsWith("mkrun-demo-"));
    }

    @Test
    void aPackageThatIsNotThereIsNamedTogetherWithWhereToGetIt() {
        assertThatThrownBy(() -> open("x86_64").resolve(List.of("nginx")))
                .isInstanceOf(UnsatisfiableException.class)
                .hasMessage("""
                        unable to select packages:
                          nginx (no such package):
                            required by: world[nginx]
                          The repository 'embedded' holds stand-ins for a few packages, for the lab; give Alpine's own \
                        repositories for others.""");
    }

    @Test
    void itsKeyIsTrustedForNothingElse() throws Exception {
        EmbedRepository.write(sources(), folder);
        List<String> lines = List.of("embedded", folder.toString());
        assertThatThrownBy(() -> PackageSource.open(lines, "x86_64", Keys.none(), folder, Progress.NONE))
                .hasMessage(folder + "/x86_64/APKINDEX.tar.gz: UNTRUSTED signature: it is signed by mkrun-demo.rsa.pub,"
                        + " which is not among the trusted keys (no key is trusted)");
    }

    @Test
    void twoBuildsDifferInNothingButTheirSignatures() throws Exception {
        EmbedRepository.write(sources(), folder.resolve("1"));
        EmbedRepository.write(sources(), folder.resolve("2"));
        assertThat(records(folder.resolve("1"))).hasSize(3).isEqualTo(records(folder.resolve("2")));
        assertThat(Files.readAllBytes(folder.resolve("1/x86_64/APKINDEX.tar.gz")))
                .isNotEqualTo(Files.readAllBytes(folder.resolve("2/x86_64/APKINDEX.tar.gz")));
    }

    private static List<PackageRecord> records(Path repository) throws Exception {
        Keys keys = Keys.of("mkrun-demo.rsa.pub", Files.readString(repository.resolve("key.pub")));
        byte[] index = Files.readAllBytes(repository.resolve("x86_64/APKINDEX.tar.gz"));
        List<PackageRecord> records = ApkIndex.read(index, "", "", keys).packages();
        for (PackageRecord record : records) {
            Path file = repository.resolve("x86_64/" + record.id() + ".apk");
            ApkFile apk = ApkFile.read(Files.readAllBytes(file), file.toString());
            apk.verify(keys);
            apk.verifyIs(record);
        }
        return records;
    }

    private static Path sources() {
        return Needs.projectRoot().resolve("runner/src/embedded");
    }
}
