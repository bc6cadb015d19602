package mkrun.op.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.image.Architecture;
import mkrun.testing.Commands;
import mkrun.testing.Needs;
import mkrun.testing.RealImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same image, made under circumstances that must not matter. */
class ReproducibleBuildTest {
    @TempDir
    Path dir;

    @Test
    void timeZoneUmaskUserDirectoryAndLanguageDoNotMatter() throws Exception {
        Needs.root();
        String setpriv = Needs.tool("setpriv").toString();
        Path elsewhere = Files.createDirectories(dir.resolve("some where/else"));
        for (String part : List.of("playbooks", "roles")) {
            copy(Needs.projectRoot().resolve(part), elsewhere.resolve(part));
        }
        String packages = Needs.alpine() + "/./apks";
        String classPath = classPath(Files.createDirectory(elsewhere.resolve("classes")));
        open(dir);

        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String build = "umask 077; cd \"$1\"; exec " + setpriv + " --reuid=65534 --regid=65534 --clear-groups"
                + " env -i TZ=Pacific/Kiritimati LC_ALL=tr_TR.ISO-8859-9 HOME=/nonexistent " + java
                + " -Duser.language=tr -Dfile.encoding=ISO-8859-9 -Duser.timezone=Pacific/Kiritimati"
                + " --enable-native-access=ALL-UNNAMED -cp \"$2\" " + BuildOnce.class.getName()
                + " playbooks/alp_rc.groovy \"$3\" \"$4\" \"$1/cache\"";
        String other = Commands.output(
                dir,
                "/bin/sh",
                "-c",
                build,
                "sh",
                elsewhere.toString(),
                classPath,
                packages,
                Needs.alpine().resolve("keys").toString());

        assertThat(other.lines().toList()).isEqualTo(here());
    }

    private List<String> here() throws Exception {
        List<String> lines = new ArrayList<>();
        for (Architecture architecture : Architecture.values()) {
            ImageSource.Resolved image = RealImages.resolve(RealImages.alpRc(), architecture, dir.resolve("here"));
            lines.add(
                    architecture + " " + image.digest() + " " + image.archive().sha256());
        }
        return lines;
    }

    /** Copies this JVM's class path to where every user may read it. */
    private static String classPath(Path folder) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path copy = folder.resolve(entries.size() + "-" + Path.of(entry).getFileName());
            copy(Path.of(entry), copy);
            entries.add(copy.toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.collect(Collectors.toList())) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** Lets another user read everything, and write below {@code dir}. */
    private static void open(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.filter(f -> !Files.isSymbolicLink(f)).collect(Collectors.toList())) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        }
    }
}
