package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReaderTest {
    private static final String NONCE = "q7Lr2kPz";
    private final Reader reader = new Reader(NONCE);
    private final Dialect old = Dialect.of(RouterosVersion.parse("7.12.2"), Set.of("container"));
    private final Dialect today = Dialect.of(RouterosVersion.parse("7.24"), Set.of("container"));

    private static String line(String text) {
        return NONCE + " " + text + "\r\n";
    }

    private static String printed(String name, String type, String value) {
        return line("f " + name + "=" + type + "=" + value);
    }

    @Test
    void factsAreReadFromOneAnswer() throws Exception {
        RouterFacts facts = reader.facts(Answer.of(line("m /system/resource")
                + line("r")
                + printed("architecture-name", "str", "arm64")
                + printed("board-name", "str", "hAP ax^2")
                + printed("cpu", "str", "ARM64")
                + printed("free-hdd-space", "num", "73195520")
                + printed("version", "str", "7.20.8 (stable)")
                + line("m /system/identity")
                + line("r")
                + printed("name", "str", "r1=\r\nq7 e\n")
                + line("m /system/device-mode")
                + line("r")
                + printed("container", "bool", "true")
                + line("m /system/package")
                + line("r")
                + printed(".id", "id", "*1")
                + printed("name", "str", "routeros")
                + line("r")
                + printed("name", "str", "container")
                + line("r")
                + printed("available", "bool", "true")
                + printed("disabled", "bool", "true")
                + printed("name", "str", "iot")
                + line("m /disk")
                + line("r")
                + printed("fs", "str", "ext4")
                + printed("free", "num", "62692188160")
                + printed("mounted", "bool", "true")
                + printed("size", "num", "64023257088")
                + printed("slot", "str", "usb1")
                + line("e")));
        assertThat(facts.version()).isEqualTo(RouterosVersion.parse("7.20.8"));
        assertThat(facts.identity()).isEqualTo("r1=\r\nq7 e\n");
        assertThat(facts.packages()).containsExactlyInAnyOrder("routeros", "container");
        assertThat(facts.containersAllowed()).contains(true);
        assertThat(facts.freeHddBytes()).isEqualTo(73_195_520);
        assertThat(facts.disk("usb1"))
                .contains(new RouterFacts.Disk("usb1", "ext4", true, 64_023_257_088L, 62_692_188_160L));
        assertThat(facts.dialect().has("/container")).isTrue();
        assertThat(facts.dialect().has("/system/routerboard")).isTrue();
        assertThat(facts.armV5Only()).isFalse();
    }

    @Test
    void whatARouterDoesNotTellIsUnknownAndNoError() throws Exception {
        RouterFacts facts = reader.facts(Answer.of(line("m /system/resource")
                + line("r")
                + printed("version", "str", "7.9.2 (stable)")
                + line("m /system/device-mode")
                + line("x")
                + line("m /disk")
                + line("e")));
        assertThat(facts.containersAllowed()).isEmpty();
        assertThat(facts.disks()).isEmpty();
    }

    @Test
    void anErrorIsGivenInTheRoutersWords() {
        assertThatThrownBy(() -> reader.facts(Answer.of("not enough permissions (9)\r\n")))
                .isInstanceOf(RouterosException.class)
                .hasMessage("the router's answer ends early; it said: not enough permissions (9)");
        assertThatThrownBy(() -> reader.state(
                                today,
                                List.of("/container"),
                                Answer.of(line("m /container") + "failure: something (/container/print)\r\n"))
                        .rows())
                .hasMessageContaining("failure: something");
        assertThatThrownBy(() -> reader.facts(Answer.of(line("m /system/resource") + line("x") + line("e"))))
                .hasMessageContaining("does not tell its version");
        assertThatThrownBy(() -> reader.facts(Answer.of(""))).hasMessage("the router's answer ends early");
    }

    @Test
    void rowsComeInCanonicalNamesAndValuesWhateverTheVersionCallsThem() throws Exception {
        Row before = reader.state(
                        old,
                        List.of("/container"),
                        Answer.of(line("m /container")
                                + line("r")
                                + printed(".id", "id", "*1A")
                                + printed("envlist", "str", "mkrun-web")
                                + printed("logging", "bool", "true")
                                + printed("mounts", "array", "")
                                + printed("mounts", "str", "a;b")
                                + printed("mounts", "str", "c")
                                + line("e")))
                .rows()
                .get("/container")
                .get(0);
        assertThat(before)
                .isEqualTo(new Row("*1A", Map.of("envlists", "mkrun-web", "logging", "true", "mountlists", "a;b,c")));
        Row after = reader.state(
                        today,
                        List.of("/container"),
                        Answer.of(line("m /container")
                                + "[{\".id\":\"*1A\",\"envlists\":[\"mkrun-web\"],\"logging\":\"yes\","
                                + "\"mountlists\":[\"a;b\",\"c\"],\"workdir\":null,\"restart-max-count\":3}]\r\n"
                                + line("e")))
                .rows()
                .get("/container")
                .get(0);
        assertThat(after.values())
                .containsAllEntriesOf(before.values())
                .containsEntry("workdir", "")
                .containsEntry("restart-max-count", "3");
    }

    /** What {@code :serialize} makes of a day. */
    @Test
    void datesInPlaceOfSpansOfTimeAreSpansAgain() throws Exception {
        String answer = line("m /ip/dns/static")
                + "[{\".id\":\"*1\",\"ttl\":\"1970-01-02 00:00:00\",\"text\":\"1970-01-02 00:00:00\"},"
                + "{\".id\":\"*2\",\"ttl\":\"00:00:15\"}]\r\n" + line("e");
        assertThat(reader.state(today, List.of("/ip/dns/static"), Answer.of(answer))
                        .rows()
                        .get("/ip/dns/static"))
                .containsExactly(
                        new Row("*1", Map.of("ttl", "86400s", "text", "1970-01-02 00:00:00")),
                        new Row("*2", Map.of("ttl", "00:00:15")));
    }

    @Test
    void rowsMayComeOneByOne() throws Exception {
        String rows = "{\".id\":\"*1\",\"host\":\"192.0.2.1\"}\r\n{\".id\":\"*2\",\"host\":\"192.0.2.2\"}\r\n";
        List<String> menus = List.of("/tool/netwatch", "/ip/address");
        String rest = line("m /ip/address") + "[]\r\n" + line("e");
        assertThat(reader.state(today, menus, Answer.of(line("m /tool/netwatch") + rows + rest))
                        .rows()
                        .get("/tool/netwatch"))
                .extracting(row -> row.text("host"))
                .containsExactly("192.0.2.1", "192.0.2.2");
        assertThatThrownBy(() -> reader.state(
                        today, menus, Answer.of(line("m /tool/netwatch") + rows + "failure: gone\r\n" + rest)))
                .hasMessageContaining("cannot read /tool/netwatch");
    }

    @Test
    void singleMenusAreOneRow() throws Exception {
        assertThat(reader.state(
                                today,
                                List.of("/system/identity", "/ip/address"),
                                Answer.of(line("m /system/identity") + "{\"name\":\"MikroTik\"}\r\n"
                                        + line("m /ip/address") + "[]\r\n" + line("e")))
                        .rows())
                .containsExactly(
                        Map.entry("/system/identity", List.of(new Row("", Map.of("name", "MikroTik")))),
                        Map.entry("/ip/address", List.of()));
    }

    @Test
    void menusThatARouterLacksAreNotAskedForAndHaveNoRows() throws Exception {
        Dialect bare = Dialect.of(RouterosVersion.parse("7.21.5"), Set.of());
        List<String> menus = List.of("/container", "/ip/address", "/interface/veth");
        assertThat(reader.stateScript(bare, menus)).doesNotContain("/container").contains("/ip/address/print");
        assertThat(reader.state(bare, menus, Answer.of(line("m /ip/address") + "[]\r\n" + line("e")))
                        .rows())
                .containsOnlyKeys(menus)
                .allSatisfy((menu, rows) -> assertThat(rows).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("mkrun.routeros.QuoteTest#nasty")
    void noValueCanForgeAnother(String nasty) throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("address", "10.0.0.1/24");
        values.put("comment", nasty);
        values.put("interface", nasty + "\r\n" + nasty);
        StringBuilder lines = new StringBuilder(line("m /ip/address") + line("r") + printed(".id", "id", "*1"));
        values.forEach((name, value) -> lines.append(printed(name, "str", value)));
        Map<String, Object> json = new LinkedHashMap<>(values);
        json.put(".id", "*1");
        String serialized = line("m /ip/address") + new ObjectMapper().writeValueAsString(List.of(json)) + "\r\n";
        Row row = new Row("*1", values);
        List<String> menus = List.of("/ip/address");
        assertThat(reader.state(old, menus, Answer.of(lines + line("e"))).rows().get("/ip/address"))
                .containsExactly(row);
        assertThat(reader.state(today, menus, Answer.of(serialized + line("e")))
                        .rows()
                        .get("/ip/address"))
                .containsExactly(row);
    }

    @Test
    void scriptsUseOnlyWhatTheVersionHas() {
        assertThat(reader.stateScript(old, List.of("/container"))).doesNotContain("serialize");
        assertThat(reader.stateScript(today, List.of("/container")))
                .isEqualTo(
                        ":put \"q7Lr2kPz m /container\"; :put [:serialize to=json"
                                + " options=json.no-string-conversion value=[/container/print detail as-value]]; :put \"q7Lr2kPz e\"");
        assertThat(reader.factsScript())
                .doesNotContain("serialize")
                .doesNotContain("\n")
                .hasSizeLessThan(4000);
    }

    @Test
    void containersTellTheirStateByWordOrByFlag() {
        assertThat(ContainerState.of(new Row("*1", Map.of("status", "extracting"))))
                .isEqualTo(ContainerState.EXTRACTING);
        assertThat(ContainerState.of(new Row("*1", Map.of("stopped", "true")))).isEqualTo(ContainerState.STOPPED);
        assertThat(ContainerState.of(new Row("*1", Map.of("running", "false", "downloading/extracting", "true"))))
                .isEqualTo(ContainerState.EXTRACTING);
        assertThat(ContainerState.of(new Row("*1", Map.of("healthy", "true")))).isEqualTo(ContainerState.RUNNING);
        assertThat(ContainerState.of(new Row("*1", Map.of()))).isEqualTo(ContainerState.UNKNOWN);
    }
}
