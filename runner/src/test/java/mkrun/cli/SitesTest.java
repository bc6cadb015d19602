package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mkrun.inventory.Inventory;
import mkrun.target.TargetException;
import mkrun.target.routeros.UploadSlots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitesTest {
    @TempDir
    Path dir;

    private Optional<UploadSlots.Site> site(String host, String... lines) throws Exception {
        Path file = Files.write(dir.resolve("hosts.ini"), List.of(lines));
        Inventory inventory = Inventory.read(List.of(file.toString()));
        return new Sites(inventory).of(inventory.host(host).orElseThrow());
    }

    @Test
    void aGroupsVariablesSayWhatItsLineTakesAndTheSmallestCounts() throws Exception {
        String[] lines = {
            "free", "[berlin]", "r1", "r2 site_uploads=3", "r3 site_uploads=2", "[berlin:vars]", "site=berlin"
        };
        assertThat(site("r1", lines)).contains(new UploadSlots.Site("berlin", 2));
        assertThat(site("r2", lines)).contains(new UploadSlots.Site("berlin", 2));
        assertThat(site("free", lines)).isEmpty();
    }

    @Test
    void aNumberThatIsNoneIsNamedWithItsPlace() {
        assertThatThrownBy(() -> site("r1", "r1 site=berlin site_uploads=two"))
                .hasMessage("site_uploads 'two' (" + dir + "/hosts.ini:1) is no whole number of uploads at a time");
    }

    @Test
    void aSiteWithoutANumberIsNoLimit() throws Exception {
        assertThat(site("r1", "r1 site=berlin")).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsToldWithItsPlace() {
        assertThatThrownBy(() -> site("r1", "r1 site_uploads=2"))
                .isInstanceOf(TargetException.class)
                .hasMessageMatching("site_uploads \\(.*hosts\\.ini:1\\) says how many uploads at a time the line of a"
                        + " site takes; give the host a 'site'");
        assertThatThrownBy(() -> site("r1", "r1 site=a site_uploads=0"))
                .hasMessageMatching("site_uploads 0 \\(.*hosts\\.ini:1\\): at least one upload at a time");
    }
}
