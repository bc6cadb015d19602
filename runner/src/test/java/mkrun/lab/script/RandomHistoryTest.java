package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of random changes, taken back and made again step by step: the router is each time as it was then. */
class RandomHistoryTest {
    private static final long SEED = Long.getLong("mkrun.seed", 20261128L);
    private static final int ACTIONS = 60;
    private static final List<String> ROWS =
            List.of("/interface/bridge", "/ip/pool", "/ip/firewall/filter", "/interface/list", "/ip/dns/static");

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.16.2", "7.20.8", "7.24"})
    void undoAndRedoGoThroughTheSameStates(String version) {
        TestConsole console = new TestConsole(version);
        List<String> states = new ArrayList<>(List.of(HistoryTest.all(console)));
        while (states.size() <= ACTIONS) {
            String line = change();
            int known = actions(console);
            console.run(line);
            if (actions(console) > known) {
                states.add(HistoryTest.all(console));
            } else {
                assertThat(HistoryTest.all(console)).as(line).isEqualTo(states.get(states.size() - 1));
            }
        }
        int at = ACTIONS;
        for (int step = 0; step < 3 * ACTIONS; step++) {
            boolean back = step < ACTIONS ? at > 0 : at > 0 && (at == ACTIONS || random.nextBoolean());
            console.given(back ? "/undo" : "/redo");
            at += back ? -1 : 1;
            assertThat(HistoryTest.all(console))
                    .as("seed " + SEED + ", step " + step)
                    .isEqualTo(states.get(at));
        }
    }

    private static int actions(TestConsole console) {
        return Integer.parseInt(console.put("[:len [/system/history/find]]"));
    }

    /** One that may be refused, or change nothing. */
    private String change() {
        String menu = ROWS.get(random.nextInt(ROWS.size()));
        String number = Integer.toString(random.nextInt(4));
        String row = "[:pick [" + menu + "/find] " + number + "]";
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> menu + "/add " + added(menu);
            case 3 -> menu + "/set " + row + " comment=" + word();
            case 4 -> menu + "/remove " + row;
            case 5 -> menu.equals("/ip/firewall/filter") ? menu + "/move " + row : menu + "/set " + row + named(menu);
            case 6 -> menu + (random.nextBoolean() ? "/disable " : "/enable ") + row;
            default ->
                switch (random.nextInt(3)) {
                    case 0 -> "/system/identity/set name=" + word();
                    case 1 -> "/interface/bridge/port/add interface=ether1 bridge=" + word();
                    default -> "/ip/address/add interface=" + word() + " address=10.0.0." + random.nextInt(250) + "/24";
                };
        };
    }

    private String added(String menu) {
        return switch (menu) {
            case "/ip/pool" -> "ranges=10.0.0.1" + named(menu);
            case "/ip/firewall/filter" -> "chain=" + word() + (random.nextBoolean() ? " place-before=0" : "");
            case "/ip/dns/static" -> "address=10.0.0.1" + named(menu);
            default -> named(menu);
        };
    }

    private String named(String menu) {
        return menu.equals("/ip/firewall/filter") ? " src-address=10.0.0." + random.nextInt(9) : " name=" + word();
    }

    private String word() {
        return "w" + random.nextInt(6);
    }
}
