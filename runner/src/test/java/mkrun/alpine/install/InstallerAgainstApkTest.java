package mkrun.alpine.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.AlpinePackages;
import mkrun.testing.Needs;
import mkrun.testing.RealApk;
import mkrun.testing.RootOnDisk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Alpine's own apk installs the same packages in the same order, scripts and all (foreign ones through qemu); what it
 * leaves is compared path by path: types, modes, owners, contents, links. Every difference has its reason here.
 */
class InstallerAgainstApkTest {
    private static final List<String> WORLD = List.of("alpine-base", "chrony", "openssh");

    private static final String RUNTIME = "device nodes are the container runtime's";
    private static final Map<String, String> ALWAYS = Map.of(
            "dev/console", RUNTIME,
            "dev/null", RUNTIME,
            "dev/random", RUNTIME,
            "dev/urandom", RUNTIME,
            "dev/zero", RUNTIME,
            "lib/apk/db/scripts.tar", "apk stamps the time of day, mkrun each package's build time (compared below)");
    private static final Map<String, String> X86_64 = Map.of(
            "lib/apk/db/installed",
            "apk writes the r: line of alpine-base, which has no directories, into the next record (compared below)");

    private static final String FIRST_START = "each container makes its own when dbus first starts";
    private static final String ESCAPED =
            "/var/run is an absolute link there, through which apk --root makes the directory in its own /run";

    private static RealApk apk;

    @BeforeAll
    static void judge() throws Exception {
        apk = RealApk.in(Files.createTempDirectory("mkrun-apk"));
    }

    @AfterAll
    static void removeJudge() {
        if (apk != null) {
            apk.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64", "armhf"})
    void leavesTheTreeThatApkLeaves(String arch) throws Exception {
        compare("base-" + arch, arch, WORLD, arch.equals("x86_64") ? X86_64 : Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64", "armhf"})
    void leavesTheTreeThatApkLeavesOfNearlyAllPackages(String arch) throws Exception {
        // the x86_64 and aarch64 sets hold a package that excludes vlan, which network-extras needs
        List<String> world = AlpinePackages.of(arch).names().stream()
                .filter(name -> !name.equals("vlan") && !name.equals("network-extras"))
                .toList();
        Map<String, String> explained =
                switch (arch) {
                    case "x86_64" -> X86_64;
                    case "aarch64" -> Map.of("run/ppp", ESCAPED, "run/wpa_supplicant", ESCAPED);
                    default -> Map.of("var/lib/dbus/machine-id", FIRST_START);
                };
        compare("all-" + arch, arch, world, explained);
    }

    private static void compare(String name, String arch, List<String> world, Map<String, String> explained)
            throws Exception {
        if (!arch.equals("x86_64")) {
            Needs.binfmt(arch.equals("armhf") ? "qemu-arm" : "qemu-aarch64");
        }
        long now = System.currentTimeMillis() / 1000;
        RealApk.Result real = apk.add(name, arch, world);
        assertThat(real.status()).as(real.output()).isZero();

        AlpinePackages packages = AlpinePackages.of(arch);
        RootfsTree tree = new RootfsTree();
        Installer.install(
                tree,
                packages.resolution(world.stream().sorted().toList(), real.installed()),
                packages::file,
                arch,
                InstallOptions.at(now));

        Map<String, String> expected = new TreeMap<>(ALWAYS);
        expected.putAll(explained);
        Path root = apk.root().resolve(name);
        assertThat(RootOnDisk.differences(RootOnDisk.listing(root), RootOnDisk.listing(tree)))
                .containsOnlyKeys(expected.keySet());
        assertThat(withoutReplaces(tree.text("lib/apk/db/installed").orElseThrow()))
                .isEqualTo(withoutReplaces(Files.readString(root.resolve("lib/apk/db/installed"))));
        assertThat(withoutTimes(tree.stat("lib/apk/db/scripts.tar")
                        .orElseThrow()
                        .content()
                        .bytes()))
                .isEqualTo(withoutTimes(Files.readAllBytes(root.resolve("lib/apk/db/scripts.tar"))));
        RootOnDisk.delete(root);
    }

    /** A tar with the times in its headers, and the header sums that follow from them, made zero. */
    private static byte[] withoutTimes(byte[] tar) {
        for (int at = 0; at + 512 <= tar.length; at += 512) {
            if (new String(tar, at + 257, 5, StandardCharsets.US_ASCII).equals("ustar")) {
                Arrays.fill(tar, at + 136, at + 156, (byte) 0);
            }
        }
        return tar;
    }

    private static List<String> withoutReplaces(String installed) {
        return installed.lines().filter(line -> !line.startsWith("r:")).toList();
    }
}
