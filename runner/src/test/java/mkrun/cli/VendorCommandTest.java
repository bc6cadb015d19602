package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mkrun.alpine.AlpineException;
import org.junit.jupiter.api.Test;

/** Folders of vendored packages. */
class VendorCommandTest extends OnAMirror {
    @Test
    void aPackageThatVanishedIsNoProblemOnceVendored() throws IOException, AlpineException {
        lock();
        byte[] before = built();
        Path vendored = vendor();
        publish(tool("2-r0"), lib("2-r0"), other("2-r0"));
        lose("tool-1-r0", "lib-1-r0");
        forget();

        Typed gone = build();
        assertThat(gone.code()).isEqualTo(2);
        assertThat(gone.err())
                .contains("lib-1-r0: no repository gives it: ")
                .contains("a folder that 'mkrun vendor' made (--repository DIR --keys DIR/keys)")
                .contains("mkrun lock --update lib PLAYBOOK");

        forget();
        Typed again = build(
                "--repository",
                vendored.toString(),
                "--keys",
                vendored.resolve("keys").toString());
        assertThat(again.err()).isEmpty();
        assertThat(Files.readAllBytes(dir.resolve("out/box-amd64.tar"))).isEqualTo(before);
    }

    @Test
    void vendoringAgainKeepsWhatIsRightAndListsWhatIsOver() throws IOException, AlpineException {
        lock();
        Path vendored = vendor();
        Path lib = vendored.resolve("x86_64/lib-1-r0.apk");
        Files.writeString(lib, "damaged");
        assertThat(vendorRun().out()).isEqualTo(vendored.resolve("x86_64") + "  3 packages, 1 of them new\n");

        publish(tool("1-r0"), lib("2-r0"), other("1-r0"));
        lock("--update");
        assertThat(vendorRun().out())
                .isEqualTo(vendored.resolve("x86_64") + "  3 packages, 1 of them new\n" + lib
                        + "  no longer locked, --prune removes it\n");
        assertThat(lib).exists();
        assertThat(vendorRun("--prune").out()).contains(lib + "  no longer locked, removed");
        try (Stream<Path> files = Files.list(vendored.resolve("x86_64"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("APKINDEX.tar.gz", "lib-2-r0.apk", "other-1-r0.apk", "tool-1-r0.apk");
        }
    }

    @Test
    void aFileInTheFoldersPlaceIsToldAsThat() throws IOException {
        lock();
        Path file = Files.writeString(dir.resolve("vendored"), "mine");
        Typed run = vendorRun();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("mkrun: " + file + ": is a file, where the folder of vendored packages is to be;"
                        + " the folder comes first: mkrun vendor DIR PLAYBOOK\n");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aRepositoryOfSomebodyElseIsNotOverwritten() throws IOException {
        lock();
        byte[] index = Files.readAllBytes(mirror.resolve("APKINDEX.tar.gz"));
        Files.createDirectories(dir.resolve("vendored/x86_64"));
        Files.write(dir.resolve("vendored/x86_64/APKINDEX.tar.gz"), index);
        Typed run = vendorRun();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("is not one that 'mkrun vendor' made");
        assertThat(Files.readAllBytes(dir.resolve("vendored/x86_64/APKINDEX.tar.gz")))
                .isEqualTo(index);
    }

    @Test
    void whatCameBeforeAFailureStays() throws IOException {
        lock();
        forget();
        Path lost = Files.move(mirror.resolve("other-1-r0.apk"), dir.resolve("lost"));
        Typed cut = vendorRun();
        assertThat(cut.code()).isEqualTo(2);
        assertThat(cut.err())
                .contains("other-1-r0: no repository gives it: ")
                .endsWith(
                        "\n  1 of 3 packages are in " + dir.resolve("vendored") + " and stay there: run this again, and"
                                + " only the others are fetched. An index is written when all of its packages are there\n");
        assertThat(dir.resolve("vendored/x86_64/APKINDEX.tar.gz")).doesNotExist();
        Files.move(lost, mirror.resolve("other-1-r0.apk"));
        assertThat(vendorRun().out()).endsWith("  3 packages, 2 of them new\n");
    }
}
