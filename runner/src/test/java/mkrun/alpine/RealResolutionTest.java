package mkrun.alpine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.sign.Keys;
import mkrun.target.Progress;
import mkrun.testing.Needs;
import mkrun.testing.RealApk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Worlds over Alpine's own indexes. */
class RealResolutionTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"x86_64, 47", "aarch64, 32", "armhf, 22"})
    void theUsualWorldComesToWhatApkInstallsInItsOrder(String arch, int packages) throws Exception {
        List<String> world = List.of("alpine-base", "openssh", "chrony");
        List<String> ours = RealPackagesTest.open(arch, folder.resolve("cache")).resolve(world).packages().stream()
                .map(PackageRecord::name)
                .toList();
        assertThat(ours).hasSize(packages);
        try (RealApk apk = RealApk.in(folder.resolve("apk"))) {
            assertThat(ours)
                    .isEqualTo(apk.add("new", arch, world, "--no-scripts").installed());
        }
    }

    private PackageSource full() throws AlpineException {
        Path alpine = Needs.alpine();
        Path index = alpine.resolve("index/v3.19");
        return PackageSource.open(
                List.of(
                        index.resolve("main").toString(),
                        index.resolve("community").toString()),
                "x86_64",
                Keys.folder(alpine.resolve("keys")),
                folder,
                Progress.NONE);
    }

    /** The numbers are those of apk 2.14.0 over the same indexes. */
    @ParameterizedTest
    @CsvSource({
        "alpine-base openssh chrony, 47",
        "nginx php83 php83-fpm, 20",
        "firefox, 125",
        "docker openrc docker-cli-compose, 32",
        "apache2 php83-apache2 mariadb openrc, 42",
        "xfce4 lightdm-gtk-greeter elogind openrc, 316",
        "python3 py3-pip py3-requests gcc make, 51",
    })
    void largeWorldsComeToAsManyPackagesAsApkInstalls(String world, int packages) throws Exception {
        assertThat(full().resolve(List.of(world.split(" "))).packages()).hasSize(packages);
    }

    @Test
    void packagesComeFromTheRepositoryThatHasThem() throws Exception {
        Resolution resolution = full().resolve(List.of("docker"));
        resolution.repositories().forEach((record, repository) -> assertThat(repository)
                .endsWith(record.name().startsWith("docker") ? "/community" : repository));
        assertThat(resolution.repositories().values()).anyMatch(r -> r.endsWith("/main"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chrony>5", "vlan ifupdown-ng", "nosuchpkg chrony"})
    void whatCannotBeIsRefused(String world) {
        assertThatThrownBy(() -> full().resolve(List.of(world.split(" "))))
                .isInstanceOf(UnsatisfiableException.class)
                .hasMessageStartingWith("unable to select packages:\n  ");
    }
}
