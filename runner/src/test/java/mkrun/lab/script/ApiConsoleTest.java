package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands of the API do, without the protocol. Sources: the manual's page on the API; captures of librouteros's. */
class ApiConsoleTest {
    private final TestConsole console = new TestConsole("7.20.8");
    private ApiConsole api = console.interpreter().api("admin", policy -> true);

    private static ApiRequest request(String command, String... words) {
        Map<String, String> attributes = new LinkedHashMap<>();
        List<String> queries = new ArrayList<>();
        for (String word : words) {
            int sign = word.indexOf('=', 1);
            if (word.startsWith("?")) {
                queries.add(word.substring(1));
            } else {
                attributes.put(word.substring(0, sign), word.substring(sign + 1));
            }
        }
        return new ApiRequest(command, attributes, queries);
    }

    private ApiAnswer run(String command, String... words) throws ApiRefusal {
        return api.run(request(command, words));
    }

    private List<String> refused(String command, String... words) {
        ApiRefusal refusal = catchThrowableOfType(ApiRefusal.class, () -> run(command, words));
        assertThat(refusal).as("refusal of %s", command).isNotNull();
        return refusal.reasons().stream()
                .map(r -> (r.category().isPresent() ? r.category().getAsInt() + " " : "") + r.message())
                .toList();
    }

    private List<String> values(String property, String command, String... words) throws ApiRefusal {
        return run(command, words).rows().stream()
                .map(r -> r.getOrDefault(property, "-"))
                .toList();
    }

    @Test
    void addGivesTheIdAndRowsHaveTheFormsOfTheApi() throws ApiRefusal {
        assertThat(run("/ip/dns/static/add", "name=a.lan", "address=192.0.2.7", "ttl=01:30:00", "disabled=yes")
                        .result())
                .contains("*1");
        assertThat(run("/ip/dns/static/print").rows())
                .containsExactly(Map.of(
                        ".id",
                        "*1",
                        "name",
                        "a.lan",
                        "address",
                        "192.0.2.7",
                        "type",
                        "A",
                        "ttl",
                        "1h30m",
                        "disabled",
                        "true",
                        "dynamic",
                        "false"));
    }

    @Test
    void switchesHaveNoValue() throws ApiRefusal {
        run("/routing/table/add", "name=isp2", "fib=");
        assertThat(values("fib", "/routing/table/print")).containsExactly("");
        assertThat(refused("/routing/table/add", "name=isp3", "fib=no"))
                .containsExactly("1 invalid value for argument fib");
        run("/routing/table/set", ".id=*1", "!fib=");
        assertThat(values("fib", "/routing/table/print")).containsExactly("-");
    }

    @Test
    void menusWithoutRowsGiveOneRowWithoutId() throws ApiRefusal {
        assertThat(run("/system/identity/print").rows()).containsExactly(Map.of("name", "MikroTik"));
        run("/system/identity/set", "name=x y=\"z");
        assertThat(run("/system/identity/get", "value-name=name").result()).contains("x y=\"z");
    }

    /** As terraform-provider-routeros and Ansible's api_modify know it from routers. */
    @Test
    void prioritiesOfBridgesAreHexadecimal() throws ApiRefusal {
        run("/interface/bridge/add", "name=br1");
        run("/interface/bridge/add", "name=br2", "priority=0xA000");
        assertThat(values("priority", "/interface/bridge/print")).containsExactly("0x8000", "0xA000");
        assertThat(run("/interface/bridge/print", "?priority=0xA000").rows()).hasSize(1);
        assertThat(console.run("/interface/bridge/print"))
                .contains("priority=0x8000")
                .contains("priority=0xA000");
        assertThat(console.run("/interface/bridge/export")).contains("priority=0xA000");
    }

    @Test
    void bytesOfUtf8ComeBackAsTheyWent() throws ApiRefusal {
        String bytes = Bytes.of("Küche\u2028; $[:put 1] \"\\");
        run("/interface/bridge/add", "name=br1", "comment=" + bytes);
        assertThat(values("comment", "/interface/bridge/print")).containsExactly(bytes);
        assertThat(refused("/interface/bridge/add", "comment=\u00ff"))
                .containsExactly("1 invalid value for argument comment");
    }

    @Test
    void addsOfMenusWithHandlersGiveTheIdToo() throws ApiRefusal {
        console.interpreter().on("/interface/list", "add", call -> {
            call.proceed();
            return "";
        });
        assertThat(run("/interface/list/add", "name=wan").result()).contains("*1");
        assertThat(console.put("[/interface/list/add name=lan]")).isEqualTo("*2");
    }

