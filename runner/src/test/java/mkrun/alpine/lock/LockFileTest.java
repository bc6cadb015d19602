package mkrun.alpine.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.alpine.repository.RepositoryState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of locks: what is written is read back, what was not written by mkrun is refused with its line. */
class LockFileTest {
    static final String TEXT = """
            {
              "format": "mkrun lock 1",
              "images": [
                {
                  "image": "box",
                  "arch": "x86_64",
                  "world": [
                    "!vlan",
                    "tool@edge>1"
                  ],
                  "repositories": [
                    {"line": "@edge https://mirror.example/\\"edge\\"", "description": "v3", "sha256": "%1$s"},
                    {"line": "embedded"}
                  ],
                  "keys": [
                    {"file": "me.rsa.pub", "sha256": "%1$s"}
                  ],
                  "packages": [
                    {"name": "lib", "version": "1-r0", "arch": "noarch", "checksum": "Q1AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "sha256": "%1$s", "size": 9, "datahash": "%1$s", "installed": 1, "built": 2, "repository": "apks", "key": "me.rsa.pub"},
                    {"name": "tool", "version": "2-r0", "checksum": "Q1AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "size": 9, "installed": 0, "built": 0, "repository": "embedded"}
                  ]
                }
              ]
            }
            """.formatted("ab".repeat(32));

    @TempDir
    private Path dir;

    @Test
    void whatIsWrittenIsReadBack() throws IOException, AlpineException {
        String digest = "ab".repeat(32);
        String zero = "Q1AAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        LockFile lock = new LockFile(List.of(new LockedImage(
                "box",
                "x86_64",
                List.of(Dependency.parseWish("!vlan"), Dependency.parseWish("tool@edge>1")),
                List.of(
                        new RepositoryState("@edge https://mirror.example/\"edge\"", "v3", digest),
                        new RepositoryState("embedded", "", "")),
                List.of(new LockedKey("me.rsa.pub", digest)),
                List.of(
                        new LockedPackage("lib", "1-r0", "noarch", zero, digest, 9, digest, 1, 2, "apks", "me.rsa.pub"),
                        new LockedPackage("tool", "2-r0", "", zero, "", 9, "", 0, 0, "embedded", "")))));
        Path file = dir.resolve("lock.json");
        lock.write(file);

        assertThat(Files.readString(file)).isEqualTo(TEXT);
        assertThat(LockFile.read(file)).isEqualTo(lock);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "format": "mkrun lock 1"       | "format": "mkrun lock 2"  | 2: this mkrun reads 'mkrun lock 1', and the file is 'mkrun lock 2'
            "arch": "x86_64"               | "arch": "../x"            | 6: '../x' cannot be the arch of anything
            "!vlan"                        | "! vlan"                  | 8: '! vlan' is not a valid world dependency
            "size": 9, "datahash"          | "size": -9, "datahash"    | 19: expected a number, not below 0
            "size": 9, "datahash"          | "size": 1e3, "datahash"   | 19: a lock has no '1e3' anywhere
            "size": 9, "datahash"          | "datahash"                | 19: the field 'size' is missing
            "name": "lib"                  | "name": "../../lib"       | 19: '../../lib' cannot be the name of anything
            "name": "lib"                  | "name": "tool"            | 20: package 'tool' is there twice
            "version": "1-r0"              | "version": "one"          | 19: 'one' is not a version
            "checksum": "Q1AAAA            | "checksum": "Q1AAA        | 19: 'Q1AAAAAAAAAAAAAAAAAAAAAAAAAA=' is not a checksum
            "sha256": "ab                  | "sha256": "AB             | 12: 'ABab
            , "sha256": "abababababababababababababababababababababababababababababababab", "size" | , "size" | 19: the field 'sha256' is missing
            "apks", "key": "me.rsa.pub"    | "apks", "key": "../me"    | 19: '../me' cannot be the key of anything
            "built": 2,                    | "built": 2, "who": "me",  | 19: unknown field 'who'
            "built": 2,                    | "built": 2, "built": 2,   | 19: 'built' is there twice
            "image": "box",                | <<<<<<< HEAD              | 5: this is not JSON
            """)
    void whatWasEditedOrDamagedIsRefusedWithItsLine(String from, String to, String message) throws IOException {
        assertThat(TEXT).contains(from);
        Path file = dir.resolve("lock.json");
        Files.writeString(file, TEXT.replaceFirst(Pattern.quote(from), to));
        assertThatThrownBy(() -> LockFile.read(file))
                .isInstanceOf(AlpineException.class)
                .hasMessageStartingWith(file + ":" + message)
                .hasMessageEndingWith("remove it and run mkrun lock PLAYBOOK");
    }

    @Test
    void aPackageThatNobodySignedHasNoKey() throws IOException, AlpineException {
        Path file = dir.resolve("lock.json");
        String unsigned = TEXT.replace(", \"key\": \"me.rsa.pub\"", "");
        Files.writeString(file, unsigned);
        LockFile lock = LockFile.read(file);

        assertThat(lock.images().get(0).packages()).allMatch(p -> p.key().isEmpty());
        Path again = dir.resolve("again.json");
        lock.write(again);
        assertThat(Files.readString(again)).isEqualTo(unsigned);
    }

    @Test
    void aFileThatWasCutShortIsRefusedWithoutAnyCut() throws IOException {
        Path file = dir.resolve("lock.json");
        for (int length = 0; length < TEXT.length() - 1; length += 7) {
            Files.writeString(file, TEXT.substring(0, length));
            assertThatThrownBy(() -> LockFile.read(file))
                    .isInstanceOf(AlpineException.class)
                    .hasMessageStartingWith(file + ":");
        }
    }
}
