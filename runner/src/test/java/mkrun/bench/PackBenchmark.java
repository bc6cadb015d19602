package mkrun.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.sign.Keys;
import mkrun.target.Progress;
import mkrun.testing.Needs;
import mkrun.testing.RealApk;
import mkrun.testing.RootOnDisk;

/**
 * Three architectures of {@code alpine-base openssh chrony} from packages to docker-archives, against Alpine's own apk and
 * tar in sequence (foreign architectures without their scripts), and against {@link Floor}. Needs root rights and the real
 * packages.
 */
public final class PackBenchmark {
    private static final List<String> ARCHS = List.of("x86_64", "aarch64", "armhf");
    private static final List<String> WORLD = List.of("alpine-base", "openssh", "chrony");

    private PackBenchmark() {}

    /** The argument is the number of runs, 5 if there is none. */
    public static void main(String[] arguments) throws Exception {
        Stopwatch watch = new Stopwatch(arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]));
        Path scratch = Files.createTempDirectory("mkrun-bench");
        try (RealApk apk = RealApk.in(Files.createDirectories(scratch.resolve("apk")))) {
            Path playbook = scratch.resolve("pack.groovy");
            Files.writeString(playbook, """
                    image('pack') {
                        repositories '%s'
                        keys '%s'
                        packages 'alpine-base', 'openssh', 'chrony'
                    }
                    """.formatted(
                            Needs.alpine().resolve("apks"), Needs.alpine().resolve("keys")));
            List<String> floor = floor(scratch);
            build(scratch, playbook); // compiles the playbook
            watch.time(
                    "mkrun build, playbook compiled",
                    () -> delete(scratch.resolve("state/images")),
                    () -> build(scratch, playbook));
            watch.time("inflate, hash, write", () -> {}, () -> Stopwatch.process(scratch, Map.of(), floor));
            watch.time("apk add + tar", () -> ARCHS.forEach(arch -> delete(root(apk, arch))), () -> pack(scratch, apk));
            watch.print("Three small images", "apk add + tar");
        } finally {
            RootOnDisk.delete(scratch);
        }
    }

    private static void build(Path scratch, Path playbook) throws IOException, InterruptedException {
        Stopwatch.process(
                Needs.projectRoot(),
                Map.of("MKRUN_STATE", scratch.resolve("state").toString()),
                List.of(
                        "./mkrun",
                        "build",
                        playbook.toString(),
                        "--arch",
                        "amd64,arm64,arm:armhf",
                        "--out",
                        scratch.resolve("out").toString()));
    }

    private static void pack(Path scratch, RealApk apk) throws IOException, InterruptedException {
        for (String arch : ARCHS) {
            RealApk.Result result = arch.equals("x86_64")
                    ? apk.add("root-" + arch, arch, WORLD)
                    : apk.add("root-" + arch, arch, WORLD, "--no-scripts");
            if (result.status() != 0) {
                throw new IOException(result.output());
            }
            String layer = arch + ".layer.tar";
            String script = "tar --sort=name --numeric-owner -cf " + layer + " -C " + root(apk, arch)
                    + " . && sha256sum " + layer + " && printf '[]' > manifest.json && tar -cf " + arch
                    + ".tar manifest.json " + layer;
            Stopwatch.process(scratch, Map.of(), List.of("sh", "-ec", script));
        }
    }

    private static List<String> floor(Path scratch) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                Needs.projectRoot().resolve("runner/target/test-classes").toString(),
                Floor.class.getName()));
        for (String arch : ARCHS) {
            Path apks = Needs.alpine().resolve("apks");
            PackageSource source = PackageSource.open(
                    List.of(apks.toString()),
                    arch,
                    Keys.folder(Needs.alpine().resolve("keys")),
                    scratch,
                    Progress.NONE);
            List<String> files = source.resolve(WORLD).packages().stream()
                    .map(PackageRecord::id)
                    .map(id -> apks.resolve(arch).resolve(id + ".apk").toString())
                    .toList();
            command.add(scratch.resolve(arch + ".floor") + "=" + String.join(",", files));
        }
        return command;
    }

    private static Path root(RealApk apk, String arch) {
        return apk.root().resolve("root-" + arch);
    }

    private static void delete(Path folder) {
        if (Files.exists(folder)) {
            RootOnDisk.delete(folder);
        }
    }
}