    @Test
    void rowsAreNamedByIdsAndNames() throws ApiRefusal {
        console.given("/interface/bridge/add name=br1", "/interface/bridge/add name=br2");
        List<String> ids = values(".id", "/interface/bridge/print");
        run("/interface/bridge/set", ".id=" + String.join(",", ids), "comment=both");
        run("/interface/bridge/disable", "numbers=br2");
        assertThat(values("comment", "/interface/bridge/print")).containsExactly("both", "both");
        assertThat(values("disabled", "/interface/bridge/getall")).containsExactly("false", "true");
        run("/interface/bridge/remove", ".id=br1");
        assertThat(values("name", "/interface/bridge/print")).containsExactly("br2");
    }

    @Test
    void propertiesAreTakenAwayByTheirNamesBehindASign() throws ApiRefusal {
        console.given("/ip/firewall/nat/add chain=srcnat action=masquerade comment=x out-interface=ether1");
        run("/ip/firewall/nat/set", ".id=*1", "!out-interface=", "!comment=");
        assertThat(console.row("/ip/firewall/nat", "*1")).doesNotContainKeys("out-interface", "comment");
        run("/ip/firewall/nat/set", ".id=*1", "src-address=10.0.0.0/8");
        run("/ip/firewall/nat/unset", ".id=*1", "value-name=src-address");
        assertThat(console.row("/ip/firewall/nat", "*1")).doesNotContainKey("src-address");
        assertThat(refused("/ip/firewall/nat/set", ".id=*1", "!disabled="))
                .containsExactly("unknown parameter !disabled");
        assertThat(refused("/ip/firewall/nat/set", ".id=*1", "!chain=")).containsExactly("unknown parameter !chain");
        assertThat(refused("/ip/firewall/nat/set", ".id=*1", "!comment=", "comment=y"))
                .containsExactly("unknown parameter !comment");
    }

    @Test
    void rowsMove() throws ApiRefusal {
        for (String chain : List.of("input", "forward", "output")) {
            console.given("/ip/firewall/filter/add action=accept chain=" + chain);
        }
        run("/ip/firewall/filter/move", "numbers=*3", "destination=*1");
        assertThat(values(".id", "/ip/firewall/filter/print")).containsExactly("*3", "*1", "*2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "?name=b;b",
                "?=name=b;b",
                "?name;a b c",
                "?comment;b",
                "?-comment;a c",
                "?disabled=true;c",
                "?disabled=yes;c",
                "?disabled=no;a b",
                "?mtu=1500 ?#!;b",
                "?>mtu=1500;b",
                "?<mtu=1501;a c",
                "?>comment=;b",
                "?>name=a;''",
                "?name=a ?name=c;''",
                "?name=a ?name=c ?#|;a c",
                "?name=a ?mtu=1500 ?#&;a",
                "?name=a ?mtu=1500 ?#&!;b c",
                "?name=a ?name=b ?#|!;c",
                "?name=a ?name=b ?#1;a",
                "?name=a ?name=b ?#0;b",
                "?name=a ?name=b ?#1.;''",
                "?name=a ?#.;a",
                "?name=a ?#.!;''",
                "?name=a ?#9;a b c",
                "?#!;''",
                "?nonsense=1;''",
                "?-nonsense;a b c",
                "?.id=*2;a",
            })
    void queriesChooseRows(String query, String names) throws ApiRefusal {
        console.given(
                "/interface/bridge/add name=a mtu=1500",
                "/interface/bridge/add name=b mtu=2000 comment=hi",
                "/interface/bridge/add name=c mtu=1500 disabled=yes");
        List<String> all = values("name", "/interface/bridge/print", query.split(" "));
        assertThat(String.join(" ", all)).isEqualTo(names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "?#x", "?<name", "?-", "?-a=b", "?#1234567", "?>x"})
    void brokenQueriesAreRefused(String query) {
        assertThat(refused("/interface/print", query)).containsExactly("failure: invalid query");
    }

    @Test
    void printsShowWhatIsAskedFor() throws ApiRefusal {
        console.given("/interface/bridge/add name=a", "/interface/bridge/add name=b comment=x");
        assertThat(run("/interface/bridge/print", ".proplist=.id,comment,nonsense")
                        .rows())
                .containsExactly(Map.of(".id", "*2"), Map.of(".id", "*3", "comment", "x"));
        assertThat(run("/interface/bridge/print", ".proplist=comment").rows())
                .containsExactly(Map.of(), Map.of("comment", "x"));
        assertThat(run("/interface/bridge/print", "count-only=").result()).contains("2");
        assertThat(run("/ip/firewall/nat/print").listing()).isTrue();
    }

