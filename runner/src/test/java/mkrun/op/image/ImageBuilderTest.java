package mkrun.op.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import mkrun.alpine.repository.Access;
import mkrun.image.Architecture;
import mkrun.image.ImageStore;
import mkrun.op.rootfs.PackagesInstalled;
import mkrun.op.rootfs.ServiceEnabled;
import mkrun.target.Change;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.testing.LayerTree;
import mkrun.testing.RealImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images of real packages. */
class ImageBuilderTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void whatIsStoredIsNotBuiltAgain(Architecture architecture) throws TargetException {
        ImageSource.Resolved first = RealImages.resolve(RealImages.small(), architecture, dir);
        assertThat(first.stored()).isFalse();
        assertThat(first.changes().get(0).summary()).startsWith("install ").endsWith(" packages for alpine-base");
        first.store(Progress.NONE);
        assertThat(first.stored()).isTrue();

        ImageSource.Resolved second = RealImages.resolve(RealImages.small(), architecture, dir);
        assertThat(second.stored()).isTrue();
        assertThat(second.changes()).isEmpty();
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.archive()).isEqualTo(first.archive());
    }

    @Test
    void resolvingWritesNothingButThePackageCache() throws TargetException {
        RealImages.resolve(RealImages.small(), Architecture.AMD64, dir);
        assertThat(dir.resolve("images")).doesNotExist();
    }

    @Test
    void anotherWishMakesAnotherImage() throws TargetException {
        RealImages.resolve(RealImages.small(), Architecture.AMD64, dir).store(Progress.NONE);
        ImageDefinition other = RealImages.definition(
                "small", new PackagesInstalled(List.of("alpine-base")), new ServiceEnabled("crond", "default", true));
        assertThat(RealImages.resolve(other, Architecture.AMD64, dir).stored()).isFalse();
    }

    @Test
    void changesTellPackagesFirstThenTasks() throws TargetException {
        List<Change> changes =
                RealImages.resolve(RealImages.small(), Architecture.AMD64, dir).changes();
        assertThat(changes).extracting(Change::summary).last().isEqualTo("add service syslog to runlevel default");
        assertThat(changes.get(0).diff()).contains("+busybox 1.36.1-r15");
    }

    @Test
    void aTaskThatFailsIsNamedWithItsPlace() {
        ImageDefinition definition = RealImages.definition(
                "small", new PackagesInstalled(List.of("alpine-base")), new ServiceEnabled("nginx", "default", true));
        assertThatThrownBy(() -> RealImages.resolve(definition, Architecture.ARM64, dir))
                .isInstanceOf(TargetException.class)
                .hasMessageStartingWith("image 'small' for arm64: task [service] at test.groovy:2: no service 'nginx'");
    }

    @Test
    void packagesThatDoNotRunOnTheArchitectureAreRefused() {
        ImageInputs inputs = new ImageInputs(RealImages.small(), Architecture.AMD64, "aarch64");
        assertThatThrownBy(() -> new ImageBuild(inputs, Optional.empty(), OptionalLong.empty(), Progress.NONE)
                        .resolve(Access.online(dir, Progress.NONE), new ImageStore(dir)))
                .hasMessage("packages of Alpine's aarch64 do not run on amd64");
    }

    @Test
    void theTimeIsThatOfTheNewestPackageUnlessTheEnvironmentSaysAnother() throws Exception {
        assertThat(builtAt(OptionalLong.empty())).isEqualTo(1_706_291_505); // alpine-base 3.19.1
        Map<String, String> environment = Map.of("SOURCE_DATE_EPOCH", "1600000000");
        assertThat(builtAt(ImageBuilder.sourceDateEpoch(environment))).isEqualTo(1_600_000_000);
        assertThat(ImageBuilder.sourceDateEpoch(Map.of("SOURCE_DATE_EPOCH", "soon")))
                .isEmpty();
    }

    private long builtAt(OptionalLong epoch) throws Exception {
        ImageSource.Resolved image = new ImageBuilder(dir, new ImageStore(dir), epoch, Progress.NONE)
                .source(RealImages.small(), RealImages.ALPINE)
                .resolve(Architecture.AMD64);
        return LayerTree.of(image.archive())
                .stat("etc/runlevels/default/syslog")
                .orElseThrow()
                .mtime();
    }

    @Test
    void anUnknownPackageStopsTheBuild() {
        ImageDefinition definition = RealImages.definition("small", new PackagesInstalled(List.of("nginx")));
        assertThatThrownBy(() -> RealImages.resolve(definition, Architecture.AMD64, dir))
                .hasMessageStartingWith("image 'small' for amd64: ")
                .hasMessageContaining("nginx (no such package)");
    }
}
