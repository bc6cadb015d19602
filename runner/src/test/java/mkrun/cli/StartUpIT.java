package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import mkrun.testing.Launched;
import mkrun.testing.Needs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartUpIT {
    @TempDir
    private Path scratch;

    @BeforeAll
    static void archived() throws IOException {
        Launched.archived();
    }

    @Test
    void versionLoadsNeitherGroovyNorJschNorJackson() throws IOException, InterruptedException {
        Path log = scratch.resolve("classes");
        Launched run = launch(Map.of("MKRUN_JAVA_OPTIONS", "-Xlog:class+load:file=" + log), "--version");

        assertThat(run.out()).startsWith("mkrun 0.");
        List<String> classes = Files.readAllLines(log);
        assertThat(classes).hasSizeGreaterThan(300);
        assertThat(classes).noneMatch(line -> line.contains(" groovy.") || line.contains(" org.codehaus.groovy."));
        assertThat(classes).noneMatch(line -> line.contains(" com.jcraft.") || line.contains(" com.fasterxml."));
    }

    /** What fails in it would be missing in the archives, in silence. What JVMs from 24 on say of their own work does not count. */
    @Test
    void theRehearsalForTheArchivesDoesWhatItIsTo() {
        Pattern ofJvm = Pattern.compile(
                "|WARNING: .*(restricted method|System::load|native-access|native access).*|.*(AOT|ahead-of-time cache).*",
                Pattern.CASE_INSENSITIVE);
        assertThat(Needs.projectRoot().resolve("runner/target/mkrun-cds.log"))
                .content()
                .satisfies(log -> assertThat(
                                log.lines().filter(ofJvm.asMatchPredicate().negate()))
                        .isEmpty());
    }

    @Test
    void javaThatIsTooOldIsRefused() throws IOException, InterruptedException {
        Path home = fakeJava("11.0.2");

        assertThat(firstUse(Map.of("JAVA_HOME", home.toString())))
                .isEqualTo("mkrun: " + home + "/bin/java is version 11.0.2: mkrun needs 17 or newer (set JAVA_HOME to"
                        + " choose another)\n");
    }

    @Test
    void missingJavaIsSaid() throws IOException, InterruptedException {
        assertThat(firstUse(Map.of("JAVA_HOME", "/nowhere")))
                .isEqualTo("mkrun: JAVA_HOME is /nowhere, but there is no bin/java in it\n");
        assertThat(firstUse(Map.of("PATH", coreutils().toString())))
                .isEqualTo("mkrun: java is missing: install a JDK, version 17 or newer, or set JAVA_HOME\n");
    }

    @Test
    void missingMavenIsSaid() throws IOException, InterruptedException {
        assertThat(firstUse(Map.of(
                        "JAVA_HOME",
                        fakeJava("17.0.1").toString(),
                        "PATH",
                        coreutils().toString())))
                .isEqualTo("mkrun: mvn is missing: install Apache Maven to build the runner (once)\n");
    }

    /** The second is a locale that no machine has, as those that a log-in over SSH brings along may be. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "xx_XX.UTF-8"})
    void lettersOfTheCommandLineSurviveLocalesWithout(String locale) throws IOException, InterruptedException {
        // by the shell's printf: this JVM may be in the locale C itself
        String line = "exec ./mkrun inventory -i \"$(printf 'B\\303\\274ro,')\" --graph";
        assertThat(shell(line, Map.of("LC_ALL", locale, "MKRUN_STATE", scratch.toString())))
                .isZero();
        assertThat(said()).endsWith("  |--@ungrouped:\n  |  |--B\u00fcro\n");
    }

    @Test
    void outputThatCannotBeWrittenIsAFailureThatIsTold() throws IOException, InterruptedException {
        assertThat(shell("exec ./mkrun --version >/dev/full", Map.of("LC_ALL", "C")))
                .isEqualTo(2);
        assertThat(said())
                .isEqualTo("mkrun: standard output cannot be written: No space left on device; it ends in the middle,"
                        + " the command did not\n");
    }

    @Test
    void aReaderThatHadEnoughIsNoFailure() throws IOException, InterruptedException {
        String line = "(./mkrun --help; echo $? >&2) | :";

        assertThat(shell(line, Map.of())).isZero();
        assertThat(said()).isEqualTo("0\n");
    }

    /** The exit code of a line of the shell at the project's root. */
    private int shell(String line, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", line)
                .directory(Needs.projectRoot().toFile())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("said").toFile());
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }

    /** What it said, on both streams. */
    private String said() throws IOException {
        return Files.readString(scratch.resolve("said"));
    }

    /** What the launcher says in a clone that was never built, where it must fail. */
    private String firstUse(Map<String, String> environment) throws IOException, InterruptedException {
        Path clone = Files.createDirectories(scratch.resolve("clone"));
        Path launcher = clone.resolve("mkrun");
        Files.copy(Needs.projectRoot().resolve("mkrun"), launcher, StandardCopyOption.REPLACE_EXISTING);
        launcher.toFile().setExecutable(true);
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", launcher.toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("said").toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        assertThat(builder.start().waitFor()).isEqualTo(1);
        return Files.readString(scratch.resolve("said"));
    }

    /** A folder for the PATH with what the launcher's shell needs, and no java or mvn. */
    private Path coreutils() throws IOException {
        Path bin = Files.createDirectories(scratch.resolve("bin"));
        for (String tool : List.of("find", "head", "sed", "mkdir", "readlink")) {
            Path link = bin.resolve(tool);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, Needs.tool(tool));
            }
        }
        return bin;
    }

    private Path fakeJava(String version) throws IOException {
        Path bin = Files.createDirectories(scratch.resolve("jdk-" + version + "/bin"));
        Path java = bin.resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2020-01-01' >&2\n");
        java.toFile().setExecutable(true);
        return bin.getParent();
    }

    private Launched launch(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Process process =
                Launched.start(Needs.projectRoot(), scratch.resolve("state"), scratch, environment, arguments);
        process.waitFor(1, TimeUnit.MINUTES);
        return Launched.ended(process, scratch);
    }
}
