package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardTest {
    @TempDir
    Path dir;

    private LabConfig config(String board) {
        Board device = Board.named(board);
        return LabConfig.of("r1", RouterosVersion.parse("7.20.8"), device.architecture(), dir)
                .withBoard(device);
    }

    @ParameterizedTest
    @CsvSource({
        "hap-ax2, hAP ax^2,    arm64,  134217728,  0",
        "hap-ax3, hAP ax^3,    arm64,  134217728,  1",
        "rb3011,  RB3011UiAS,  arm,    134217728,  1",
        "rb5009,  RB5009UG+S+, arm64,  1073741824, 1",
        "chr,     CHR,         x86_64, 93533000,   1",
    })
    void routersTellWhatTheirBoardHas(String board, String name, String architecture, String flash, String disks)
            throws Exception {
        try (Machine machine = Machine.open(config(board))) {
            String told = machine.interpreter()
                    .execute(":foreach k in={\"board-name\";\"architecture-name\";\"total-hdd-space\"}"
                            + " do={:put [/system/resource/get $k]}; :put [:len [/disk/find]]");
            assertThat(told.lines()).containsExactly(name, architecture, flash, disks);
        }
    }

    @Test
    void whoeverAsksForAnotherBoardIsToldWhichThereAre() {
        assertThatThrownBy(() -> Board.named("rb2011"))
                .hasMessage("no board 'rb2011' to emulate (there are hap-ax2, hap-ax3, rb3011, rb5009, chr)");
        assertThatThrownBy(() -> Board.of("mipsbe"))
                .hasMessage("no architecture of a router that can run containers: 'mipsbe'"
                        + " (expected x86_64, arm64 or arm)");
    }

    @Test
    void aDiskNeedsAPort() {
        assertThatThrownBy(() -> config("hap-ax2").withHardware(LabHardware.READY))
                .hasMessage("hAP ax^2 has no port for a disk: its size must be 0");
    }
}
