package mkrun.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;

/**
 * Which VLAN those without tags are in on a bridge, be it that it tells VLANs apart or not. To a port belongs what its {@code pvid}
 * says, to the bridge itself the same, and to an interface of {@code /interface/vlan} what the bridge is a tagged member of. Frames that a container
 * tags itself are not followed. The state's monitor is held.
 *
 * <p>Source: the manual on the bridge's VLAN table; each port is an untagged member of its {@code pvid} without being told so.
 */
final class BridgeVlans {
    private static final String BRIDGE = "bridge";
    private static final String PVID = "pvid";
    private static final String NAME = "name";
    private static final String TAGGED = "tagged";

    private final RouterState state;

    BridgeVlans(RouterState state) {
        this.state = state;
    }

    /** One VLAN of a bridge; {@link #own} is that of the bridge itself, and all there is if it does not tell VLANs apart. */
    record Vlan(TableRow bridge, String id, boolean own) {}

    /** The interface at which the router meets frames that come in by a port without a tag; nothing if they get nowhere. */
    Optional<String> untagged(TableRow port) {
        return ofPort(port).flatMap(this::met);
    }

    /** The same of frames with a tag. A bridge that does not tell VLANs apart lets them through as they are. */
    Optional<String> tagged(TableRow port, int id) {
        return bridge(port.text(BRIDGE))
                .flatMap(bridge -> filtering(bridge)
                        ? Optional.of(vlan(bridge, Integer.toString(id)))
                                .filter(vlan ->
                                        admits(bridge, port) && tagged(bridge, vlan.id(), port.text("interface")))
                                .flatMap(this::met)
                        : vlans().filter(row -> row.text("interface").equals(bridge.text(NAME))
                                        && row.text("vlan-id").equals(Integer.toString(id))
                                        && !row.is("use-service-tag"))
                                .map(row -> row.text(NAME))
                                .findFirst());
    }

    private static boolean admits(TableRow bridge, TableRow port) {
        return bridge.text("ether-type").equals("0x8100")
                && !port.is("tag-stacking")
                && Stream.of(bridge, port)
                        .noneMatch(end -> end.text("frame-types").equals("admit-only-untagged-and-priority-tagged"));
    }

    private Optional<String> met(Vlan vlan) {
        return vlan.own()
                ? Optional.of(vlan.bridge().text(NAME))
                : vlans().filter(row -> ofInterface(row).equals(Optional.of(vlan)))
                        .map(row -> row.text(NAME))
                        .findFirst();
    }

    private Stream<TableRow> vlans() {
        return state.table("/interface/vlan").rows().stream();
    }

    /** That of a port, {@code /interface/bridge/port}; nothing if frames without a tag do not get anywhere. */
    Optional<Vlan> ofPort(TableRow port) {
        return bridge(port.text(BRIDGE))
                .filter(bridge -> !filtering(bridge) || untagged(port, bridge, port.text("interface")))
                .map(bridge -> vlan(bridge, port.text(PVID)));
    }

    /** That of a VLAN interface, {@code /interface/vlan}; nothing if it is on no bridge or nobody without a tag can be in it. */
    Optional<Vlan> ofInterface(TableRow vlan) {
        String id = vlan.text("vlan-id");
        return bridge(vlan.text("interface"))
                .filter(BridgeVlans::filtering)
                .filter(bridge ->
                        vlan.is("use-service-tag") == bridge.text("ether-type").equals("0x88a8"))
                .filter(bridge -> tagged(bridge, id, bridge.text(NAME)))
                .map(bridge -> vlan(bridge, id))
                .filter(found -> !found.own());
    }

    private Vlan vlan(TableRow bridge, String id) {
        boolean own = !filtering(bridge) || id.equals(bridge.text(PVID)) && untagged(bridge, bridge, bridge.text(NAME));
        return new Vlan(bridge, id, own);
    }

    private Optional<TableRow> bridge(String name) {
        return state.table("/interface/bridge").where(NAME, name).filter(b -> !b.is("disabled"));
    }

    private static boolean filtering(TableRow bridge) {
        return bridge.is("vlan-filtering");
    }

    /** Whether frames without a tag come and go by a port, or by the bridge as a port of its own. */
    private boolean untagged(TableRow port, TableRow bridge, String link) {
        return !port.text("frame-types").equals("admit-only-vlan-tagged")
                && !port.is("tag-stacking")
                && !tagged(bridge, port.text(PVID), link);
    }

    private boolean tagged(TableRow bridge, String id, String link) {
        return state.table("/interface/bridge/vlan").rows().stream()
                .filter(row -> !row.is("disabled") && row.text(BRIDGE).equals(bridge.text(NAME)))
                .filter(row -> among(row.text("vlan-ids"), Integer.parseInt(id)))
                .anyMatch(row -> List.of(row.text(TAGGED).split(",")).contains(link));
    }

    private static boolean among(String ranges, int id) {
        return Stream.of(ranges.split(","))
                .map(range -> Arrays.stream(range.split("-"))
                        .mapToInt(Integer::parseInt)
                        .summaryStatistics())
                .anyMatch(range -> range.getMin() <= id && id <= range.getMax());
    }
}
