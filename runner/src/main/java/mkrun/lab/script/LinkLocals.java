package mkrun.lab.script;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mkrun.routeros.ip.Addresses;

/**
 * The link-local addresses that interfaces give themselves: one on each that runs, has a hardware address and is no port of
 * a bridge. Source: prints of {@code /ipv6/address} of routers in public repositories, 7.17 to 7.24.
 */
final class LinkLocals {
    static final String MENU = "/ipv6/address";

    private static final String MAC = "mac-address";

    /** Above the numbers of rows that somebody adds. */
    private static final long IDS = 0x8000_0000L;

    private final RouterState state;

    LinkLocals(RouterState state) {
        this.state = state;
    }

    /** Replaces those in the table by those that there are now. */
    void refresh(Table table) {
        Set<String> slaves = state.table("/interface/bridge/port").rows().stream()
                .filter(r -> !r.is(Routes.DISABLED))
                .map(r -> r.text(Routes.INTERFACE))
                .collect(Collectors.toSet());
        table.make(state.table(Routes.INTERFACES).rows().stream()
                .filter(i -> Routes.running(i) && !i.text(MAC).isEmpty() && !slaves.contains(i.text(Routes.NAME)))
                .map(LinkLocals::row)
                .toList());
    }

    private static TableRow row(TableRow link) {
        long number = IDS + Long.parseLong(link.id().substring(1), 16);
        String name = link.text(Routes.NAME);
        return new TableRow("*" + Long.toHexString(number).toUpperCase(Locale.ROOT), Map.of())
                .set("address", address(link.text(MAC)) + "/64")
                .set(Routes.INTERFACE, name)
                .set("actual-interface", name)
                .set("eui-64", false)
                .set("advertise", false)
                .set("no-dad", false)
                .set(Routes.DISABLED, false)
                .set("invalid", false)
                .set(Routes.DYNAMIC, true)
                .set("global", false)
                .set("link-local", true);
    }

    /** The hardware address with its universal bit turned round and {@code ff:fe} in its middle (RFC 4291, appendix A). */
    private static String address(String mac) {
        String[] bytes = mac.split(":");
        int first = Integer.parseInt(bytes[0], 16) ^ 2;
        String text = String.format(
                Locale.ROOT, "fe80::%x%s:%sff:fe%s:%s%s", first, bytes[1], bytes[2], bytes[3], bytes[4], bytes[5]);
        return Addresses.address(text).orElseThrow().text();
    }
}
