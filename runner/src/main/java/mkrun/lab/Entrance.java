package mkrun.lab;

import java.util.List;
import java.util.Optional;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.routeros.ip.Addresses;

/**
 * By which interface a router meets what comes in by a port, and whether it has an address there. The state's monitor is held.
 */
final class Entrance {
    /** The VRF of all interfaces that are in no other. */
    static final String MAIN = "main";

    private static final String INTERFACE = "interface";
    private static final String NAME = "name";
    private static final String DISABLED = "disabled";

    private final RouterState state;

    Entrance(RouterState state) {
        this.state = state;
    }

    /**
     * The port, the bridge that it belongs to, or a VLAN interface on one of them; empty if frames get nowhere.
     *
     * @param tag of the frames, if they have one
     */
    Optional<String> of(String port, Optional<Integer> tag) {
        Optional<TableRow> bridged = state.table("/interface/bridge/port").rows().stream()
                .filter(row -> row.text(INTERFACE).equals(port) && !row.is(DISABLED))
                .findFirst();
        Optional<String> entrance = bridged.isPresent() ? behind(bridged.get(), tag) : on(port, tag);
        return up(port) ? entrance.filter(this::up) : Optional.empty();
    }

    private Optional<String> behind(TableRow port, Optional<Integer> tag) {
        BridgeVlans vlans = new BridgeVlans(state);
        return tag.isPresent() ? vlans.tagged(port, tag.get()) : vlans.untagged(port);
    }

    /** Of VLANs on a port that is no bridge's. */
    private Optional<String> on(String port, Optional<Integer> tag) {
        return tag.isEmpty()
                ? Optional.of(port)
                : state.table("/interface/vlan").rows().stream()
                        .filter(row -> row.text(INTERFACE).equals(port)
                                && row.text("vlan-id").equals(Integer.toString(tag.get()))
                                && !row.is("use-service-tag"))
                        .map(row -> row.text(NAME))
                        .findFirst();
    }

    /** Whether an interface has that address. */
    boolean addressed(String link, Addresses.Address address) {
        return state.table(address.v6() ? "/ipv6/address" : "/ip/address").rows().stream()
                .anyMatch(row -> !row.is(DISABLED)
                        && row.text(INTERFACE).equals(link)
                        && Addresses.net(row.text("address"))
                                .filter(net -> net.address().equals(address))
                                .isPresent());
    }

    /** The VRF that an interface is in. */
    String vrf(String link) {
        return state.table("/ip/vrf").rows().stream()
                .filter(row -> !row.is(DISABLED)
                        && List.of(row.text("interfaces").split(",")).contains(link))
                .map(row -> row.text(NAME))
                .findFirst()
                .orElse(MAIN);
    }

    private boolean up(String link) {
        return state.table("/interface")
                .where(NAME, link)
                .filter(row -> !row.is(DISABLED))
                .isPresent();
    }
}
