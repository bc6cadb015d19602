package mkrun.alpine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worlds over Alpine's own indexes. */
class RealResolutionTest {
    @TempDir
    Path cache;

    @ParameterizedTest
    @CsvSource({"x86_64, 47", "aarch64, 32", "armhf, 22"})
    void theUsualWorldComesToAsManyPackagesAsApkInstalls(String arch, int packages) throws Exception {
        Resolution resolution = RealPackagesTest.open(arch, cache).resolve(List.of("alpine-base", "openssh", "chrony"));
        assertThat(resolution.packages()).hasSize(packages);
        System.out.println(
                resolution.packages().stream().map(PackageRecord::name).toList());
    }
}
