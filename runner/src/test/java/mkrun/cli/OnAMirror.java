package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import mkrun.alpine.AlpineException;
import mkrun.alpine.lock.LockFile;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.testing.MadePackage;
import mkrun.testing.MadeRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Images of packages of a mirror that a test changes. */
abstract class OnAMirror {
    static final KeyPair KEY = KeyPairFiles.generate(2048);

    @TempDir
    Path dir;

    Path mirror;
    Path playbook;

    @BeforeEach
    void aMirrorAndAPlaybook() throws IOException, AlpineException {
        mirror = dir.resolve("apks/x86_64");
        publish(tool("1-r0"), lib("1-r0"), other("1-r0"));
        playbook = dir.resolve("site.groovy");
        write("'tool', 'other'");
    }

    /** The mirror lists exactly these packages from now on; files of others stay where they are. */
    void publish(MadePackage... packages) throws IOException, AlpineException {
        MadeRepository.write(dir, packages);
    }

    /** The mirror drops files, as mirrors do with versions that are not the newest. */
    void lose(String... ids) throws IOException {
        for (String id : ids) {
            Files.delete(mirror.resolve(id + ".apk"));
        }
    }

    static MadePackage tool(String version) throws AlpineException {
        return MadePackage.named("tool").version(version).depends("lib").file("tool", "tool " + version);
    }

    static MadePackage lib(String version) {
        return MadePackage.named("lib")
                .version(version)
                .directories("usr", "usr/lib")
                .file("usr/lib/lib", version);
    }

    static MadePackage other(String version) {
        return MadePackage.named("other").version(version).file("other", "other " + version);
    }

    void write(String packages) throws IOException {
        Files.writeString(playbook, """
                image('box') {
                    repositories '%s'
                    keys '%s'
                    packages %s
                }
                """.formatted(mirror.getParent(), dir.resolve("keys"), packages));
    }

    Path lockFile() {
        return LockFile.beside(playbook);
    }

    /** Forgets every build and download. */
    void forget() throws IOException {
        Path state = dir.resolve("state");
        if (Files.exists(state)) {
            Files.move(state, Files.createTempDirectory(dir, "forgotten").resolve("state"));
        }
    }

    byte[] built() throws IOException {
        Typed run = build();
        assertThat(run.err()).isEmpty();
        return Files.readAllBytes(dir.resolve("out/box-amd64.tar"));
    }

    Typed build(String... more) {
        List<String> words = new ArrayList<>(List.of("build", playbook.toString(), "--arch", "amd64"));
        words.addAll(List.of("--out", dir.resolve("out").toString()));
        words.addAll(List.of(more));
        return mkrun(words.toArray(String[]::new));
    }

    Typed lock(String... more) {
        List<String> words = new ArrayList<>(List.of("lock"));
        words.addAll(List.of(more));
        words.addAll(List.of(playbook.toString(), "--arch", "amd64"));
        return mkrun(words.toArray(String[]::new));
    }

    Path vendor() {
        assertThat(vendorRun().err()).isEmpty();
        return dir.resolve("vendored");
    }

    Typed vendorRun(String... more) {
        Path key = dir.resolve("private/me.rsa");
        try {
            if (!Files.exists(key)) {
                KeyPairFiles.write(key.getParent(), "me", KEY);
            }
        } catch (AlpineException e) {
            throw new AssertionError(e);
        }
        List<String> words =
                new ArrayList<>(List.of("vendor", dir.resolve("vendored").toString()));
        words.addAll(List.of(playbook.toString(), "--key", key.toString()));
        words.addAll(List.of(more));
        return mkrun(words.toArray(String[]::new));
    }

    Typed mkrun(String... words) {
        return Typed.run(dir.resolve("state"), words);
    }
}
