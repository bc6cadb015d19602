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
import org.junit.jupiter.params.provider.ValueSource;

/** Which archive of classes the launcher gives to a JVM, and when it makes new ones, in a clone whose java only says what it is told. */
class ClassArchivesIT {
    private static final String ARCHIVES =
            "mkrun: getting ready for this build and this Java (half a minute, once) ...";

    private static final String OF_ALL = "-XX:SharedArchiveFile=mkrun.jsa";
    private static final String OF_ROUTERS = "-XX:SharedArchiveFile=mkrun-routers.jsa";
    private static final String CACHE = "-XX:AOTCache=mkrun-routers.aot";

    @TempDir
    private Path scratch;

    private ClonedLauncher clone;
    private Path target;

    @BeforeEach
    void built() throws IOException, InterruptedException {
        clone = new ClonedLauncher(scratch);
        clone.builtByMaven();
        target = clone.target();
    }

    /** A jar that Maven made by itself has none yet. */
    @Test
    void aBuildByMavenHasThemMade() throws Exception {
        assertThat(clone.run("--version")).startsWith(ARCHIVES).endsWith("--version");

        assertThat(target.resolve("mkrun-cds.java")).hasContent(clone.archivesOf(""));
        assertThat(Files.readString(target.resolve("mkrun-cds.log")))
                .containsSubsequence("\nmkrun.cli.Rehearsal\n", "\nmkrun.cli.RouterRehearsal\n");
        assertThat(target.resolve("mkrun.jsa")).exists();
        assertThat(target.resolve("mkrun-routers.jsa")).exists();
        assertThat(clone.run("--version")).doesNotContain(ARCHIVES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T00:00:00Z", "1969-01-01T00:00:00Z"})
    void anotherJarHasThemMadeAnewWhetherItIsNewerOrNot(String time) throws Exception {
        clone.run("--version");

        clone.jarOf(Instant.parse(time));

        assertThat(clone.run("--version")).startsWith(ARCHIVES);
        assertThat(clone.run("--version")).doesNotContain(ARCHIVES);
    }

    @Test
    void aCloneThatWasMovedHasThemMadeAnew() throws Exception {
        clone.run("--version");
        Files.writeString(target.resolve("mkrun-cds.java"), clone.java() + " /elsewhere\n");
        Files.setLastModifiedTime(target.resolve("mkrun-cds.java"), FileTime.from(Instant.EPOCH));

        assertThat(clone.run("--version")).startsWith(ARCHIVES);
    }

    @Test
    void inACloneOfSomebodyElseEverybodyHasTheirOwn() throws Exception {
        Needs.root();
        Files.setAttribute(target, "unix:uid", 12345);

        assertThat(clone.run("--version"))
                .startsWith(ARCHIVES)
                .contains("-XX:SharedArchiveFile=" + clone.cache() + "/mkrun.jsa");

        assertThat(clone.made()).containsExactly("mkrun.jar");
        assertThat(clone.cache().resolve("mkrun.jsa")).exists();
        assertThat(clone.run("--version")).doesNotContain(ARCHIVES);
    }

    @Test
    void aCloneOfSomebodyElseThatHasThemIsTakenAsItIs() throws Exception {
        Needs.root();
        clone.run("--version");
        Files.setAttribute(target, "unix:uid", 12345);

        assertThat(clone.run("--version"))
                .doesNotContain(ARCHIVES)
                .contains("-XX:SharedArchiveFile=" + target.resolve("mkrun.jsa"));
        assertThat(clone.cache()).doesNotExist();
    }

    @Test
    void noArchiveIsSaidOnce() throws Exception {
        Files.writeString(clone.java(), Files.readString(clone.java()).replace("AtExit", "never"));

        assertThat(clone.run("--version"))
                .startsWith(
                        ARCHIVES,
                        "mkrun: there is no archive of classes, so mkrun starts slower; why is in " + target
                                + "/mkrun-cds.log");
        assertThat(clone.run("--version").get(0)).startsWith("-X");
    }

    @Test
    void aJavaThatIsTooOldGetsNone() throws Exception {
        Files.writeString(clone.java(), Files.readString(clone.java()).replace("17.0.1", "11.0.2"));

        Process process = clone.start("old", "--version");

        assertThat(ClonedLauncher.exit(process)).isEqualTo(1);
        assertThat(clone.said("old"))
                .containsExactly("mkrun: " + clone.java()
                        + " is version 11.0.2: mkrun needs 17 or newer (set JAVA_HOME to choose another)");
        assertThat(clone.made()).containsExactlyInAnyOrder("mkrun.jar", "launcher.lock");
    }

    @ParameterizedTest
    @CsvSource({
        "attic host=192.168.88.1 password=lab, true",
        "# connection=lab is what it was, true",
        "attic connection=lab, false",
        "'  connection: \"lab\"', false",
    })
    void runsOnRoutersThatAreNotEmulatedHaveTheirOwn(String inventory, boolean own) throws Exception {
        Files.writeString(clone.root().resolve("hosts.ini"), inventory + "\n");
        clone.run("--version");

        assertThat(archive(clone.run("site.groovy", "-i", "hosts.ini"))).isEqualTo(own ? OF_ROUTERS : OF_ALL);
        assertThat(archive(clone.run("exec", "--inventory=hosts.ini", "all"))).isEqualTo(own ? OF_ROUTERS : OF_ALL);
        cache();
        assertThat(archive(clone.run("site.groovy", "-i", "hosts.ini"))).isEqualTo(own ? CACHE : OF_ALL);
    }

    @Test
    void variablesBesideAnInventoryCount() throws Exception {
        clone.run("--version");
        Files.writeString(clone.root().resolve("hosts.ini"), "attic\n");
        Files.writeString(
                Files.createDirectories(clone.root().resolve("group_vars")).resolve("all.yml"), "connection: lab\n");

        assertThat(archive(clone.run("site.groovy", "-i", "hosts.ini"))).isEqualTo(OF_ALL);
    }

    /** What the launcher reads of it, mkrun would miss. */
    @Test
    @Timeout(30)
    void aPipeIsLeftAlone() throws Exception {
        clone.run("--version");
        Commands.output(clone.root(), "mkfifo", "pipe");

        assertThat(archive(clone.run("site.groovy", "-i", "pipe"))).isEqualTo(OF_ROUTERS);
    }

    @Test
    void whatNamesNoInventoryHasTheOther() throws Exception {
        cache();

        assertThat(archive(clone.run("build", "site.groovy"))).isEqualTo(OF_ALL);
    }

    @Test
    void whatIsMissingIsDoneWithout() throws Exception {
        clone.run("--version");
        Files.delete(target.resolve("mkrun-routers.jsa"));

        assertThat(archive(clone.run("site.groovy", "-i", "attic,"))).isEqualTo(OF_ALL);
    }

    @Test
    void aJavaThatWasUpdatedInItsPlaceHasThemMadeAnew() throws Exception {
        cache();
        Files.writeString(
                clone.root().resolve("jdk/release"), "A=1\nJAVA_RUNTIME_VERSION=\"25.0.3+9\"\nJAVA_VERSION=\"25\"\n");

        assertThat(clone.run("--version")).startsWith(ARCHIVES);

        assertThat(target.resolve("mkrun-cds.java")).hasContent(clone.archivesOf("\"25.0.3+9\""));
        assertThat(target.resolve("mkrun-routers.aot")).doesNotExist();
        assertThat(clone.run("--version")).doesNotContain(ARCHIVES);
    }

    /** The same file by another name is the same Java. */
    @Test
    void aJavaThatIsReachedByALinkHasTheSameOnes() throws Exception {
        clone.run("--version");
        Path elsewhere = Files.createDirectory(clone.root().resolve("java-home"));
        Files.createSymbolicLink(elsewhere.resolve("bin"), clone.java().getParent());
        clone.set("JAVA_HOME", elsewhere.toString());

        assertThat(clone.run("--version")).doesNotContain(ARCHIVES);
    }

    /** Has the archives made, and the cache that Java 25 makes in place of the second. */
    private void cache() throws IOException, InterruptedException {
        clone.run("--version");
        Files.move(target.resolve("mkrun-routers.jsa"), target.resolve("mkrun-routers.aot"));
    }

    /** The option that names the one, and the file's name. */
    private static String archive(List<String> options) {
        List<String> archives = options.stream()
                .filter(o -> o.startsWith("-XX:AOTCache=") || o.startsWith("-XX:SharedArchiveFile="))
                .map(o -> o.replaceFirst("=.*/", "="))
                .toList();
        assertThat(archives).hasSize(1);
        return archives.get(0);
    }
}
