package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users of groups that lack a policy are refused. */
class PoliciesTest {
    private final TestConsole console = new TestConsole("7.20.8");

    private String allowed(List<String> policies, String line) {
        StringBuilder out = new StringBuilder();
        console.interpreter().session("somebody", policies::contains).execute(line, out::append);
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "/interface/bridge/add name=x => write",
                "/interface/bridge/print => read",
                ":put [/interface/find] => read",
                "/ip/address/export => read",
                "/export => read",
                "/system/identity/set name=x => write",
                "/system/script/run x => write"
            })
    void commandsNeedTheirPolicy(String line, String policy) {
        assertThat(allowed(List.of("ssh", policy.equals("read") ? "write" : "read"), line.strip()))
                .startsWith("not enough permissions (9) (")
                .endsWith("; line 1)\r\n");
        assertThat(allowed(List.of("ssh", policy), line.strip())).doesNotContain("not enough permissions");
    }

    @Test
    void refusalsAreCaughtAsOtherErrors() {
        assertThat(allowed(List.of(), ":do {/ip/address/print} on-error={:put no}; :put end"))
                .isEqualTo("no\r\nend\r\n");
    }

    @Test
    void secretsAreHiddenFromThoseWhoMayNotSeeThem() {
        console.given("/interface/wireguard/add name=wg");
        String key = console.put("[/interface/wireguard/get wg private-key]");
        assertThat(key).hasSize(44);
        List<String> reader = List.of("read", "write");
        assertThat(allowed(reader, ":put [/interface/wireguard/get wg private-key]"))
                .isEqualTo("*****\r\n");
        for (String print :
                new String[] {"/interface/wireguard/print detail", ":put [/interface/wireguard/print as-value]"}) {
            assertThat(allowed(reader, print)).contains("*****").doesNotContain(key);
        }
        assertThat(allowed(reader, ":put [:len [/interface/wireguard/find private-key=\"" + key + "\"]]"))
                .isEqualTo("0\r\n");
        assertThat(allowed(reader, "/interface/wireguard/set wg comment=x")).isEmpty();
        assertThat(console.put("[/interface/wireguard/get wg private-key]")).isEqualTo(key);
    }
}
