package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.routeros.Answer;
import mkrun.routeros.Dialect;
import mkrun.routeros.Quote;
import mkrun.routeros.Reader;
import mkrun.routeros.RouterosException;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Row;
import mkrun.routeros.Values;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** mkrun's two questions to a router, asked of the console in every version's dialect. */
class ReaderOnConsoleTest {
    private static final String NASTY = "a;name=X;.id=*9 \"q\" \\ $x [y] {z} é\r\n42";

    static List<RouterosVersion> versions() {
        return RouterosVersion.KNOWN;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void factsAreRead(RouterosVersion version) throws RouterosException, IOException {
        TestConsole console = new TestConsole(version.toString());
        synchronized (console.state()) {
            console.state()
                    .single("/system/resource")
                    .set("version", version + " (stable)")
                    .set("board-name", "CHR");
            console.state().table("/system/package").add(Map.of("name", "container", "version", version.toString()));
        }
        Reader reader = new Reader("nonce-0001");
        String answer = console.run(reader.factsScript());
        assertThat(reader.facts(Answer.of(answer)).version()).isEqualTo(version);
        assertThat(reader.facts(Answer.of(answer)).packages()).isEqualTo(Set.of("container"));
        assertThat(reader.facts(Answer.of(answer)).identity()).isEqualTo("MikroTik");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void stateIsReadWhateverTheValuesHold(RouterosVersion version) throws RouterosException, IOException {
        TestConsole console = new TestConsole(version.toString());
        Dialect dialect = console.state().dialect();
        console.given(
                "/interface/bridge/add name=br comment=" + Quote.string(NASTY),
                "/interface/bridge/add name=\"123\"",
                "/ip/address/add address=172.17.0.1/24 interface=br");
        List<String> menus = List.of("/interface/bridge", "/ip/address", "/system/identity", "/container");
        Reader reader = new Reader("nonce-0002");
        Map<String, List<Row>> state = reader.state(
                        dialect, menus, Answer.of(console.run(reader.stateScript(dialect, menus))))
                .rows();
        assertThat(state.get("/interface/bridge")).hasSize(2);
        assertThat(state.get("/interface/bridge").get(0).comment()).isEqualTo(NASTY);
        assertThat(state.get("/interface/bridge").get(1).text("name")).isEqualTo("123");
        assertThat(state.get("/ip/address").get(0).text("network")).isEqualTo("172.17.0.0");
        assertThat(state.get("/system/identity").get(0).text("name")).isEqualTo("MikroTik");
        assertThat(state.get("/container")).isEmpty();
    }

    /** JSON of routers has no fractions of seconds, and dates for days. */
    @ParameterizedTest
    @MethodSource("versions")
    void timesAreReadAsTheyWereSet(RouterosVersion version) throws RouterosException, IOException {
        TestConsole console = new TestConsole(version.toString());
        Dialect dialect = console.state().dialect();
        console.given(
                "/tool/netwatch/add host=192.0.2.1 type=icmp interval=2d thr-avg=250ms",
                "/tool/netwatch/add host=192.0.2.2",
                "/interface/bridge/add name=b query-interval=1500ms",
                "/ip/dns/set cache-max-ttl=1w2d query-server-timeout=1500ms",
                "/ip/dns/static/add name=a.lan address=192.0.2.3 ttl=52w1d");
        List<String> menus = List.of("/tool/netwatch", "/interface/bridge", "/ip/dns", "/ip/dns/static");
        Reader reader = new Reader("nonce-0003");
        Map<String, List<Row>> state = reader.state(
                        dialect, menus, Answer.of(console.run(reader.stateScript(dialect, menus))))
                .rows();
        assertThat(state.get("/tool/netwatch")).hasSize(2);
        Map<String, String> set = Map.of(
                "/tool/netwatch interval", "2d",
                "/tool/netwatch thr-avg", "250ms",
                "/interface/bridge query-interval", "1500ms",
                "/ip/dns cache-max-ttl", "9d",
                "/ip/dns query-server-timeout", "1500ms",
                "/ip/dns/static ttl", "365d");
        set.forEach((field, value) -> {
            String menu = field.split(" ")[0];
            String name = field.split(" ")[1];
            assertThat(Values.millis(state.get(menu).get(0).text(name)))
                    .as(field)
                    .isEqualTo(Values.millis(value));
        });
    }
}
