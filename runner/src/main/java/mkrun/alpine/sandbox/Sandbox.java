package mkrun.alpine.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mkrun.alpine.AlpineException;
import mkrun.target.Content;
import mkrun.target.rootfs.RootfsTree;

/**
 * Runs a script of a package in bubblewrap: a copy of the root is all that it sees, without a network, without other
 * processes, and with no more rights over the machine than to own and write what is in the copy. Foreign architectures run
 * through qemu-user, which the kernel must know ({@link Emulation}). Whoever is not root gets a user namespace, in which
 * every file belongs to root and nothing can be given to another owner.
 */
public final class Sandbox {
    private static final long MINUTES = 10;
    private static final int LAST_LINES = 20;
    private static final String SEARCH_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"; // apk's
    private static final List<String> RIGHTS = List.of(
            "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_FSETID", "CAP_SETGID", "CAP_SETUID", "CAP_SYS_CHROOT");

    private final Path bubblewrap;

    /**
     * What a run did.
     *
     * @param status exit status; the root is changed only if it is 0
     * @param output the last lines that it wrote
     * @param effects what it did to the root, a line each
     */
    public record Outcome(int status, String output, List<String> effects) {
        public Outcome {
            effects = List.copyOf(effects);
        }
    }

    private Sandbox(Path bubblewrap) {
        this.bubblewrap = bubblewrap;
    }

    /**
     * A sandbox for programs of an architecture.
     *
     * @param arch Alpine's name of it
     * @throws AlpineException if this machine cannot run them; the message says what it lacks
     */
    public static Sandbox of(String arch) throws AlpineException {
        Path bubblewrap = Tools.find("bwrap")
                .orElseThrow(
                        () -> new AlpineException("a sandbox for scripts needs bubblewrap, and no bwrap is on the PATH"
                                + "; install the package bubblewrap, on Linux"));
        Emulation.check(arch);
        return new Sandbox(bubblewrap);
    }

    /**
     * Runs a script as apk does.
     *
     * @param tree the root, changed to what the script leaves of it
     * @param name of the script, for its file
     * @throws AlpineException if it cannot be run, or does not end in ten minutes
     */
    public Outcome run(RootfsTree tree, String name, Content script, List<String> arguments) throws AlpineException {
        try {
            Path scratch = Files.createTempDirectory("mkrun-sandbox");
            try {
                RootCopy copy = RootCopy.of(tree, scratch.resolve("root"));
                String path = "lib/apk/exec/" + name;
                copy.addTemporary(path, script);
                Path output = scratch.resolve("output");
                int status = run(command(copy.folder(), "/" + path, arguments), output);
                return new Outcome(status, lastLines(output), status == 0 ? copy.takeBack() : List.of());
            } finally {
                Tools.delete(scratch);
            }
        } catch (IOException | InvalidPathException e) {
            throw new AlpineException("the sandbox for " + name + " failed: " + e.getMessage(), e);
        }
    }

    private List<String> command(Path root, String script, List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(bubblewrap.toString(), "--bind", root.toString(), "/"));
        words.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--die-with-parent", "--new-session"));
        words.addAll(
                List.of("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"));
        if (Tools.isRoot()) {
            words.addAll(List.of("--cap-drop", "ALL"));
            RIGHTS.forEach(right -> words.addAll(List.of("--cap-add", right)));
        } else {
            words.addAll(List.of("--unshare-user", "--uid", "0", "--gid", "0"));
        }
        words.addAll(List.of("--clearenv", "--setenv", "PATH", SEARCH_PATH, "--chdir", "/", script));
        words.addAll(arguments);
        return words;
    }

    private static int run(List<String> command, Path output) throws IOException, AlpineException {
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new AlpineException("the script has not ended after " + MINUTES + " minutes in the sandbox");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlpineException("interrupted while a script ran in the sandbox", e);
        } finally {
            process.destroyForcibly(); // what it started dies with it
        }
    }

    private static String lastLines(Path output) throws IOException {
        List<String> lines = Tools.text(output).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
