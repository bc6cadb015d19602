package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ansible's modules for RouterOS's API, against an emulated router. */
class AnsibleApiTest {
    private static final String LOCAL = "r1 ansible_connection=local ansible_python_interpreter=/usr/bin/python3";

    @TempDir
    Path dir;

    private LabRouter start(String version) throws LabException {
        Needs.debianPython("librouteros");
        return LabRouter.start(LabConfig.of("r1", RouterosVersion.parse(version), "arm64", dir.resolve("r1"))
                .withLogin("admin", "secret"));
    }

    /** Plays tasks; what each registered as {@code rN} is saved as one list. */
    private JsonNode play(LabRouter router, int results, String tasks) throws IOException {
        String keywords = """
                module_defaults:
                  group/community.routeros.api: {hostname: 127.0.0.1, port: %d, username: admin, password: secret}
                """.formatted(router.apiPort());
        StringBuilder names = new StringBuilder("r1");
        for (int i = 2; i <= results; i++) {
            names.append(", r").append(i);
        }
        String save = "- copy: {content: \"{{ [%s] | to_json }}\", dest: \"%s/results.json\"}\n".formatted(names, dir);
        AnsibleRun ansible = new AnsibleRun(dir);
        ansible.play(LOCAL, keywords, tasks + save);
        return ansible.saved("results.json");
    }

    @Test
    void apiModuleQueriesAndChanges() throws LabException, IOException {
        try (LabRouter router = start("7.20.8")) {
            JsonNode results = play(router, 8, """
                    - community.routeros.api: {path: interface bridge, add: name=br1 comment="a bridge"}
                      register: r1
                    - community.routeros.api: {path: interface, query: .id name type WHERE name == br1}
                      register: r2
                    - community.routeros.api:
                        path: interface
                        extended_query:
                          attributes: [name, type, disabled]
                          where:
                            - {attribute: type, is: in, value: [bridge, vlan]}
                            - or:
                                - {attribute: name, is: "==", value: br1}
                                - {attribute: name, is: "==", value: br2}
                      register: r3
                    - community.routeros.api: {path: interface bridge, update: ".id={{ r2.msg[0]['.id'] }} comment=changed"}
                      register: r4
                    - community.routeros.api: {path: interface bridge, remove: "{{ r2.msg[0]['.id'] }}"}
                      register: r5
                    - community.routeros.api: {path: interface bridge, remove: "{{ r2.msg[0]['.id'] }}"}
                      register: r6
                      ignore_errors: true
                    - community.routeros.api: {path: system script, cmd: run number=nonsense}
                      register: r7
                      ignore_errors: true
                    - community.routeros.api: {path: system identity}
                      register: r8
                    """);
            assertThat(results.get(0).path("msg").get(0).asText()).matches("added: \\.id= \\*[0-9A-F]+");
            assertThat(results.get(1).path("msg").get(0).path("type").asText()).isEqualTo("bridge");
            assertThat(results.get(2).path("msg").toString())
                    .isEqualTo("[{\"name\":\"br1\",\"type\":\"bridge\",\"disabled\":false}]");
            assertThat(results.get(3).path("changed").asBoolean()).isTrue();
            assertThat(results.get(4).path("msg").get(0).asText()).startsWith("removed: .id= *");
            assertThat(results.get(5).path("msg").get(0).asText()).isEqualTo("no such item (4)");
            assertThat(results.get(6).path("msg").get(0).asText()).isEqualTo("no such item");
            assertThat(results.get(7).path("msg").toString()).isEqualTo("[{\"name\":\"MikroTik\"}]");
        }
    }

