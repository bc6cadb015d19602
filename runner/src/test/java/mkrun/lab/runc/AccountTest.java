package mkrun.lab.runc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTest {
    @TempDir
    Path root;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectory(root.resolve("etc"));
        Files.writeString(
                root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\nweb:x:33:34::/:/bin/false\nbroken\n");
        Files.writeString(root.resolve("etc/group"), "root:x:0:\nweb:x:34:\nlogs:x:50:ada,web\n");
    }

    @Test
    void namesAndNumbersAreThoseOfTheContainer() throws IOException {
        assertThat(Account.of("", root)).contains(Account.ROOT);
        assertThat(Account.of("web", root)).contains(new Account(33, 34, List.of(50)));
        assertThat(Account.of("33", root)).contains(new Account(33, 34, List.of(50)));
        assertThat(Account.of("web:logs", root)).contains(new Account(33, 50, List.of(50)));
        assertThat(Account.of("1000:7", root)).contains(new Account(1000, 7, List.of()));
        assertThat(Account.of("ada", root)).isEmpty();
        assertThat(Account.of("web:ada", root)).isEmpty();
    }

    @Test
    void aLinkOutOfTheContainerIsNotFollowed() throws IOException {
        Path outside = Files.writeString(root.resolve("outside"), "eve:x:0:0::/:/bin/sh\n");
        Files.delete(root.resolve("etc/passwd"));
        Files.createSymbolicLink(root.resolve("etc/passwd"), outside);
        assertThat(Account.of("eve", root)).isEmpty();
    }
}
