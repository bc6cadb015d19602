package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import mkrun.alpine.AlpineException;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.testing.RealApk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages of one's own, from the key to the installed package, judged by Alpine's own apk. */
class OwnPackagesTest {
    private static final String SPEC = """
            package:
              name: hello
              version: 1.2-r0
              description: Says hello
              license: MIT
              maintainer: Jane Doe <jane@example.net>
              depends: [musl]
              provides: ['cmd:hello=1.2-r0']
            files:
              - {path: etc/hello.conf, mode: '0640', owner: 'root:shadow'}
              - {directory: var/lib/hello, mode: '0750'}
              - {path: usr/bin/hi, link: hello}
            scripts:
              post-install: |
                #!/bin/sh
                echo "installed $1" > /var/lib/hello/log
            service:
              command: /usr/bin/hello
              args: --serve
              needs: [net]
            """;

    private static final KeyPair KEYS = KeyPairFiles.generate(2048);

    @TempDir
    private Path dir;

    @BeforeEach
    void aPackageIsDescribed() throws IOException {
        Path root = Files.createDirectories(dir.resolve("hello/root/usr/bin"));
        Files.writeString(root.resolve("hello"), "#!/bin/sh\necho hello\n");
        assertThat(root.resolve("hello").toFile().setExecutable(true)).isTrue();
        Files.createDirectories(dir.resolve("hello/root/etc"));
        Files.writeString(dir.resolve("hello/root/etc/hello.conf"), "greeting=hello\n");
        Files.writeString(dir.resolve("hello/package.yaml"), SPEC);
    }

    private Typed mkrun(String... words) {
        return Typed.run(dir.resolve("state"), words);
    }

    private void makeRepository() throws AlpineException {
        KeyPairFiles.write(dir.resolve("keys"), "me@example.net-01", KEYS);
        assertThat(build(dir + "/repo").err()).isEmpty();
        Typed index =
                mkrun("apk", "index", dir + "/repo", "--arch", "x86_64", "--key", dir + "/keys/me@example.net-01.rsa");
        assertThat(index.err()).isEmpty();
        assertThat(index.out()).isEqualTo(dir + "/repo/x86_64/APKINDEX.tar.gz  1 packages\n");
    }

    private Typed build(String out) {
        return mkrun("apk", "build", dir + "/hello", "--key", dir + "/keys/me@example.net-01.rsa", "--out", out);
    }

    @Test
    void realApkInstallsVerifiesAuditsAndRemovesWhatWeMade() throws Exception {
        makeRepository();
        try (RealApk apk = RealApk.in(Files.createDirectories(dir.resolve("judge")))) {
            copy(dir.resolve("repo/x86_64"), apk.root().resolve("own/x86_64"));
            Files.copy(
                    dir.resolve("keys/me@example.net-01.rsa.pub"),
                    apk.root().resolve("keys/me@example.net-01.rsa.pub"));
            RealApk.Result added = apk.add("r", "x86_64", List.of("alpine-base", "hello"), "-X", "/own");
            assertThat(added.status()).as(added.output()).isZero();
            Path root = apk.root().resolve("r");
            assertThat(root.resolve("var/lib/hello/log")).hasContent("installed 1.2-r0");
            assertThat(Files.getAttribute(root.resolve("etc/hello.conf"), "unix:mode"))
                    .isEqualTo(0100640);
            assertThat(Files.getAttribute(root.resolve("etc/hello.conf"), "unix:gid"))
                    .isEqualTo(42);
            assertThat(Files.readSymbolicLink(root.resolve("usr/bin/hi"))).hasToString("hello");
            List<String> in = List.of("--root", "/r", "--no-network", "--keys-dir", "/keys", "-X", "/own");
            assertThat(with(apk, in, "info", "-a", "hello").output()).contains("Says hello", "cmd:hello=1.2-r0");
            assertThat(with(apk, in, "audit", "--system").output()).doesNotContain("hello");
            assertThat(with(apk, in, "verify", "/own/x86_64/hello-1.2-r0.apk").output())
                    .contains("0 - OK");
            assertThat(RealApk.chroot(root, List.of("/sbin/rc-update", "add", "hello", "default"))
                            .output())
                    .contains("service hello added to runlevel default");
            assertThat(RealApk.chroot(root, List.of("/bin/sh", "-n", "/etc/init.d/hello"))
                            .status())
                    .isZero();
            assertThat(with(apk, in, "del", "hello").status()).isZero();
            assertThat(root.resolve("usr/bin/hello")).doesNotExist();
        }
    }

