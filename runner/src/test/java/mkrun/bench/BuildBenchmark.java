package mkrun.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mkrun.testing.Needs;
import mkrun.testing.RealApk;
import mkrun.testing.RootOnDisk;

/**
 * Builds the image of {@code playbooks/alp_rc.groovy} for three architectures from real packages, against Alpine's own apk
 * (foreign architectures without their scripts, which is faster and makes a root that does not work) followed by tar and
 * checksums, or by umoci. Needs root rights and the real packages.
 */
public final class BuildBenchmark {
    private static final List<String> ARCHS = List.of("x86_64", "aarch64", "armhf");
    private static final List<String> WORLD = List.of("alpine-base", "openrc", "openssh");

    private BuildBenchmark() {}

    /** The argument is the number of runs, 5 if there is none. */
    public static void main(String[] arguments) throws Exception {
        Stopwatch watch = new Stopwatch(arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]));
        Path scratch = Files.createTempDirectory("mkrun-bench");
        try (RealApk apk = RealApk.in(Files.createDirectories(scratch.resolve("apk")))) {
            measure(watch, scratch, apk);
        } finally {
            RootOnDisk.delete(scratch);
        }
    }

    private static void measure(Stopwatch watch, Path scratch, RealApk apk) throws Exception {
        watch.time("mkrun build, nothing cached", () -> delete(scratch.resolve("state")), () -> build(scratch));
        watch.time("mkrun build, unchanged", () -> {}, () -> build(scratch));
        watch.time("apk add", () -> clean(scratch, apk), () -> add(apk));
        watch.time("apk add + tar + sha256sum", () -> clean(scratch, apk), () -> {
            add(apk);
            tar(scratch, apk);
        });
        watch.time("apk add + umoci + skopeo", () -> clean(scratch, apk), () -> {
            add(apk);
            umoci(scratch, apk);
        });
        watch.print("Three images from real packages", "apk add + tar + sha256sum");
    }

    private static void build(Path scratch) throws IOException, InterruptedException {
        Path project = Needs.projectRoot();
        Stopwatch.process(
                project,
                Map.of("MKRUN_STATE", scratch.resolve("state").toString()),
                List.of(
                        "./mkrun",
                        "build",
                        "alp_rc.groovy",
                        "--repository",
                        Needs.alpine().resolve("apks").toString(),
                        "--keys",
                        Needs.alpine().resolve("keys").toString(),
                        "--arch",
                        "amd64,arm64,arm:armhf",
                        "--out",
                        scratch.resolve("out").toString()));
    }

    private static void add(RealApk apk) throws IOException, InterruptedException {
        for (String arch : ARCHS) {
            RealApk.Result result = arch.equals("x86_64")
                    ? apk.add("root-" + arch, arch, WORLD)
                    : apk.add("root-" + arch, arch, WORLD, "--no-scripts");
            if (result.status() != 0) {
                throw new IOException(result.output());
            }
        }
    }

    private static void tar(Path scratch, RealApk apk) throws IOException, InterruptedException {
        for (String arch : ARCHS) {
            Path layer = scratch.resolve(arch + ".layer.tar");
            Path out = scratch.resolve(arch + ".tar");
            String script =
                    "tar --sort=name --numeric-owner -cf " + layer + " -C " + root(apk, arch) + " . && sha256sum "
                            + layer + " && printf '[]' > manifest.json && tar -cf " + out + " manifest.json "
                            + layer.getFileName() + " && sha256sum " + out;
            Stopwatch.process(scratch, Map.of(), List.of("sh", "-ec", script));
        }
    }

    private static void umoci(Path scratch, RealApk apk) throws IOException, InterruptedException {
        for (String arch : ARCHS) {
            String oci = "oci-" + arch;
            String script = "rm -rf " + oci + " && umoci init --layout " + oci + " && umoci new --image " + oci
                    + ":x && umoci insert --image " + oci + ":x " + root(apk, arch) + " / && skopeo copy -q oci:" + oci
                    + ":x docker-archive:" + oci + ".tar:alp-rc:latest";
            Stopwatch.process(scratch, Map.of(), List.of("sh", "-ec", "rm -f " + oci + ".tar && " + script));
        }
    }

    private static Path root(RealApk apk, String arch) {
        return apk.root().resolve("root-" + arch);
    }

    private static void clean(Path scratch, RealApk apk) {
        for (String arch : ARCHS) {
            delete(root(apk, arch));
            delete(scratch.resolve("oci-" + arch));
        }
    }

    private static void delete(Path folder) {
        if (Files.exists(folder)) {
            RootOnDisk.delete(folder);
        }
    }
}