    /** The same data twice: the second time nothing is to do. Values are as the router gives them back. */
    @Test
    void modifyModuleChangesNothingTheSecondTime() throws LabException, IOException {
        try (LabRouter router = start("7.20.8")) {
            String modify = """
                    - community.routeros.api_modify:
                        path: "{{ item.path }}"
                        data: "{{ item.data }}"
                        handle_absent_entries: "{{ item.absent | default('ignore') }}"
                        handle_entries_content: "{{ item.content | default('ignore') }}"
                        ensure_order: "{{ item.order | default(false) }}"
                      loop:
                        - {path: system identity, data: [{name: modified}]}
                        - path: interface bridge
                          data: [{name: br1, comment: one, priority: "0x1000", protocol-mode: none, arp-timeout: auto}]
                        - path: interface vlan
                          data: [{name: vlan7, vlan-id: 7, interface: br1}]
                        - path: interface bridge port
                          data: [{bridge: br1, interface: ether3, pvid: 7, priority: "0x70"}]
                        - path: ip address
                          data: [{address: 10.7.0.1/24, interface: vlan7}, {address: 10.8.0.1/24, interface: br1, disabled: true}]
                        - path: ip dhcp-server
                          data: [{name: guests, interface: vlan7, lease-time: 1h}]
                        - path: ip dns
                          data: [{servers: "192.0.2.53,192.0.2.54", allow-remote-requests: true, max-udp-packet-size: 1232}]
                        - path: ip dns static
                          data:
                            - {name: a.lan, type: A, address: 10.7.0.2, ttl: 5m}
                            - {regexp: ".*[.]b[.]lan", type: A, address: 10.7.0.3, comment: all of b}
                          absent: remove
                          content: remove
                          order: true
                        - path: ip firewall filter
                          data:
                            - {chain: input, action: accept, connection-state: "established,related"}
                            - {chain: input, action: accept, protocol: tcp, dst-port: "22,8728", comment: management}
                            - {chain: forward, action: drop, in-interface: ether2, log: true, log-prefix: lost}
                        - path: ip firewall nat
                          data: [{chain: srcnat, action: masquerade, out-interface: ether1}]
                        - path: ip route
                          data: [{dst-address: 10.99.0.0/16, gateway: 10.7.0.254, comment: far}]
                        - path: ip service
                          data: [{name: telnet, disabled: true}, {name: www, disabled: true, address: 10.7.0.0/24}]
                        - path: interface wireguard
                          data: [{name: wg1, listen-port: 51820, private-key: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEA="}]
                        - path: interface wireguard peers
                          data:
                            - public-key: "L+V9o0fNYkMVKNqsX7spBzD/9oSvxM/C7ZCZX1jLO3Q="
                              interface: wg1
                              allowed-address: 10.9.0.2/32
                              persistent-keepalive: 25s
                        - path: snmp
                          data: [{enabled: true, contact: ops}]
                        - path: system scheduler
                          data: [{name: nightly, interval: 1d, on-event: ":log info night"}]
                      loop_control: {label: "{{ item.path }}"}
                      register: %s
                    """;
            JsonNode results = play(router, 2, modify.formatted("r1") + modify.formatted("r2"));
            assertThat(results.get(0).path("results"))
                    .allSatisfy(first ->
                            assertThat(first.path("changed").asBoolean()).isTrue());
            assertThat(results.get(1).path("results"))
                    .allSatisfy(second -> assertThat(second.path("changed").asBoolean())
                            .as(second.path("item").path("path").asText() + ": " + second.path("old_data"))
                            .isFalse());
        }
    }

    @Test
    void findAndModifyChangesWhatItFinds() throws LabException, IOException {
        try (LabRouter router = start("7.20.8")) {
            JsonNode results = play(router, 4, """
                    - community.routeros.api_modify:
                        path: ip firewall filter
                        data:
                          - {chain: output, action: drop, src-address: 10.0.0.0/8}
                          - {chain: forward, action: drop, src-address: 10.0.0.0/8}
                      register: r1
                    - community.routeros.api_find_and_modify:
                        path: ip firewall filter
                        find: {chain: input}
                        values: {comment: found}
                        allow_no_matches: true
                      register: r2
                    - community.routeros.api_find_and_modify: &modify
                        path: ip firewall filter
                        find: {chain: output}
                        values: {comment: found, "!src-address": null}
                        require_matches_min: 1
                        require_matches_max: 1
                      register: r3
                    - community.routeros.api_find_and_modify: *modify
                      register: r4
                    """);
            assertThat(results.get(1).path("changed").asBoolean()).isFalse();
            assertThat(results.get(2).path("changed").asBoolean()).isTrue();
            assertThat(results.get(2).path("new_data").get(0).toString())
                    .contains("\"comment\":\"found\"")
                    .doesNotContain("src-address");
            assertThat(results.get(3).path("changed").asBoolean()).isFalse();
        }
    }

    @Test
    void infoModuleShowsWhatDiffersFromTheDefaults() throws LabException, IOException {
        try (LabRouter router = start("7.16.2")) {
            JsonNode results = play(router, 3, """
                    - community.routeros.api: {path: ip dns static, add: name=a.lan address=10.0.0.1 ttl=1d}
                      register: r1
                    - community.routeros.api_info: {path: ip dns static, handle_disabled: omit}
                      register: r2
                    - community.routeros.api_info: {path: ip address, include_dynamic: true}
                      register: r3
                    """);
            assertThat(results.get(1).path("result").toString())
                    .isEqualTo("[{\".id\":\"*1\",\"name\":\"a.lan\",\"type\":\"A\",\"address\":\"10.0.0.1\"}]");
            assertThat(results.get(2).path("result").get(0).path("address").asText())
                    .isEqualTo("192.0.2.10/24");
        }
    }

    @Test
    void factsModuleGathersAll() throws LabException, IOException {
        try (LabRouter router = start("7.20.8")) {
            JsonNode results = play(router, 1, "- community.routeros.api_facts: {}\n  register: r1\n");
            JsonNode facts = results.get(0).path("ansible_facts");
            assertThat(facts.path("ansible_net_hostname").asText()).isEqualTo("MikroTik");
            assertThat(facts.path("ansible_net_version").asText()).isEqualTo("7.20.8 (stable)");
            assertThat(facts.path("ansible_net_arch").asText()).isEqualTo("arm64");
            assertThat(facts.path("ansible_net_model").asText()).isEqualTo("RB5009UG+S+");
            assertThat(facts.path("ansible_net_memtotal_mb").asDouble()).isEqualTo(1024.0);
            assertThat(facts.path("ansible_net_all_ipv4_addresses").toString()).isEqualTo("[\"192.0.2.10\"]");
            assertThat(facts.path("ansible_net_interfaces")
                            .path("ether1")
                            .path("type")
                            .asText())
                    .isEqualTo("ether");
        }
    }
}
