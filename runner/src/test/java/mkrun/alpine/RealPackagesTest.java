package mkrun.alpine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.alpine.apk.ApkEntry;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.archive.Gzip;
import mkrun.alpine.archive.SmallTar;
import mkrun.alpine.index.ApkIndex;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.sign.Keys;
import mkrun.target.Progress;
import mkrun.testing.Needs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that Alpine released on three boot media, eight years apart. */
class RealPackagesTest {
    @TempDir
    Path cache;

    static List<String> architectures() {
        return Needs.alpineArchitectures();
    }

    static PackageSource open(String arch, Path cache) throws AlpineException {
        Path alpine = Needs.alpine();
        return PackageSource.open(
                List.of(alpine.resolve("apks").toString()),
                arch,
                Keys.folder(alpine.resolve("keys")),
                cache,
                Progress.NONE);
    }

    static ApkIndex index(String arch) throws AlpineException, IOException {
        Path file = Needs.alpine().resolve("apks").resolve(arch).resolve("APKINDEX.tar.gz");
        return ApkIndex.read(
                Files.readAllBytes(file),
                "apks",
                file.toString(),
                Keys.folder(Needs.alpine().resolve("keys")));
    }

    @ParameterizedTest
    @CsvSource({"x86_64, 100, 3.19.1", "aarch64, 65, 3.13.4", "armhf, 50, 3.3.3"})
    void indexesAreSignedAndWholeAndEveryRecordIsUnderstood(String arch, int packages, String release)
            throws Exception {
        ApkIndex index = index(arch);
        assertThat(index.packages()).hasSize(packages);
        assertThat(index.rejected()).isEmpty();
        assertThat(index.description()).contains(release);
    }

    @ParameterizedTest
    @CsvSource({"x86_64, 2332", "aarch64, 2311", "armhf, 1537"})
    void everyPackageIsSignedAndIsWhatTheIndexListsDownToEachFile(String arch, long wanted) throws Exception {
        PackageSource source = open(arch, cache);
        long files = 0;
        for (PackageRecord record : index(arch).packages()) {
            ApkFile apk = source.fetch(record);
            List<ApkEntry> entries = apk.entries();
            assertThat(apk.info().name()).isEqualTo(record.name());
            assertThat(apk.info().datahash()).as(record.id()).hasSize(64);
            files +=
                    entries.stream().filter(e -> e.type() == ApkEntry.Type.FILE).count();
        }
        assertThat(files).isEqualTo(wanted);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void controlMembersSayWhatTheIndexSays(String arch) throws Exception {
        PackageSource source = open(arch, cache);
        for (PackageRecord record : index(arch).packages()) {
            PackageRecord own = source.fetch(record).toRecord();
            Set<String> lines = new HashSet<>(record.indexLines());
            lines.removeAll(own.indexLines());
            lines.removeIf(l -> l.startsWith("A:") && own.arch().equals("noarch"));
            assertThat(lines).as(record.id()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void indexLinesAreWrittenAsTheyWereRead(String arch) throws Exception {
        Path file = Needs.alpine().resolve("apks").resolve(arch).resolve("APKINDEX.tar.gz");
        byte[] bytes = Files.readAllBytes(file);
        Gzip.Member signature = Gzip.member(bytes, 0, 1 << 20);
        String text = SmallTar.read(Gzip.rest(bytes, signature.end(), 1 << 24)).stream()
                .filter(i -> i.name().equals("APKINDEX"))
                .findFirst()
                .orElseThrow()
                .content()
                .asText()
                .orElseThrow();
        Stream<String> written = index(arch).packages().stream().map(r -> String.join("\n", r.indexLines()) + "\n\n");
        assertThat(String.join("", written.toList())).isEqualTo(text);
    }
}
