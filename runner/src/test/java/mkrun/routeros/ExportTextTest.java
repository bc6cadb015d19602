package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTextTest {
    private static final String BODY = "/ip address\r\nadd address=192.0.2.1/24 comment=\"a \\\r\n    b\"\r\n";

    @ParameterizedTest
    @CsvSource({
        "# 2026-03-09 07:08:09 by RouterOS 7.20.8, # by RouterOS 7.20.8",
        "# mar/09/2026 07:08:09 by RouterOS 7.9.2, # by RouterOS 7.9.2",
        "# 2026-03-09 by RouterOS 7.24rc3, # by RouterOS 7.24rc3",
    })
    void theDateIsTakenOutOfTheHeaderAndTheVersionStays(String printed, String kept) throws RouterosException {
        assertThat(ExportText.of(printed + "\r\n# software id = MKRN-0LAB\r\n#\r\n" + BODY)
                        .script())
                .isEqualTo(kept + "\n# software id = MKRN-0LAB\n#\n/ip address\n"
                        + "add address=192.0.2.1/24 comment=\"a \\\n    b\"\n");
    }

    @Test
    void remarksOnTheMomentAreTakenOutAndValuesThatLookLikeThemAreNot() throws RouterosException {
        String script = ExportText.of("# 2026-03-09 by RouterOS 7.20.8\r\n# model = CHR\r\n/ip dhcp-client\r\n"
                        + "# Interface not active\r\nadd interface=ether1 comment=\\\r\n    \"# 1\"\r\n\r\n")
                .script();
        assertThat(script)
                .isEqualTo("# by RouterOS 7.20.8\n# model = CHR\n/ip dhcp-client\n"
                        + "add interface=ether1 comment=\\\n    \"# 1\"\n");
    }

    @Test
    void aMenuThatDidNotAnswerInTimeMakesTheExportWorthless() {
        assertThatThrownBy(() -> ExportText.of("# 2026-03-09 by RouterOS 7.20.8\r\n" + BODY
                        + "#error exporting \"/interface/wifi\" (timeout)\r\n/system identity\r\nset name=a\r\n"))
                .isInstanceOf(RouterosException.class)
                .hasMessage("the router did not export /interface/wifi in time: run again when it is less busy");
    }

    @Test
    void aMenuThatTheRouterNeverExportsIsNamed() throws RouterosException {
        ExportText export = ExportText.of(
                "# 2026-03-09 by RouterOS 7.20.8\r\n" + BODY
                        + "#error exporting \"/system/routerboard/mode-button\"\r\n#error exporting /interface bridge calea\r\n");
        assertThat(export.missing()).containsExactly("/system/routerboard/mode-button", "/interface bridge calea");
        assertThat(export.script()).endsWith("#error exporting /interface bridge calea\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "/ip address\r\nadd address=192.0.2.1/24\r\n"})
    void whatIsNoExportIsRefused(String answer) {
        assertThatThrownBy(() -> ExportText.of(answer))
                .isInstanceOf(RouterosException.class)
                .hasMessageStartingWith("the router's answer is no export");
    }

    @Test
    void anInterruptedExportIsRefused() {
        assertThatThrownBy(() -> ExportText.of(
                        "# 2026-03-09 by RouterOS 7.9\r\n#error exporting /ip socks\r\n" + "#interrupted\r\n"))
                .isInstanceOf(RouterosException.class)
                .hasMessageContaining("interrupted");
    }
}
