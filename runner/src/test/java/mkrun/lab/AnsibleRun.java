package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mkrun.testing.Needs;

/** Plays tasks with Debian's Ansible. */
final class AnsibleRun {
    private final Path dir;

    /** @param dir for all that it writes */
    AnsibleRun(Path dir) {
        this.dir = dir;
    }

    /**
     * Plays tasks, which must succeed.
     *
     * @param host a line of an inventory
     * @param keywords of the play, in its YAML
     * @return what it printed
     */
    String play(String host, String keywords, String tasks) throws IOException {
        Path inventory = Files.writeString(dir.resolve("hosts"), host + "\n");
        Path playbook = Files.writeString(
                dir.resolve("play.yml"),
                "- hosts: all\n  gather_facts: false\n" + keywords.indent(2) + "  tasks:\n" + tasks.indent(4));
        Client.Result result = new Client(dir)
                .run(
                        List.of(
                                "/usr/bin/env",
                                "HOME=" + dir,
                                "ANSIBLE_LOCAL_TEMP=" + dir.resolve("tmp"),
                                "ANSIBLE_HOST_KEY_CHECKING=False",
                                "ANSIBLE_NOCOLOR=1",
                                "ANSIBLE_PERSISTENT_CONTROL_PATH_DIR=" + dir.resolve("pc"),
                                Needs.tool("ansible-playbook").toString(),
                                "-i",
                                inventory.toString(),
                                playbook.toString()),
                        "");
        assertThat(result.status()).as(result.out() + result.err()).isZero();
        return result.out();
    }

    /** What the tasks wrote as JSON. */
    JsonNode saved(String name) throws IOException {
        return new ObjectMapper().readTree(dir.resolve(name).toFile());
    }
}
