package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommonTasksTest {
    /** Names of tasks that a check would have change something. */
    private static final Pattern CHANGED =
            Pattern.compile("TASK \\[container (.+) : ([^]]+)\\] .*\n(?:.*\n)*?changed: ");

    @TempDir
    private Path dir;

    /** Image, bridge, gateway and masquerade are there when the second container comes, as in a run. */
    @Test
    void whatTwoContainersShareACheckMakesOnce() throws Exception {
        Path playbook = Files.writeString(dir.resolve("two.groovy"), """
                image('web') {
                    repositories 'embedded'
                    packages 'mkrun-demo-openrc'
                }
                play('all') {
                    hosts 'all'
                    tasks {
                        container('a') {
                            image 'web'
                            address '172.17.0.2/24'
                        }
                        container('b') {
                            image 'web'
                            address '172.17.0.3/24'
                        }
                    }
                }
                """);
        Path inventory = Files.writeString(dir.resolve("hosts.ini"), "r1 connection=lab arch=arm64 routeros=7.20.8\n");

        Typed check = Typed.run(dir.resolve("state"), playbook.toString(), "-i", inventory.toString(), "--check");

        assertThat(check.code()).as(check.out() + check.err()).isZero();
        assertThat(changed(check.out(), "a"))
                .contains("image web", "bridge containers", "gateway 172.17.0.1/24", "masquerade 172.17.0.0/24");
        assertThat(changed(check.out(), "b"))
                .contains("interface veth-b", "container b")
                .doesNotContain("image web", "bridge containers", "gateway 172.17.0.1/24", "masquerade 172.17.0.0/24");
    }

    private static List<String> changed(String out, String container) {
        return Pattern.compile("\n\n")
                .splitAsStream(out)
                .map(CHANGED::matcher)
                .filter(Matcher::find)
                .filter(task -> task.group(1).equals(container))
                .map(task -> task.group(2))
                .toList();
    }
}
