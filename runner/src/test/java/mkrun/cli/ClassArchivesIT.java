package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import mkrun.testing.Commands;
import mkrun.testing.Needs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which archive of classes the launcher gives to a JVM, and when it makes new ones, in a clone whose java only says what it is told. */
class ClassArchivesIT {
    @TempDir
    private Path scratch;

    private Path clone;
    private Path java;
    private Path target;

    @BeforeEach
    void cloned() throws IOException {
        clone = scratch.toRealPath().resolve("a clone");
        target = Files.createDirectories(clone.resolve("runner/target"));
        Files.copy(Needs.projectRoot().resolve("mkrun"), clone.resolve("mkrun"));
        java = Files.createDirectories(clone.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(target.resolve("mkrun.jar"), "");
        Files.setLastModifiedTime(target.resolve("mkrun.jar"), FileTime.from(Instant.EPOCH));
        Files.writeString(target.resolve("mkrun-cds.log"), "");
        Files.writeString(target.resolve("mkrun-cds.java"), java + "\n");
        Files.writeString(target.resolve("mkrun.aot"), "");
    }

    @ParameterizedTest
    @CsvSource({
        "attic host=192.168.88.1 password=lab, true",
        "# connection=lab is what it was, true",
        "attic connection=lab, false",
        "'  connection: \"lab\"', false",
    })
    void runsOnRoutersThatAreNotEmulatedHaveTheirOwn(String inventory, boolean own) throws Exception {
        Files.writeString(clone.resolve("hosts.ini"), inventory + "\n");

        assertThat(cached(run("site.groovy", "-i", "hosts.ini"))).isEqualTo(own);
        assertThat(cached(run("exec", "--inventory=hosts.ini", "all"))).isEqualTo(own);
    }

    @Test
    void variablesBesideAnInventoryCount() throws Exception {
        Files.writeString(clone.resolve("hosts.ini"), "attic\n");
        Files.writeString(Files.createDirectories(clone.resolve("group_vars")).resolve("all.yml"), "connection: lab\n");

        assertThat(cached(run("site.groovy", "-i", "hosts.ini"))).isFalse();
    }

    /** What the launcher reads of it, mkrun would miss. */
    @Test
    @Timeout(30)
    void aPipeIsLeftAlone() throws Exception {
        Commands.output(clone, "mkfifo", "pipe");

        assertThat(cached(run("site.groovy", "-i", "pipe"))).isTrue();
    }

    @Test
    void whatNamesNoInventoryHasTheOther() throws Exception {
        assertThat(cached(run("build", "site.groovy"))).isFalse();
    }

    @Test
    void olderJavaHasOnlyTheOther() throws Exception {
        Files.delete(target.resolve("mkrun.aot"));

        assertThat(cached(run("site.groovy", "-i", "attic,"))).isFalse();
    }

    @Test
    void anotherJavaMakesItsOwn() throws Exception {
        Files.writeString(target.resolve("mkrun-cds.java"), "/usr/lib/jvm/another/bin/java\n");

        run("site.groovy", "-i", "attic,");

        assertThat(target.resolve("mkrun-cds.java")).hasContent(java.toString());
        assertThat(Files.readString(target.resolve("mkrun-cds.log"))).contains("\nmkrun.cli.Rehearsal\n");
        assertThat(target.resolve("mkrun.aot")).doesNotExist();
    }

    @Test
    void aJavaThatWasUpdatedInItsPlaceMakesThemAnew() throws Exception {
        Files.writeString(
                clone.resolve("jdk/release"), "A=1\nJAVA_RUNTIME_VERSION=\"25.0.3+9\"\nJAVA_VERSION=\"25\"\n");

        assertThat(run("site.groovy", "-i", "attic,").get(0)).contains("getting ready for another Java");

        assertThat(target.resolve("mkrun-cds.java")).hasContent(java + " \"25.0.3+9\"");
        assertThat(run("site.groovy", "-i", "attic,").get(0)).doesNotContain("getting ready");
    }

    private static boolean cached(List<String> options) {
        assertThat(options)
                .filteredOn(o -> o.startsWith("-XX:AOTCache=") || o.startsWith("-XX:SharedArchiveFile="))
                .hasSize(1);
        return options.stream().anyMatch(o -> o.startsWith("-XX:AOTCache="));
    }

    /** The options that the JVM is started with. */
    private List<String> run(String... words) throws IOException, InterruptedException {
        Path said = scratch.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh", clone.resolve("mkrun").toString())
                .directory(clone.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.command().addAll(List.of(words));
        builder.environment().put("JAVA_HOME", clone.resolve("jdk").toString());
        assertThat(builder.start().waitFor()).isZero();
        return Files.readAllLines(said);
    }
}
