package mkrun.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import mkrun.alpine.AlpineException;
import mkrun.alpine.install.InstallOptions;
import mkrun.alpine.install.Installer;
import mkrun.target.rootfs.RootfsTree;

/**
 * Alpine's own apk as a judge: the x86_64 one, run in a chroot of a root that mkrun built from the test set's packages.
 * Needs root rights and an x86_64 machine; nothing is mounted.
 */
public final class RealApk implements AutoCloseable {
    private static final List<String> PACKAGES = List.of(
            "alpine-baselayout-data",
            "musl",
            "busybox",
            "busybox-binsh",
            "alpine-baselayout",
            "alpine-keys",
            "ca-certificates-bundle",
            "libcrypto3",
            "libssl3",
            "zlib",
            "apk-tools");
    private static final Pattern INSTALLING = Pattern.compile("\\(\\d+/\\d+\\) Installing (\\S+) \\(");

    private final Path root;

    /**
     * What a command said.
     *
     * @param status exit status
     * @param output both channels
     */
    public record Result(int status, String output) {
        /** The packages that apk said it installed, in order. */
        public List<String> installed() {
            return INSTALLING.matcher(output).results().map(r -> r.group(1)).toList();
        }

        /** The output's lines. */
        public List<String> lines() {
            return output.lines().toList();
        }
    }

    private RealApk(Path root) {
        this.root = root;
    }

    /** Builds the judge's root in an empty folder. Skips the test where it cannot run. */
    public static RealApk in(Path folder) throws IOException, AlpineException {
        Needs.root();
        Needs.tool("chroot");
        AlpinePackages packages = AlpinePackages.of("x86_64");
        RootfsTree tree = new RootfsTree();
        Installer.install(
                tree, packages.resolution(List.of(), PACKAGES), packages::file, "x86_64", InstallOptions.at(0));
        RootOnDisk.write(tree, folder);
        RealApk apk = new RealApk(folder);
        apk.copy(Needs.alpine().resolve("keys"), "keys");
        return apk;
    }

    /** The folder that is the judge's {@code /}. */
    public Path root() {
        return root;
    }

    /** Copies the test set's repository of an architecture into the judge's root: its line there. */
    public String mirror(String arch) throws IOException {
        copy(Needs.alpine().resolve("apks").resolve(arch), "mirror-" + arch + "/" + arch);
        return "/mirror-" + arch;
    }

    /** Runs {@code apk add} into a new root {@code /NAME} of the judge's, for any architecture. */
    public Result add(String name, String arch, List<String> world, String... options)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "--initdb",
                "--no-network",
                "--no-progress",
                "-X",
                mirror(arch),
                "--root",
                "/" + name,
                "--arch",
                arch,
                "--keys-dir",
                "/keys"));
        words.addAll(List.of(options));
        words.add("add");
        words.addAll(world);
        Files.createDirectories(root.resolve(name));
        return run(words);
    }

    /**
     * Runs a command with {@code --simulate} on the judge's root {@code /r}, as x86_64.
     *
     * @param repositories lines of the judge's, of which apk takes the last one first
     * @param command the command and its words
     */
    public Result simulate(List<String> repositories, List<String> command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of("--root", "/r", "--arch", "x86_64", "--no-network", "--simulate", "--keys-dir", "/keys"));
        repositories.forEach(line -> words.addAll(List.of("-X", line)));
        words.addAll(command);
        return run(words);
    }

    /** Runs apk. */
    public Result run(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/sbin/apk"));
        command.addAll(words);
        return chroot(root, command);
    }

    /** Runs a command in a chroot with the environment of a log-in. */
    public static Result chroot(Path root, List<String> command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(Needs.tool("chroot").toString(), root.toString()));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private void copy(Path from, String to) throws IOException {
        Path folder = Files.createDirectories(root.resolve(to));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                Path copy = folder.resolve(file.getFileName());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
    }

    @Override
    public void close() {
        RootOnDisk.delete(root);
    }
}
