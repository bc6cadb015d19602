package mkrun.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A run of the launcher that is over, as a user's shell sees it.
 *
 * @param exitCode as the shell's {@code $?}
 */
public record Launched(int exitCode, String out, String err) {
    private static boolean archived;

    /**
     * Has the launcher make its archives of classes, which whoever comes first does and says so: what tests see comes
     * after.
     */
    public static synchronized void archived() throws IOException {
        if (archived) {
            return;
        }
        try {
            new ProcessBuilder(Needs.projectRoot().resolve("mkrun").toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        archived = true;
    }

    /**
     * Runs {@code ./mkrun} in a folder and waits for it.
     *
     * @param folder the working directory, which holds playbooks and inventories
     * @param state for {@code MKRUN_STATE}
     */
    public static Launched run(Path folder, Path state, String... arguments) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("mkrun-launched");
        try {
            Process process = start(folder, state, scratch, Map.of(), arguments);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("mkrun " + String.join(" ", arguments) + " did not end");
            }
            return ended(process, scratch);
        } finally {
            RootOnDisk.delete(scratch);
        }
    }

    /** Starts {@code ./mkrun} with its streams in {@code out} and {@code err} of a scratch folder. */
    public static Process start(
            Path folder, Path state, Path scratch, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(folder, state, scratch, environment, List.of(), arguments);
    }

    /**
     * As {@link #start}, and Ctrl-C reaches it even where this JVM was started with SIGINT ignored, as shells do with
     * background jobs. GNU env only.
     */
    public static Process startInterruptible(Path folder, Path state, Path scratch, String... arguments)
            throws IOException {
        List<String> wrapper = List.of(Needs.tool("env").toString(), "--default-signal=INT");
        return start(folder, state, scratch, Map.of(), wrapper, arguments);
    }

    private static Process start(
            Path folder,
            Path state,
            Path scratch,
            Map<String, String> environment,
            List<String> wrapper,
            String... arguments)
            throws IOException {
        archived();
        List<String> command = new ArrayList<>(wrapper);
        command.add(Needs.projectRoot().resolve("mkrun").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(scratch.resolve("out").toFile())
                .redirectError(scratch.resolve("err").toFile());
        builder.environment().put("MKRUN_STATE", state.toString());
        builder.environment().remove("MKRUN_TERMINAL");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What a process that has ended left behind. */
    public static Launched ended(Process process, Path scratch) throws IOException {
        return new Launched(
                process.exitValue(),
                Files.readString(scratch.resolve("out"), StandardCharsets.UTF_8),
                Files.readString(scratch.resolve("err"), StandardCharsets.UTF_8));
    }

    /** The recap lines. */
    public List<String> recap() {
        return out.lines().filter(line -> line.contains(" : ok=")).toList();
    }
}