    private static RealApk.Result with(RealApk apk, List<String> options, String... words) throws Exception {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(words));
        return apk.run(all);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : List.of("APKINDEX.tar.gz", "hello-1.2-r0.apk")) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    @Test
    void equalFilesMakeEqualPackages() throws Exception {
        makeRepository();
        build(dir + "/again");
        assertThat(dir.resolve("again/noarch/hello-1.2-r0.apk"))
                .hasSameBinaryContentAs(dir.resolve("repo/noarch/hello-1.2-r0.apk"));
    }

    @Test
    void anImageIsBuiltFromIt() throws Exception {
        Files.writeString(
                dir.resolve("hello/package.yaml"),
                SPEC.replace("  depends: [musl]\n", "").replaceAll("(?s)scripts:.*(?=service)", ""));
        makeRepository();
        Typed solved = mkrun("apk", "solve", "--repository", dir + "/repo", "--keys", dir + "/keys", "hello");
        assertThat(solved.out()).isEqualTo("hello-1.2-r0\n");
    }

    @Test
    void aKeyIsMadeForItsOwnerAloneAndNeverReplaced() throws Exception {
        Typed made = mkrun("apk", "keygen", "me@example.net-01", "--out", dir + "/keys");
        assertThat(made.out())
                .isEqualTo(dir + "/keys/me@example.net-01.rsa  private: keep it to yourself\n" + dir
                        + "/keys/me@example.net-01.rsa.pub  public: for --keys, and /etc/apk/keys where apk is\n");
        Path secret = dir.resolve("keys/me@example.net-01.rsa");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        String before = Files.readString(secret);
        Typed again = mkrun("apk", "keygen", "me@example.net-01", "--out", dir + "/keys");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("exists already; a key is not replaced");
        assertThat(secret).hasContent(before);
    }

    @Test
    void aKeyWhosePublicHalfCannotBeWrittenLeavesNoHalf() throws Exception {
        Path taken = Files.createDirectories(dir.resolve("keys")).resolve("me.rsa.pub");
        Files.writeString(taken, "of somebody else");

        Typed refused = mkrun("apk", "keygen", "me", "--out", dir + "/keys");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(taken + ": exists already");
        assertThat(taken).hasContent("of somebody else");
        assertThat(taken.resolveSibling("me.rsa")).doesNotExist();
    }

    @Test
    void whatIsWrongInADescriptionIsSaidWithItsLine() throws Exception {
        makeRepository();
        refuses("  version: 1.2-r0", "  version: one", ":3: 'one' is no version, format is 1.2.3-r0");
        refuses("  license: MIT", "  licence: MIT", ":5: unknown key 'licence'; there are name, version");
        refuses("#!/bin/sh", "echo", ":14: a script begins with #! and its interpreter, as #!/bin/sh");
        refuses("mode: '0640'", "mode: '0999'", ":10: '0999' is no octal number");
        refuses("path: etc/hello.conf", "path: etc/helo.conf", ":10: there is no file etc/helo.conf below root/");
        refuses("path: etc/hello.conf", "path: ../etc/x", ":10: 'path' of a file, or 'directory', is missing");
        refuses("  version: 1.2-r0", "  version: 1.2-r0\n  arch: ../x", ":4: '../x' is no architecture of Alpine's");
        refuses("depends: [musl]", "depends: ['a@b']", ":7: 'a@b': only a world may name a tagged repository");
        refuses("package:", "package: [", ":3: is no YAML: ");
    }

    @Test
    void aPackageOfAnotherArchitectureDoesNotGetIntoAnIndex() throws Exception {
        makeRepository();
        String key = dir + "/keys/me@example.net-01.rsa";
        Files.writeString(
                dir.resolve("hello/package.yaml"), SPEC.replace("version: 1.2-r0", "version: 1.3-r0\n  arch: aarch64"));
        assertThat(build(dir + "/other").err()).isEmpty();
        byte[] before = Files.readAllBytes(dir.resolve("repo/x86_64/APKINDEX.tar.gz"));
        Path strayed = dir.resolve("repo/x86_64/hello-1.3-r0.apk");
        Files.copy(dir.resolve("other/aarch64/hello-1.3-r0.apk"), strayed);
        Typed run = mkrun("apk", "index", dir + "/repo", "--key", key);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("mkrun: " + strayed + ": is for aarch64, and this folder for x86_64; move it to the folder"
                        + " aarch64, or remove it\n");
        assertThat(dir.resolve("repo/x86_64/APKINDEX.tar.gz")).hasBinaryContent(before);
    }

    @Test
    void anArchitectureThatIsAPathIsRefused() throws Exception {
        makeRepository();
        Typed run =
                mkrun("apk", "index", dir + "/repo", "--arch", "../evil", "--key", dir + "/keys/me@example.net-01.rsa");
        assertThat(run.code()).isEqualTo(5);
        assertThat(run.err())
                .startsWith("mkrun: --arch '../evil' is no architecture of Alpine's: there are aarch64, armhf, ");
        assertThat(dir.resolve("evil")).doesNotExist();
    }

    @Test
    void anArchitectureThatDoesNotExistIsRefusedBeforeAFolderIsMade() throws Exception {
        makeRepository();
        String key = dir + "/keys/me@example.net-01.rsa";
        Typed run = mkrun("apk", "index", dir + "/repo", "--arch", "x86_65", "--key", key);
        assertThat(run.code()).isEqualTo(5);
        assertThat(run.err())
                .isEqualTo("mkrun: --arch 'x86_65' is no architecture of Alpine's: did you mean 'x86_64'?\n");
        assertThat(dir.resolve("repo/x86_65")).doesNotExist();
        assertThat(mkrun("apk", "build", dir + "/hello", "--arch", "armv8", "--key", key, "--out", dir + "/repo")
                        .err())
                .isEqualTo("mkrun: --arch 'armv8' is no architecture of Alpine's: did you mean 'armv7'?\n");
        assertThat(mkrun("apk", "solve", "--repository", dir + "/repo", "--arch", "amd64", "hello")
                        .err())
                .isEqualTo("mkrun: --arch 'amd64' is no architecture of Alpine's: its name for that is 'x86_64'\n");
    }

    @Test
    void aFolderOfNoArchitectureGetsNoIndex() throws Exception {
        makeRepository();
        String key = dir + "/keys/me@example.net-01.rsa";
        Path keys = Files.createDirectories(dir.resolve("repo/keys"));
        assertThat(mkrun("apk", "index", dir + "/repo", "--key", key).code()).isZero();
        assertThat(keys).isEmptyDirectory();
        Path typo = Files.move(dir.resolve("repo/x86_64"), dir.resolve("repo/x86-64"));
        Typed run = mkrun("apk", "index", dir + "/repo", "--key", key);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("mkrun: " + typo
                        + ": has packages, and 'x86-64' is no architecture of Alpine's: did you mean" + " 'x86_64'?\n");
    }

    private void refuses(String line, String other, String message) throws IOException {
        Files.writeString(dir.resolve("hello/package.yaml"), SPEC.replace(line, other));
        Typed run = build(dir + "/refused");
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).startsWith("mkrun: " + dir + "/hello/package.yaml" + message);
        assertThat(dir.resolve("refused")).doesNotExist();
    }
}
