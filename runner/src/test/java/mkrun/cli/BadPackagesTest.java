package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mkrun.alpine.ScriptType;
import mkrun.testing.MadePackage;
import org.junit.jupiter.api.Test;

/** Builds of packages that are not as they should be: what is said, and that no image is made. */
class BadPackagesTest extends OnWrittenPlays {
    @Test
    void aTamperedIndex() throws Exception {
        repository(tool());
        flip("APKINDEX.tar.gz");
        assertBuildFails(
                "tool",
                "%s/apks/x86_64/APKINDEX.tar.gz: BAD signature: it is not what test@mkrun-1.rsa.pub signed; was it changed?");
    }

    @Test
    void aTamperedPackage() throws Exception {
        repository(tool());
        flip("tool-1-r0.apk");
        assertBuildFails(
                "tool", "%s/apks/x86_64/tool-1-r0.apk: BAD signature: its data is not what its control member names");
    }

    @Test
    void anUnknownKey() throws Exception {
        repository(tool());
        Files.move(dir.resolve("keys").resolve(MadePackage.KEY_FILE), dir.resolve("keys/other.rsa.pub"));
        assertBuildFails(
                "tool",
                "%1$s/apks/x86_64/APKINDEX.tar.gz: UNTRUSTED signature: it is signed by test@mkrun-1.rsa.pub, which is"
                        + " not among the trusted keys (%1$s/keys)");
    }

    @Test
    void aMissingPackage() throws Exception {
        repository(tool());
        assertBuildFails("tol", """
                unable to select packages:
                  tol (no such package):
                    required by: world[tol]
                    note: did you mean 'tool'?
                  because of:
                    world[tol] (%s/site.groovy:3)""");
    }

    @Test
    void anUnsatisfiableDependency() throws Exception {
        repository(tool().depends("lib>2"), MadePackage.named("lib"));
        assertBuildFails("tool", """
                unable to select packages:
                  lib-1-r0:
                    breaks: tool-1-r0[lib>2]
                  because of:
                    world[tool] (%s/site.groovy:3) -> tool-1-r0""");
    }

    @Test
    void anUncoveredScript() throws Exception {
        repository(tool().directories("bin", "usr", "usr/bin")
                .file("bin/sh", 0755, "root", "root", "a shell")
                .file("usr/bin/fc-cache", 0755, "root", "root", "ELF")
                .script(ScriptType.POST_INSTALL, "/usr/bin/fc-cache --force"));
        assertBuildFails("tool", """
                tool-1-r0: its post-install script cannot be replayed without running it, line 2: /usr/bin/fc-cache --force
                  /usr/bin/fc-cache --force: the program /usr/bin/fc-cache has no counterpart in mkrun
                  run it shut off from this machine, in the image: scripts 'sandbox'
                  or say what is to be done in its place: replaceScript 'tool.post-install', with: '...', because: '...'
                  or leave it out knowingly: skipScript 'tool.post-install', because: '...'""");
    }

    @Test
    void anImageForTheWrongArchitecture() throws Exception {
        repository(tool());
        Typed run = build("tool", "--arch", "arm64:x86_64");
        assertThat(run.err())
                .isEqualTo(
                        "mkrun: --arch 'arm64:x86_64': packages of Alpine's 'x86_64' do not run on arm64; write arm64:aarch64\n");
        assertThat(run.code()).isEqualTo(5);
    }

    private void flip(String file) throws IOException {
        Path path = dir.resolve("apks/x86_64").resolve(file);
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length - 20] ^= 1;
        Files.write(path, bytes);
    }

    private void assertBuildFails(String packageName, String message) throws IOException {
        Typed run = build(packageName, "--arch", "amd64");
        assertThat(run.err())
                .isEqualTo("mkrun: " + site() + ":1: image 'demo' for amd64: " + message.formatted(dir) + "\n");
        assertThat(run.code()).isEqualTo(2);
        assertThat(dir.resolve("out/demo-amd64.tar")).doesNotExist();
    }

    private Typed build(String packageName, String... more) throws IOException {
        Files.writeString(site(), "image('demo') {\n    alpine '3.20'\n    packages '" + packageName + "'\n}\n");
        List<String> words = new ArrayList<>(List.of("build", site().toString()));
        words.addAll(List.of("--repository", dir + "/apks", "--keys", dir + "/keys", "--out", dir + "/out"));
        words.addAll(List.of(more));
        return Typed.run(dir.resolve("state"), words.toArray(String[]::new));
    }
}
