package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mkrun.testing.Golden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mkrun destroy} on emulated routers: what a user types and sees. */
class DestroyCommandTest {
    private static final String PLAYBOOK = """
            image('alp-rc') {
                repositories 'embedded'
                roles 'base'
            }
            play('labs') {
                hosts 'labs'
                tasks {
                    container('alp-rc') {
                        image   'alp-rc'
                        address '172.17.0.2/24'
                        mount   '/data', at: 'usb1/alp-rc/data'
                        env     TZ: 'UTC'
                        publish 2222, to: 22
                    }
                    routeros '/ip/firewall/filter', owner: 'web', entries: [
                        [mark: 'http', chain: 'input', action: 'accept', protocol: 'tcp', 'dst-port': 80],
                        [mark: 'drop', chain: 'forward', action: 'drop'],
                    ]
                    routeros '/ip/dns/static', entry: [name: 'nas.lan'], set: [address: '192.168.88.10']
                }
            }
            """;

    @TempDir
    private Path dir;

    private Path inventory;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(dir.resolve("site.groovy"), PLAYBOOK);
        Path role = Files.createDirectories(dir.resolve("roles/base/tasks"));
        Files.writeString(role.resolve("rootfs.groovy"), "packages 'alpine-base'\n");
        inventory = Files.writeString(dir.resolve("hosts.ini"), """
                [labs]
                attic  arch=arm64 routeros=7.20.8
                cellar arch=amd64 routeros=7.16.2
                [labs:vars]
                connection=lab
                [gone]
                shed host=127.0.0.1 port=1
                """);
    }

    private Typed mkrun(String... words) {
        return Typed.run(dir.resolve("state"), words);
    }

    private String[] words(String owner, String... more) {
        List<String> words = new ArrayList<>(List.of("destroy", "-i", inventory.toString(), "--owner", owner));
        words.addAll(Arrays.asList(more));
        return words.toArray(String[]::new);
    }

    private Typed destroy(String owner, String... more) {
        return mkrun(words(owner, more));
    }

    private Typed typing(String typed, String owner, String... more) {
        return Typed.typing(
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                dir.resolve("state"),
                words(owner, more));
    }

    @Test
    void whatGoesIsShownAndGoes() {
        Typed play = mkrun(dir.resolve("site.groovy").toString(), "-i", inventory.toString());
        assertThat(play.code()).as(play.out()).isZero();

        Typed check = destroy("alp-rc", "labs", "--check", "--diff");
        Golden.matches("destroy-check.txt", check.out());
        assertThat(check.code()).isZero();

        Typed unknown = destroy("wbe", "attic", "--yes");
        Golden.matches("destroy-unknown.txt", unknown.out());
        assertThat(unknown.code()).isZero();

        Typed refused = destroy("alp-rc", "labs");
        assertThat(refused.err())
                .isEqualTo("mkrun: what is destroyed does not come back, and there is no terminal to ask on: say --yes,"
                        + " or look first with --check\n");
        assertThat(refused.out()).isEmpty();
        assertThat(refused.code()).isEqualTo(5);

        Typed declined = typing("n\n", "web", "labs");
        assertThat(declined.err())
                .isEqualTo("Remove all of that from 2 hosts? It does not come back. [y/N] mkrun: nothing was"
                        + " removed\n");
        assertThat(declined.code()).isEqualTo(130);

        Typed agreed = typing("yes\n", "web", "attic");
        Golden.matches("destroy-asked.txt", agreed.out());
        assertThat(agreed.err()).isEqualTo("Remove all of that from 1 host? It does not come back. [y/N] ");
        assertThat(agreed.code()).isZero();

        Typed run = destroy("alp-rc", "all", "--yes");
        Golden.matches("destroy.txt", run.out());
        assertThat(run.code()).isEqualTo(4);

        Typed second = destroy(
                "alp-rc", "labs", "--yes", "--json", dir.resolve("events").toString());
        Golden.matches("destroy-again.txt", second.out());
        assertThat(second.code()).isZero();
        assertThat(dir.resolve("events")).content().contains("\"event\":\"run_finished\"");
    }

    @Test
    void aNameThatNamesNothingIsAMistake() {
        Typed run = destroy("@", "labs", "--yes");
        assertThat(run.err()).startsWith("mkrun: --owner '@' names no owner");
        assertThat(run.code()).isEqualTo(5);
        assertThat(mkrun("destroy", "-i", inventory.toString()).err()).startsWith("mkrun: Missing required option");
        assertThat(dir.resolve("state")).doesNotExist();
    }
}
