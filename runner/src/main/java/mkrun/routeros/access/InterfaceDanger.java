package mkrun.routeros.access;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mkrun.routeros.Row;

/** Whether a change of an interface, or of what is made of interfaces, may close a router to whoever is logged in. */
final class InterfaceDanger {
    private static final String INTERFACE = "interface";
    private static final String NAME = "name";
    /** Menus whose rows are interfaces, and change no other one by being there. */
    private static final Set<String> BY_NAME =
            Set.of("/interface", "/interface/bridge", "/interface/vlan", "/interface/wireguard");

    /**
     * Menus of what radios share: profiles, lists of who may join, settings. Who takes them from where is in several menus, so each
     * radio may.
     */
    private static final Pattern OF_RADIOS = Pattern.compile("/interface/(wifi|wifiwave2|wireless)/.+|/caps-man(/.+)?");

    private final ManagementPath path;

    InterfaceDanger(ManagementPath path) {
        this.path = path;
    }

    /** Whether a change in that menu may do something to radios beside its own rows. */
    static boolean ofRadios(String menu) {
        return OF_RADIOS.matcher(menu).matches();
    }

    boolean concerns(RowChange change) {
        if (ofRadios(change.menu())) {
            return path.byRadio();
        }
        return switch (change.menu()) {
            case "/interface/bridge/port" -> port(change);
            case "/interface/bridge/vlan" -> any(change, row -> path.needs(row.text("bridge")));
            case "/interface/list/member", "/interface/wireguard/peers" ->
                any(change, row -> path.needs(row.text(INTERFACE)));
            case "/interface/list" -> change.before().isPresent();
            case "/interface/veth" -> false; // behind it is a container
            default ->
                BY_NAME.contains(change.menu())
                        ? change.before()
                                .filter(row -> path.needs(row.text(NAME)))
                                .isPresent()
                        : change.menu().startsWith("/interface/") && any(change, this::unknown);
        };
    }

    /**
     * A port that joins or leaves; one more port of a bridge is no danger for the others. An interface that joins loses what
     * addresses and VLANs were on it; one that is still to be made, as a container's is in a check, has none. A list of
     * interfaces stands for each of its members, whichever they are.
     */
    private boolean port(RowChange change) {
        if (any(change, row -> path.lists().contains(row.text(INTERFACE)))) {
            return true;
        }
        return change.before().isEmpty()
                ? any(change, row -> joining(row.text(INTERFACE)))
                : any(change, row -> path.needs(row.text(INTERFACE)));
    }

    private boolean joining(String name) {
        return path.interfaces().contains(name)
                || path.below().contains(name)
                || path.needs(name) && path.links().contains(name);
    }

    /**
     * Of a menu that mkrun has no table of: a row is harmless only if it says which interfaces it is about and none of its
     * values is one that sessions need. A bond takes its slaves away from whatever used them; settings concern all.
     */
    private boolean unknown(Row row) {
        boolean says = !row.text(NAME).isEmpty() || !row.text(INTERFACE).isEmpty();
        return !says
                || row.values().values().stream()
                        .flatMap(value -> Stream.concat(Stream.of(value), List.of(value.split(",")).stream()))
                        .anyMatch(path::needs);
    }

    private static boolean any(RowChange change, Predicate<Row> concerned) {
        return change.rows().stream().anyMatch(concerned);
    }
}
