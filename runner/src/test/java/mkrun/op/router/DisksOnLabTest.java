package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks in memory, of other machines and made of others, declared in a playbook. */
class DisksOnLabTest {
    @TempDir
    private Path dir;

    private static NamedOperation disk(String slot, Map<String, Object> fields, boolean present) {
        return new NamedOperation(
                slot, new RouterEntry("/disk", Map.of("slot", slot), fields, "disks/" + slot, present));
    }

    private static List<NamedOperation> disks(boolean changed, boolean present) {
        return List.of(
                disk("ram", Map.of("type", "tmpfs", "tmpfs-max-size", changed ? "32M" : "16M"), present),
                disk(
                        "nas",
                        Map.of("type", "nfs", "nfs-address", "192.0.2.9", "nfs-share", changed ? "/b" : "/a"),
                        present),
                disk(
                        "win",
                        Map.of(
                                "type",
                                "smb",
                                "smb-address",
                                changed ? "192.0.2.8" : "192.0.2.7",
                                "smb-share",
                                "share1",
                                "smb-user",
                                "user",
                                "smb-password",
                                "not-so-secret"),
                        present),
                disk(
                        "san",
                        Map.of(
                                "type",
                                "iscsi",
                                "iscsi-address",
                                "192.0.2.6",
                                "iscsi-iqn",
                                "iqn.2000-02.com.mikrotik:" + (changed ? "b" : "a")),
                        present),
                disk("raid1", Map.of("type", "raid", "raid-type", "1", "raid-device-count", changed ? 3 : 2), present));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.20.8", "7.24"})
    void everyKindGoesThroughItsWholeLife(String version) throws Exception {
        try (LabPlay lab = new LabPlay(
                dir, version, "arm64", c -> c.withHardware(c.hardware().withStoragePackage()))) {
            List<NamedOperation> first = disks(false, true);
            assertThat(lab.check(first).changed()).hasSameSizeAs(first);
            assertThat(lab.run(first).changed()).hasSameSizeAs(first);
            assertThat(lab.run(first).diff()).as("a second run").isEmpty();
            List<NamedOperation> second = disks(true, true);
            assertThat(lab.run(second).changed()).hasSameSizeAs(second);
            assertThat(lab.run(second).diff())
                    .as("a second run after the change")
                    .isEmpty();
            lab.restart(c -> c);
            assertThat(lab.run(second).diff()).as("a run after a restart").isEmpty();
            List<NamedOperation> gone = disks(true, false);
            assertThat(lab.run(gone).changed()).hasSameSizeAs(gone);
            assertThat(lab.run(gone).diff()).as("a second removal").isEmpty();
            assertThat(lab.rows("/disk")).hasSize(1);
        }
    }

    @Test
    void withoutThePackageARouterIsToldToLackIt() throws Exception {
        try (LabPlay lab = new LabPlay(dir, "7.20.8", "arm64")) {
            List<NamedOperation> nfs = List.of(disk("nas", Map.of("type", "nfs", "nfs-address", "192.0.2.9"), true));
            assertThatThrownBy(() -> lab.run(nfs))
                    .hasMessageContaining("RouterOS 7.20.8 without the package rose-storage");
            List<NamedOperation> ram = List.of(disk("ram", Map.of("type", "tmpfs"), true));
            assertThat(lab.run(ram).changed()).hasSize(1);
            assertThat(lab.run(ram).diff()).isEmpty();
        }
    }

    /** What is meant for it would fill the router's flash. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.24"})
    void aShareThatIsNotMountedTakesNoVolume(String version) throws Exception {
        List<ContainerSpec.Mount> data = List.of(new ContainerSpec.Mount("/data", "nas/web", false));
        ContainerSpec spec = PlainContainer.of("web", "web", "172.17.0.2/24", data, List.of(), Map.of());
        try (LabPlay lab = new LabPlay(
                dir, version, "arm64", c -> c.withHardware(c.hardware().withStoragePackage()))) {
            lab.run(List.of(disk("nas", Map.of("type", "nfs", "nfs-address", "192.0.2.9", "nfs-share", "/a"), true)));
            assertThatThrownBy(() -> lab.run(ContainerTasks.of(spec, TestImage.of("one"))))
                    .hasMessageContaining("nas/web: disk nas is not mounted: see whether its server can be reached");
            assertThat(lab.rows("/interface/veth")).isEmpty();
        }
    }
}