    @Test
    void errorsAreTheRoutersWithoutAPlaceInAScript() throws ApiRefusal {
        run("/ip/address/add", "address=10.0.0.1/24", "interface=ether1");
        assertThat(refused("/ip/address/add", "address=10.0.0.1/24", "interface=ether1"))
                .containsExactly("failure: already have such address");
        assertThat(refused("/ip/address/add", "address=10.0.0.2/24", "interface=no"))
                .containsExactly("1 input does not match any value of interface");
        assertThat(refused("/ip/address/add", "address=x", "interface=ether1"))
                .containsExactly("1 invalid value for argument address");
        assertThat(refused("/ip/address/add")).containsExactly("missing value(s) of argument(s) address interface");
        assertThat(refused("/ip/address/set", ".id=*99", "comment=x")).containsExactly("no such item (4)");
        assertThat(refused("/interface/bridge/remove", ".id=br9")).containsExactly("0 no such item");
        assertThat(refused("/interface/bridge/port/add", "bridge=ether1", "interface=ether1", "pvid=5000"))
                .hasSize(1);
        assertThat(refused("/ip/address/add", "address=10.0.0.3/24", "interface=ether1", "disabled=true"))
                .containsExactly("1 invalid value for argument disabled");
    }

    @Test
    void newestVersionsHaveTheSameErrors() {
        TestConsole newest = new TestConsole("7.24");
        api = newest.interpreter().api("admin", policy -> true);
        assertThat(refused("/ip/address/add", "address=10.0.0.2/24", "interface=no"))
                .containsExactly("1 input does not match any value of interface");
    }

    @Test
    void unknownWordsAreRefused() {
        assertThat(refused("/ip/nonsense/print"))
                .containsExactly("0 no such command or directory (nonsense)", "no such command prefix");
        for (String command : List.of(
                "/ip/address/nonsense",
                "/ip/address/pri",
                "/ip/address",
                "ip/address/print",
                "/",
                "",
                "/interface/find",
                "/interface/export",
                "/export",
                "/put",
                "/execute",
                "/console/inspect",
                "/ping")) {
            assertThat(refused(command)).as(command).contains("0 no such command");
        }
        assertThat(refused("/ip/address/add", "addres=10.0.0.2/24", "interface=ether1"))
                .containsExactly("unknown parameter addres");
        assertThat(refused("/interface/print", "where=x")).containsExactly("unknown parameter where");
        assertThat(refused("/ip/address/remove", "?address=x")).containsExactly("unknown parameter ?address=x");
        assertThat(refused("/system/identity/set", ".id=*1", "name=x")).containsExactly("unknown parameter .id");
        assertThat(refused("/container/add", "envlists=x", "nonsense=x")).isNotEmpty();
    }

    @Test
    void whatPrintsForEyesIsNotOffered() {
        console.interpreter().onConsole("/interface/list", "add", call -> "well done\r\n");
        assertThat(refused("/interface/list/add", "name=wan")).containsExactly("0 no such command");
        assertThat(console.run("/interface/list/add name=wan")).isEqualTo("well done\r\n");
    }

    @Test
    void policiesHold() throws ApiRefusal {
        console.given("/interface/wireguard/add name=wg1");
        Predicate<String> reader = policy -> policy.equals("read");
        api = console.interpreter().api("admin", reader);
        assertThat(refused("/interface/bridge/add", "name=x")).containsExactly("not enough permissions (9)");
        assertThat(values("private-key", "/interface/wireguard/print")).containsExactly("*****");
        assertThat(run("/interface/wireguard/print", "?private-key=*****").rows())
                .hasSize(1);
        api = console.interpreter().api("admin", policy -> false);
        assertThat(refused("/interface/print")).containsExactly("not enough permissions (9)");
    }

    @Test
    void scriptsRunAndTheirErrorsAreTold() throws ApiRefusal {
        console.given(
                "/system/script/add name=good source=\"/interface/bridge/add name=made; :put 1\"",
                "/system/script/add name=bad source=\":error \\\"no way\\\"\"",
                "/system/script/add name=ends source=\":quit\"");
        assertThat(run("/system/script/run", "number=good").result()).isEqualTo(Optional.empty());
        assertThat(values("name", "/interface/bridge/print")).containsExactly("made");
        assertThat(run("/system/script/run", ".id=ends").result()).isEqualTo(Optional.empty());
        assertThat(refused("/system/script/run", ".id=*2").get(0)).startsWith("no way");
    }
}
