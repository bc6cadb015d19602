package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import mkrun.routeros.Row;
import org.junit.jupiter.api.Test;

class ContainerLookupTest {
    private final SeenRouter old = new SeenRouter("7.16.2")
            .row("/container", "root-dir", "usb1/mkrun/web.0123456789ab", "status", "stopped")
            .row("/container", "root-dir", "usb1/mkrun/web.0123456789cd", "status", "running")
            .row("/container", "root-dir", "usb1/mkrun/db.0123456789ab", "status", "stopped")
            .row("/container", "root-dir", "usb1/theirs", "status", "running");

    @Test
    void theOneThatRunsIsMeantWhereAnUpgradeHasLeftTwo() throws Exception {
        assertThat(ContainerLookup.running(old, "web").text("root-dir")).endsWith("web.0123456789cd");
    }

    @Test
    void whoDoesNotRunOrIsNotThereIsSaid() {
        assertThatThrownBy(() -> ContainerLookup.running(old, "db"))
                .hasMessage("container 'db' does not run: it is stopped");
        assertThatThrownBy(() -> ContainerLookup.running(old, "theirs"))
                .hasMessage("there is no container 'theirs'; there are: db, web");
        assertThatThrownBy(() -> ContainerLookup.running(new SeenRouter("7.24"), "web"))
                .hasMessage("there is no container 'web'; there is none at all");
    }

    @Test
    void othersAreKnownByTheRoutersName() throws Exception {
        SeenRouter router =
                new SeenRouter("7.24").row("/container", "name", "theirs", "root-dir", "usb1/x", "running", "true");
        assertThat(ContainerLookup.running(router, "theirs").text("name")).isEqualTo("theirs");
    }

    @Test
    void whatHasBecomeOfOneThatRanIsSaid() throws Exception {
        Row ran = ContainerLookup.running(old, "web");
        assertThat(ContainerLookup.over(old, ran)).isEmpty();
        assertThat(ContainerLookup.over(old, new Row(ran.id(), Map.of()))).isEmpty();
        Row stopped = old.rows("/container").get(0);
        assertThat(ContainerLookup.over(old, stopped)).contains("does not run any more: it is stopped");
        assertThat(ContainerLookup.over(old, new Row("*99", Map.of()))).contains("is not there any more");
    }
}
