package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mkrun.routeros.Row;
import org.junit.jupiter.api.Test;

class WhoseTest {
    private static final ContainerSpec SPEC = PlainContainer.of(
            "web",
            "web",
            "172.17.0.2/24",
            List.of(new ContainerSpec.Mount("/data", "usb1/data", false)),
            List.of(new ContainerSpec.Publish(80, 80, "tcp")),
            Map.of("TZ", "UTC"));

    /** A kind of part that a container gets some day must be known here, else it would be left behind. */
    @Test
    void allThatTheTasksOfAContainerMarkIsTheContainersOrItsNetworks() {
        List<RouterEntry> entries = new ArrayList<>(List.of(ContainerCleaned.spare(SPEC, "next-1")));
        for (NamedOperation task : ContainerTasks.of(SPEC, TestImage.of("one"))) {
            if (task.operation() instanceof RouterEntry entry) {
                entries.add(entry);
            } else if (task.operation() instanceof RouterEntries rows) {
                entries.addAll(rows.entries());
            } else if (task.operation() instanceof ContainerPublished published) {
                entries.addAll(published.entries().entries());
            } else if (task.operation() instanceof ContainerPart part) {
                entries.addAll(part.entries().entries());
            }
        }
        List<String> marks = entries.stream()
                .filter(entry -> !Whose.of(entry.menu(), entry.owner()).equals(Whose.container("web")))
                .map(RouterEntry::mark)
                .toList();
        assertThat(marks)
                .containsExactlyInAnyOrder("bridge/containers", "address/172.17.0.1/24", "masquerade/172.17.0.0/24");
        assertThat(entries).hasSize(9);
    }

    @Test
    void marksTellOwnersFromContainersFromThemselves() {
        assertThat(Whose.of("/ip/pool", new Mark("@web/a b"))).hasToString("owner web");
        assertThat(Whose.of("/container/envs", new Mark("web/env/TZ"))).hasToString("container web");
        assertThat(Whose.of("/tool/netwatch", new Mark("web/health/tcp-conn"))).hasToString("container web");
        assertThat(Whose.of("/ip/pool", new Mark("web/env/TZ"))).hasToString("mark web/env/TZ");
        assertThat(Whose.of("/ip/pool", new Mark("@web"))).hasToString("mark @web");
    }

    @Test
    void filesAreAContainersByTheirNamesOnly() {
        assertThat(ContainerFiles.containerOf("web.0123456789ab")).contains("web");
        assertThat(ContainerFiles.containerOf("web.0123456789ab-2")).contains("web");
        assertThat(ContainerFiles.containerOf("web.0123456789ab.tar")).contains("web");
        assertThat(ContainerFiles.containerOf("web.0123456789ab.tar.part")).contains("web");
        for (String other : List.of("web", "web.tar", "web.0123456789a", "web.0123456789ab.txt", ".web.0123456789ab")) {
            assertThat(ContainerFiles.containerOf(other)).as(other).isEmpty();
        }
        assertThat(ContainerFiles.containerOf(new Row("*1", Map.of("root-dir", "/usb1/mkrun/web.0123456789ab"))))
                .contains("web");
        assertThat(ContainerFiles.containerOf(new Row("*1", Map.of("root-dir", "/usb1/web.0123456789ab"))))
                .isEmpty();
    }

    @Test
    void menusAreInTheOrderInWhichTheirRowsCanGo() {
        assertThat(OwnableMenus.removable())
                .doesNotHaveDuplicates()
                .containsSubsequence("/container", "/container/mounts")
                .containsSubsequence("/container", "/interface/veth")
                .containsSubsequence("/interface/bridge/port", "/interface/bridge")
                .containsSubsequence("/interface/vlan", "/interface/bridge")
                .containsSubsequence("/ip/dhcp-server/lease", "/ip/dhcp-server", "/ip/pool")
                .containsSubsequence("/interface/list/member", "/interface/list")
                .containsSubsequence("/user/ssh-keys", "/user", "/user/group")
                .doesNotContain("/interface", "/ip/service", "/system/identity", "/log");
    }

    @Test
    void whatNamesNobodyIsRefused() {
        assertThatThrownBy(() -> Owner.parse("container:")).hasMessageContaining("names no owner");
        assertThat(Owner.parse("mark:a/b").means(new Whose(Whose.Kind.MARK, "a/b")))
                .isTrue();
    }
}
