package mkrun.lab;

import java.util.List;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterState;

/**
 * What somebody has configured on a new router so that clients come in on their way: commands, as anybody's. In place of what a
 * DHCP server has given there are an address and a route that can be changed.
 */
final class WaySetup {
    private static final String ADDRESS =
            "/ip/address/add address=" + LabWay.GATEWAY.router().text() + "/24 interface=";
    private static final String ROUTE =
            "/ip/route/add gateway=" + LabWay.GATEWAY.gateway().orElseThrow().text();
    private static final String ADDRESS6 =
            "/ipv6/address/add address=" + LabWay.LINK6.router().text() + "/64 interface=" + LabWay.PORT;
    private static final String TUNNEL = "wireguard1";

    private WaySetup() {}

    /** Configures a router that has nothing yet but what it came with. Nobody can undo it. */
    static void lay(LabWay way, RouterState state, Interpreter interpreter) {
        if (!List.of(LabWay.LINK, LabWay.LINK6, LabWay.GATEWAY6).contains(way)) {
            state.table("/ip/address").replaceAll(List.of());
            state.table("/ip/route").replaceAll(List.of());
        }
        StringBuilder refused = new StringBuilder();
        interpreter.session().execute(String.join("; ", commands(way)), refused::append);
        if (!refused.isEmpty()) {
            throw new IllegalStateException("RouterOS " + state.version() + ", " + way + ": " + refused);
        }
        interpreter.restart();
    }

    private static List<String> commands(LabWay way) {
        return switch (way) {
            case LINK -> List.of();
            case LINK6 -> List.of(ADDRESS6);
            case GATEWAY6 ->
                List.of(
                        ADDRESS6,
                        "/ipv6/route/add gateway=" + way.gateway().orElseThrow().text());
            case GATEWAY -> List.of(ADDRESS + LabWay.PORT, ROUTE);
            case VLAN -> vlan("bridge", "vlan" + LabWay.VLAN_ID);
            case WIREGUARD ->
                List.of(
                        ADDRESS + LabWay.PORT,
                        ROUTE,
                        "/interface/wireguard/add name=" + TUNNEL + " listen-port=" + LabWay.WIREGUARD_PORT
                                + " private-key=\"" + WireguardTunnel.ROUTER_KEY + "\"",
                        "/interface/wireguard/peers/add interface=" + TUNNEL + " public-key=\""
                                + WireguardTunnel.CLIENT_KEY + "\" allowed-address="
                                + way.client().text() + "/32 endpoint-address="
                                + LabWay.GATEWAY.client().text() + " endpoint-port=" + LabWay.WIREGUARD_PORT,
                        "/ip/address/add address=" + way.router().text() + "/24 interface=" + TUNNEL);
        };
    }

    private static List<String> vlan(String bridge, String link) {
        return List.of(
                "/interface/bridge/add name=" + bridge + " vlan-filtering=yes",
                "/interface/bridge/port/add bridge=" + bridge + " interface=" + LabWay.PORT,
                "/interface/bridge/vlan/add bridge=" + bridge + " vlan-ids=" + LabWay.VLAN_ID + " tagged=" + bridge
                        + "," + LabWay.PORT,
                "/interface/vlan/add name=" + link + " interface=" + bridge + " vlan-id=" + LabWay.VLAN_ID,
                ADDRESS + link,
                ROUTE);
    }
}
