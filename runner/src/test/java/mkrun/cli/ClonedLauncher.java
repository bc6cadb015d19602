package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mkrun.testing.Needs;

/**
 * The launcher in a clone of its own, whose java prints the options it is given and whose mvn makes an empty jar. Either can be
 * told to stay, java in making archives only, and then leaves word of its process. Java has another process then, and takes
 * its time over SIGTERM, as a JVM that has an archive to make.
 */
final class ClonedLauncher {
    private static final long SECONDS = 30;
    private static final String STAYS = "while [ -e \"$0.stays\" ]; do echo $$ >\"$0.pid\"; sleep 0.02; done\n";

    /** What ends each jar: the end of its list of contents, here of none. */
    private static final byte[] EMPTY_JAR = Arrays.copyOf(new byte[] {'P', 'K', 5, 6}, 22);

    private final Path root;
    private final Path scratch;
    private final Map<String, String> set = new HashMap<>();

    /** A clone that was never built. */
    ClonedLauncher(Path scratch) throws IOException {
        this.scratch = scratch.toRealPath();
        root = Files.createDirectories(this.scratch.resolve("a clone"));
        Files.copy(Needs.projectRoot().resolve("mkrun"), root.resolve("mkrun"));
        Files.createDirectories(target().getParent());
        program(
                java(),
                "[ \"$*\" != -version ] || { echo 'openjdk version \"17.0.1\"'; exit; }\n"
                        + "for last; do :; done\nfor option; do\n    case $option in *AtExit=*)\n"
                        + "        sleep 60 9>&- & echo $! >\"$last/routers.pid\"\n"
                        + "        cp \"$last/routers.pid\" \"$0.routers\"\n        trap '' TERM\n        " + STAYS
                        + "        kill $!\n        : >\"${option#*=}\" ;;\n    esac\ndone\n"
                        + "printf '%s\\n' \"$@\"\n");
        program(java().resolveSibling("javac"), "");
        program(
                mvn(),
                STAYS
                        + "printf '%s\\n' \"$*\" >>\"$0.calls\"\nprintf 'PK\\005\\006\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0' >\"${0%/*/*}/runner/target/mkrun.jar\"\n");
    }

    Path root() {
        return root;
    }

    /** The folder of what is built. */
    Path target() {
        return root.resolve("runner/target");
    }

    Path java() {
        return root.resolve("jdk/bin/java");
    }

    Path mvn() {
        return root.resolve("maven/mvn");
    }

    /** What the launcher notes of archives that it made with its java, if that is of this version. */
    String archivesOf(String version) {
        return java() + "\n" + version + "\n" + root;
    }

    /** Sets a variable of the environment from now on. */
    void set(String variable, String value) {
        set.put(variable, value);
    }

    /** Where the launcher keeps what it makes in clones of somebody else. */
    Path cache() {
        return scratch.resolve("cache/mkrun" + root);
    }

    /** Builds it as Maven does by itself: there is a jar, and nothing that the launcher makes. */
    void builtByMaven() throws IOException {
        Files.createDirectories(target());
        jarOf(Instant.EPOCH);
    }

    /** There is another jar now. */
    void jarOf(Instant time) throws IOException {
        Files.write(target().resolve("mkrun.jar"), EMPTY_JAR);
        Files.setLastModifiedTime(target().resolve("mkrun.jar"), FileTime.from(time));
    }

    /** A user's own Maven was killed while it wrote the jar. */
    void builtByHalf() throws IOException {
        Files.createDirectories(target());
        Files.write(target().resolve("mkrun.jar"), new byte[] {'P', 'K', 3, 4, 20});
    }

    /** How often Maven was called. */
    int builds() throws IOException {
        Path calls = root.resolve("maven/mvn.calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    /** The launcher with these words, where Ctrl-C reaches it. What it says, on both streams, is {@link #said}. */
    Process start(String name, String... words) throws IOException {
        return start(List.of(), name, words);
    }

    /** The same of a user who is not root and has nothing here. */
    Process startOfNobody(String name, String... words) throws IOException {
        List<String> nobody = List.of(Needs.tool("setpriv").toString(), "--reuid=65534", "--clear-groups", "--");
        return start(nobody, name, words);
    }

    private Process start(List<String> as, String name, String... words) throws IOException {
        List<String> command = new ArrayList<>(as);
        command.addAll(List.of(Needs.tool("env").toString(), "--default-signal", "/bin/sh", root + "/mkrun"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve(name).toFile());
        builder.command().addAll(List.of(words));
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", root.resolve("jdk").toString());
        environment.put("PATH", root.resolve("maven") + ":" + environment.get("PATH"));
        environment.put("XDG_CACHE_HOME", scratch.resolve("cache").toString());
        environment.remove("MKRUN_JAVA_OPTIONS");
        environment.putAll(set);
        return builder.start();
    }

    /** The lines that a launcher has said. */
    List<String> said(String name) throws IOException {
        return Files.readAllLines(scratch.resolve(name));
    }

    /** Runs it: what the launcher says and then the options that the JVM is started with. */
    List<String> run(String... words) throws IOException, InterruptedException {
        Process process = start("run", words);
        assertThat(exit(process))
                .as(() -> {
                    try {
                        return said("run").toString();
                    } catch (IOException e) {
                        return e.toString();
                    }
                })
                .isZero();
        return said("run");
    }

    /** Waits for a launcher's end: its exit code. */
    static int exit(Process process) throws InterruptedException {
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                .as("it ends within %d s", SECONDS)
                .isTrue();
        return process.exitValue();
    }

    /** Has a program stay from now on when it is called. */
    void stays(Path program) throws IOException {
        Files.writeString(beside(program, ".stays"), "");
    }

    /** Has a program go on, and end when it is called again. */
    void staysNoMore(Path program) throws IOException {
        Files.delete(beside(program, ".stays"));
    }

    /** Waits until a launcher has called a program that stays: its process. */
    ProcessHandle staying(Process launcher, Path program) throws IOException, InterruptedException {
        Path pid = beside(program, ".pid");
        await(launcher, () -> Files.exists(pid) && Files.readString(pid).endsWith("\n"));
        return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    }

    /** The process that java has started for archives. */
    Optional<ProcessHandle> routers() throws IOException {
        return ProcessHandle.of(
                Long.parseLong(Files.readString(beside(java(), ".routers")).strip()));
    }

    /** Waits until a launcher has said this. */
    void awaitSaid(Process launcher, String name, String line) throws IOException, InterruptedException {
        await(launcher, () -> said(name).contains(line));
    }

    /** Sends a signal: its name without SIG. */
    static void signal(String name, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** What files the folder of what is built has. */
    List<String> made() throws IOException {
        List<String> names = new ArrayList<>();
        try (var files = Files.list(target())) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Process launcher, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.holds()) {
            assertThat(launcher.waitFor(5, TimeUnit.MILLISECONDS))
                    .as("it goes on")
                    .isFalse();
            assertThat(System.nanoTime())
                    .as("it gets there within %d s", SECONDS)
                    .isLessThan(end);
        }
    }

    private static Path beside(Path program, String suffix) {
        return program.resolveSibling(program.getFileName() + suffix);
    }

    private static void program(Path path, String does) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\n" + does);
        assertThat(path.toFile().setExecutable(true, false)).isTrue();
    }
}
