package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test per exit code; 1 has no input that leads there, and 130 is tested where a process is interrupted. */
class ExitCodeTest {
    @TempDir
    private Path dir;

    private Path playbook;

    @BeforeEach
    void writePlaybook() throws IOException {
        playbook = Files.writeString(dir.resolve("site.groovy"), """
                play('routers') {
                    hosts 'all'
                    tasks {
                        task('name the router') { routeros '/system/identity', set: [name: host.name] }
                    }
                }
                """);
    }

    @Test
    void zeroForSuccessWithAndWithoutChanges() {
        String inventory = lab("");

        assertThat(typed(inventory).code()).isZero();
        assertThat(typed(inventory).code()).isZero();
    }

    @Test
    void twoForAFailedTask() throws IOException {
        Files.writeString(playbook, """
                play('routers') {
                    hosts 'all'
                    tasks {
                        task('use an interface that is not there') {
                            routeros '/ip/address', entry: [address: '10.0.0.1/24', interface: 'nosuch']
                        }
                    }
                }
                """);

        Typed run = typed(lab(""));

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.line("fatal: [r1]: FAILED! => "))
                .contains("site.groovy:4", "input does not match any value of interface");
    }

    @Test
    void threeForAPlaybookThatDoesNotLoad() throws IOException {
        Files.writeString(playbook, "play('x') { hosst 'all' }\n");

        assertThat(typed(lab("")).code()).isEqualTo(3);
        assertThat(dir.resolve("state/lab")).doesNotExist();
    }

    @Test
    void fourForAnUnreachableHost() {
        Typed run = typed(inventory("r1 host=127.0.0.1 port=1 user=admin"));

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.line("fatal: [r1]: UNREACHABLE! => ")).contains("127.0.0.1:1");
    }

    @Test
    void fiveForAWrongCommandLine() {
        Typed unknown = Typed.run(dir, "--chekc", "site.groovy");
        Typed missing = Typed.run(dir, "site.groovy");

        assertThat(unknown.code()).isEqualTo(5);
        assertThat(unknown.err()).contains("Unknown option: '--chekc'", "--check");
        assertThat(missing.code()).isEqualTo(5);
        assertThat(missing.err()).isEqualTo("mkrun: which hosts? Give an inventory: -i INV\n");
    }

    @Test
    void sixWhenAHumanMustActFirst() throws IOException {
        Files.writeString(playbook, """
                image('alp-rc') {
                    repositories 'embedded'
                    packages 'alpine-base'
                }
                play('routers') {
                    hosts 'all'
                    tasks {
                        container('alp-rc') {
                            image 'alp-rc'
                            address '172.17.0.2/24'
                        }
                    }
                }
                """);

        Typed run = typed(lab(" lab_device_mode=no"));

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(6);
        assertThat(run.out())
                .contains("blocked: [r1]: a human must act first")
                .contains("/system/device-mode/update")
                .contains("blocked=1");
    }

    @Test
    void whatAnEmulatedRouterIsToLackMustBeUnderstood() {
        assertThat(typed(lab(" lab_device_mode=absent")).out())
                .contains("fatal: [r1]: ", "lab_device_mode 'absent' (", "hosts.ini:1): expected yes or no");
        for (String size : List.of("16M", "-5")) {
            assertThat(typed(lab(" lab_disk_size=" + size)).out())
                    .contains("lab_disk_size '" + size + "' (", "expected bytes, such as 16000000");
        }
    }

    @Test
    void aMistakeInWhatAnEmulatedRouterIsToBeIsToldWithItsPlace() {
        assertThat(typed(inventory("r1 connection=lab routeros=7.20.8")).out())
                .containsPattern("connection 'lab' \\(.*hosts\\.ini:1\\) needs the variable 'arch'");
        assertThat(typed(lab(" lab_board=rb1")).out()).containsPattern("lab_board \\(.*hosts\\.ini:1\\): ");
        assertThat(typed(lab(" lab_faults=earthquake=9")).out())
                .containsPattern("lab_faults \\(.*hosts\\.ini:1\\): no accident of an emulated router");
        assertThat(typed(lab(" lab_speed=slow")).out()).containsPattern("lab_speed \\(.*hosts\\.ini:1\\): ");
        assertThat(typed(lab(" lab_way=wlan")).out())
                .containsPattern("lab_way \\(.*hosts\\.ini:1\\): no way to an emulated router: 'wlan'");
    }

    private String lab(String more) {
        return inventory("r1 connection=lab arch=arm64 routeros=7.20.8" + more);
    }

    private String inventory(String line) {
        try {
            return Files.writeString(dir.resolve("hosts.ini"), line + "\n").toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Typed typed(String inventory, String... more) {
        return Typed.run(
                dir.resolve("state"),
                Stream.concat(Stream.of(playbook.toString(), "-i", inventory), Arrays.stream(more))
                        .toArray(String[]::new));
    }
}
