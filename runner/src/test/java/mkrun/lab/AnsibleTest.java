package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ansible's modules for RouterOS, which drive the interactive console, against an emulated router. */
class AnsibleTest {
    @TempDir
    Path dir;

    private LabRouter start(String version, String architecture) throws LabException {
        return LabRouter.start(LabConfig.of("r1", RouterosVersion.parse(version), architecture, dir.resolve("r1"))
                .withLogin("admin", "secret"));
    }

    private String ansible(LabRouter router, String login, String tasks) throws IOException {
        Needs.debianPython("paramiko");
        String host = "r1 ansible_host=127.0.0.1 ansible_port=" + router.port() + " ansible_user=" + login
                + " ansible_password=secret ansible_connection=ansible.netcommon.network_cli"
                + " ansible_network_os=community.routeros.routeros";
        return new AnsibleRun(dir).play(host, "", tasks);
    }

    private JsonNode saved(String name) throws IOException {
        return new AnsibleRun(dir).saved(name);
    }

    @Test
    void commandModuleReadsAndChanges() throws LabException, IOException {
        try (LabRouter router = start("7.20.8", "arm64")) {
            ansible(router, "admin+cet1024w", """
                    - community.routeros.command:
                        commands:
                          - /interface bridge add name=containers
                          - /interface bridge print count-only where name=containers
                          - /system identity set name=renamed
                          - /system identity print
                          - /foo print
                      register: result
                    - copy:
                        content: "{{ result.stdout | to_json }}"
                        dest: "%s/stdout.json"
                      delegate_to: localhost
                      vars: {ansible_connection: local}
                    """.formatted(dir));
            JsonNode stdout = saved("stdout.json");
            assertThat(stdout.get(0).asText()).isEmpty();
            assertThat(stdout.get(1).asText()).isEqualTo("1");
            assertThat(stdout.get(3).asText()).isEqualTo("name: renamed");
            assertThat(stdout.get(4).asText()).isEqualTo("bad command name foo (line 1 column 2)");
        }
    }

    @Test
    void factsModuleGathersAll() throws LabException, IOException {
        try (LabRouter router = start("7.16.2", "arm")) {
            ansible(router, "admin", """
                    - community.routeros.facts:
                        gather_subset: [default, hardware, interfaces]
                    - copy:
                        content: "{{ ansible_facts | to_json }}"
                        dest: "%s/facts.json"
                      delegate_to: localhost
                      vars: {ansible_connection: local}
                    """.formatted(dir));
            JsonNode facts = saved("facts.json");
            assertThat(facts.path("net_hostname").asText().strip()).isEqualTo("MikroTik");
            assertThat(facts.path("net_version").asText().strip()).isEqualTo("7.16.2 (stable)");
            assertThat(facts.path("net_arch").asText().strip()).isEqualTo("arm");
            assertThat(facts.path("net_model").asText().strip()).isEqualTo("RB3011UiAS");
            assertThat(facts.path("net_memtotal_mb").asDouble()).isEqualTo(1024.0);
            assertThat(facts.path("net_spacetotal_mb").asDouble()).isEqualTo(128.0);
            assertThat(facts.path("net_all_ipv4_addresses").toString()).isEqualTo("[\"192.0.2.10\"]");
            assertThat(facts.path("net_interfaces").path("ether1").path("type").asText())
                    .isEqualTo("ether");
        }
    }

    @Test
    void theLicenceOfAFreshRouterIsNoHindrance() throws LabException, IOException {
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse("7.20.8"), "arm64", dir.resolve("r1"))
                .withLogin("admin", "secret")
                .withFaults(LabFaults.parse("login=license"));
        try (LabRouter router = LabRouter.start(config)) {
            String out = ansible(router, "admin+cet1024w", """
                    - community.routeros.command:
                        commands: [/system identity print]
                    """);
            assertThat(out).contains("ok=1").contains("failed=0");
        }
    }

    @Test
    void factsModuleCopesWithAVirtualRouter() throws LabException, IOException {
        try (LabRouter router = start("7.23.3", "x86_64")) {
            String out = ansible(router, "admin", "- community.routeros.facts:\n");
            assertThat(out).contains("ok=1").contains("failed=0");
        }
    }
}
