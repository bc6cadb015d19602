package mkrun.target.routeros;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.routeros.CommandText;
import mkrun.routeros.RouterosVersion;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.testing.ConsoleLink;
import org.junit.jupiter.api.Test;

/** What is kept of routers with long lists, when there is not room for all. */
class LongMenusTest {
    private static final String LIST = "/ip/firewall/address-list";
    private static final Set<String> MENUS = Set.of(LIST, "/system/identity");

    private static ConsoleLink router(int rows) {
        ConsoleLink link = ConsoleLink.of("7.20.8");
        for (int i = 0; i < rows; i++) {
            link.state().table(LIST).add(Map.of("list", "big", "address", "10.0." + (i >> 8) + "." + (i & 255)));
        }
        return link;
    }

    private static RouterTarget open(ConsoleLink link, RowRoom room) throws TargetException {
        Expected expected = new Expected(MENUS, KnownRouters.NONE, Optional.of(RouterosVersion.parse("7.20.8")));
        return RouterTarget.open(() -> link, expected, UploadSlots.Way.FREE, room, notice -> {});
    }

    /** Room for one such router and not for two. */
    private static RowRoom roomForOne() throws TargetException {
        RowRoom room = new RowRoom(Long.MAX_VALUE);
        try (RouterTarget target = open(router(1000), room)) {
            return new RowRoom(room.taken() * 3 / 2);
        }
    }

    @Test
    void whatFindsRoomIsAskedForOnce() throws Exception {
        ConsoleLink link = router(1000);
        RowRoom room = new RowRoom(100_000);
        try (RouterTarget target = open(link, room)) {
            target.prefetch(MENUS);
            int before = link.exchanges();
            RouterProbe probe = target.probe(RouterProbe.class);
            assertThat(probe.rows(LIST)).hasSize(1000);
            assertThat(probe.rows(LIST)).hasSize(1000);
            assertThat(link.exchanges()).isEqualTo(before);
            assertThat(room.taken()).isBetween(KeptRows.SHORT, 100_000L);
        }
        assertThat(room.taken()).isZero();
    }

    @Test
    void whatFindsNoneIsAskedForWhenItIsNeededAndNothingElseIs() throws Exception {
        RowRoom room = roomForOne();
        ConsoleLink first = router(1000);
        ConsoleLink second = router(1000);
        try (RouterTarget one = open(first, room)) {
            try (RouterTarget other = open(second, room)) {
                int before = second.exchanges();
                other.prefetch(MENUS);
                RouterProbe probe = other.probe(RouterProbe.class);
                assertThat(probe.rows("/system/identity")).hasSize(1);
                assertThat(second.exchanges()).isEqualTo(before);
                assertThat(probe.rows(LIST)).hasSize(1000);
                assertThat(second.exchanges()).isEqualTo(before + 1);
                one.close();
                assertThat(room.taken()).isZero();
                assertThat(probe.rows(LIST)).hasSize(1000); // there is room now
                assertThat(probe.rows(LIST)).hasSize(1000);
                assertThat(second.exchanges()).isEqualTo(before + 2);
            }
        }
        assertThat(room.taken()).isZero();
    }

    @Test
    void aListThatIsReadAgainTakesItsRoomOnce() throws Exception {
        RowRoom room = new RowRoom(50_000);
        ConsoleLink link = router(1000);
        try (RouterTarget target = open(link, room)) {
            long once = room.taken();
            target.apply(
                    List.of(new RouterCommand(
                            LIST,
                            CommandText.of(LIST, "add").with("list", "big").with("address", "10.9.9.9"))),
                    Progress.NONE);
            assertThat(target.probe(RouterProbe.class).rows(LIST)).hasSize(1001);
            assertThat(room.taken()).isBetween(once + 1, once + 100);
        }
    }
}
