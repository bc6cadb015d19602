package mkrun.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mkrun.testing.Needs;

/** Ansible's {@code community.routeros.command} reading from a fleet what mkrun reads, one task, no facts. */
final class AnsibleFleet {
    private static final String PLAYBOOK = """
            - hosts: all
              gather_facts: false
              tasks:
                - community.routeros.command:
                    commands:
                      - /system resource print
                      - /system identity print
                      - /interface bridge print detail without-paging
                      - /ip address print detail without-paging
                      - /ip firewall nat print detail without-paging
            """;

    private final Path folder;

    /** @param folder for what Ansible writes */
    AnsibleFleet(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    Map<String, String> environment() {
        return Map.of(
                "HOME", folder.toString(),
                "ANSIBLE_LOCAL_TEMP", folder.resolve("tmp").toString(),
                "ANSIBLE_PERSISTENT_CONTROL_PATH_DIR", folder.resolve("pc").toString(),
                "ANSIBLE_HOST_KEY_CHECKING", "False");
    }

    /** A run over the first of the routers that listen on these ports. */
    List<String> command(List<String> ports, String forks) throws IOException {
        List<String> hosts = new ArrayList<>();
        for (String port : ports) {
            hosts.add("r" + port + " ansible_host=127.0.0.1 ansible_port=" + port
                    + " ansible_user=admin+cet1024w ansible_password=lab"
                    + " ansible_connection=ansible.netcommon.network_cli"
                    + " ansible_network_os=community.routeros.routeros");
        }
        Path inventory = Files.write(folder.resolve("hosts"), hosts);
        Path playbook = Files.writeString(folder.resolve("play.yml"), PLAYBOOK);
        return List.of(
                Needs.tool("ansible-playbook").toString(),
                "-i",
                inventory.toString(),
                "-f",
                forks,
                playbook.toString());
    }
}
