package mkrun.alpine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.ScriptType;
import mkrun.alpine.install.InstallOptions;
import mkrun.alpine.install.Installer;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.sign.Keys;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.AlpinePackages;
import mkrun.testing.Needs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every script of the test repositories, those for upgrades and removals too, in a root that has nearly all their packages.
 * That those of an installation leave what real apk leaves is {@code InstallerAgainstApkTest}.
 */
class EveryScriptTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64", "armhf"})
    void isReplayed(String arch) throws Exception {
        AlpinePackages real = AlpinePackages.of(arch);
        List<String> world = real.names().stream()
                .filter(name -> !name.equals("vlan") && !name.equals("network-extras"))
                .toList();
        RootfsTree root = new RootfsTree();
        Resolution resolution = PackageSource.open(
                        List.of(Needs.alpine().resolve("apks").toString()),
                        arch,
                        Keys.folder(Needs.alpine().resolve("keys")),
                        folder,
                        Progress.NONE)
                .resolve(world);
        Installer.install(root, resolution, real::file, arch, InstallOptions.at(0));
        Map<String, String> refused = new TreeMap<>();
        int scripts = 0;
        for (String name : real.names()) {
            PackageRecord record = real.record(name);
            for (ScriptType type : ScriptType.values()) {
                Optional<Content> script = real.file(record).script(type);
                if (script.isPresent()) {
                    scripts++;
                    RootfsTree.Snapshot before = root.snapshot();
                    refusal(root, real, record, script.get()).ifPresent(why -> refused.put(name + "." + type, why));
                    root.restore(before);
                }
            }
        }
        assertThat(scripts).isGreaterThan(10);
        assertThat(refused).isEmpty();
    }

    private static Optional<String> refusal(
            RootfsTree root, AlpinePackages real, PackageRecord record, Content script) {
        List<String> ledger = new ArrayList<>();
        try {
            new ScriptRunner(root, 0, other -> Optional.ofNullable(real.record(other))
                            .map(PackageRecord::version))
                    .run(script.asText().orElseThrow(), List.of(record.version(), "0.1-r0"), ledger::add);
            return Optional.empty();
        } catch (ScriptException e) {
            return Optional.of(e.line() + ": " + e.getMessage());
        }
    }
}
