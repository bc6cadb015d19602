package mkrun.routeros.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import mkrun.routeros.Row;
import mkrun.routeros.ip.AddressRange;
import mkrun.routeros.ip.Addresses;

/**
 * Whether a change may cut off who makes it: close the way for new sessions, or for those that are open. What is known of
 * neither is taken for a danger, except in menus that have nothing to do with it.
 */
public final class Danger {
    /** Where routes of IPv4 are. */
    public static final String ROUTES = "/ip/route";

    private static final String INTERFACE = "interface";
    private static final String NAME = "name";
    /** Fields that nobody's session hangs on. */
    private static final Set<String> TALK = Set.of("comment");
    /** Menus without tables of ours that decide where packets go, and menus below them. */
    private static final List<String> ROUTING = List.of(
            "/routing",
            "/mpls",
            "/ppp",
            "/ip/arp",
            "/ip/dhcp-client",
            "/ip/hotspot",
            "/ip/ipsec",
            "/ip/settings",
            "/ip/vrf",
            "/ipv6/dhcp-client",
            "/ipv6/nd",
            "/ipv6/neighbor",
            "/ipv6/route",
            "/ipv6/settings");
    /** Menus without tables of ours that decide who may log in, and menus below them. */
    private static final List<String> LOGIN = List.of("/radius", "/user/aaa", "/user/settings");

    /** What of the users of tunnels decides who may open one, and no more; an open one is not closed by it. */
    private static final Set<String> TUNNEL_LOGIN =
            Set.of("comment", "password", "caller-id", "limit-bytes-in", "limit-bytes-out");

    /** Menus without tables of ours that make tunnels, and menus below them. */
    private static final List<String> TUNNELS = List.of("/zerotier", "/ip/cloud");

    private final ManagementPath path;
    private final WayBack back;
    private final RuleDanger rules;
    private final InterfaceDanger interfaces;

    /** Of a router of whose routes nothing is known. */
    public Danger(ManagementPath path) {
        this(path, List.of());
    }

    /** @param routes those that the router has; wanted for changes of {@link #ROUTES} only */
    public Danger(ManagementPath path, List<Row> routes) {
        this.path = path;
        this.back = path.back(routes);
        this.rules = new RuleDanger(path);
        this.interfaces = new InterfaceDanger(path);
    }

    /** Whether any change of that menu's can be a danger at all, so that it is worth finding the way. */
    public static boolean possible(String menu) {
        return menu.startsWith("/ip/firewall/")
                || menu.startsWith("/ipv6/firewall/")
                || menu.startsWith("/interface")
                || InterfaceDanger.ofRadios(menu)
                || Set.of("/ip/address", "/ipv6/address", ROUTES, "/ip/service", "/ip/ssh")
                        .contains(menu)
                || Set.of("/user", "/user/ssh-keys", "/user/group").contains(menu)
                || within(ROUTING, menu)
                || within(TUNNELS, menu)
                || within(LOGIN, menu);
    }

    private static boolean within(List<String> paths, String menu) {
        return paths.stream().anyMatch(path -> menu.equals(path) || menu.startsWith(path + "/"));
    }

    /** Why a change may cut off the sessions, to follow "since"; empty if it cannot. */
    public Optional<String> of(RowChange change) {
        return change.onlyIn(TALK) ? Optional.empty() : inMenu(change);
    }

    /** Whether a change that cuts off nobody may let in whom another cuts off: a rule that sessions meet. */
    public boolean mayOpen(RowChange change) {
        boolean v6 = change.menu().startsWith("/ipv6/");
        return change.menu().matches("/ip(v6)?/firewall/(filter|raw|mangle|nat)")
                && path.uses(v6)
                && rules.meets(change);
    }

    /** Whether the SSH server listens on another port after a change. */
    public static boolean movesServer(RowChange change) {
        return change.menu().equals("/ip/service")
                && change.rows().stream().anyMatch(row -> row.text(NAME).equals("ssh"))
                && change.rows().stream()
                                .map(row -> row.text("port"))
                                .distinct()
                                .count()
                        > 1;
    }

    /** Whether a change of a user's is one of somebody who is logged in. */
    public boolean ofOneself(Optional<RowChange> change) {
        return change.stream().flatMap(users -> users.rows().stream()).anyMatch(row -> path.users()
                .contains(row.text(NAME)));
    }

    private Optional<String> inMenu(RowChange change) {
        // Where the old password is not told, a row that gets another looks the same.
        if (change.menu().equals("/ppp/secret")
                && (change.before().equals(change.after()) || change.onlyIn(TUNNEL_LOGIN))) {
            return path.tunnelled() ? Optional.of("sessions may come in by a tunnel of that user's") : Optional.empty();
        }
        if (within(ROUTING, change.menu())) {
            return Optional.of("the way back to whoever is logged in may be another");
        }
        if (within(TUNNELS, change.menu())) {
            return path.tunnelled() ? Optional.of("sessions may come in by a tunnel that it makes") : Optional.empty();
        }
        if (change.menu().equals("/radius") && !change.rows().isEmpty() && !any(change, Danger::asked)) {
            return path.tunnelled() ? Optional.of("sessions may come in by a tunnel of its users'") : Optional.empty();
        }
        if (within(LOGIN, change.menu())) {
            return Optional.of("it concerns who may log in");
        }
        return switch (change.menu()) {
            case "/ip/firewall/filter", "/ip/firewall/raw", "/ip/firewall/mangle", "/ip/firewall/nat" ->
                path.uses(false) ? rules.of(change) : Optional.empty();
            case "/ipv6/firewall/filter" -> path.uses(true) ? rules.of(change) : Optional.empty();
            case "/ip/firewall/address-list", "/ipv6/firewall/address-list" ->
                when(change, this::lists, "it concerns who may reach the router, if a rule asks for that list");
            case "/ip/address", "/ipv6/address" ->
                change.rows().stream()
                                        .anyMatch(row -> path.needs(row.text(INTERFACE))
                                                && change.before().isPresent())
                                || change.rows().stream().anyMatch(this::near)
                        ? Optional.of("it concerns the network that sessions come from")
                        : Optional.empty();
            case ROUTES -> when(change, this::routes, "the way back to whoever is logged in may be another");
            case "/ip/service" -> when(change, row -> row.text(NAME).equals("ssh"), "it concerns the SSH server");
            case "/ip/ssh" -> Optional.of("it concerns the SSH server");
            case "/user" -> when(change, row -> user(change, row), "it concerns the user logged in");
            case "/user/ssh-keys" ->
                // A router that has a key of a user's no longer takes the password.
                when(change, row -> path.users().contains(row.text("user")), "it concerns a key of the user logged in");
            case "/user/group" ->
                change.before().filter(group -> path.inGroup(group.text(NAME))).isPresent()
                        ? Optional.of("it concerns what the user logged in may do")
                        : Optional.empty();
            case "/ipv6/firewall/raw", "/ipv6/firewall/mangle", "/ipv6/firewall/nat" ->
                path.uses(true) ? rules.of(change) : Optional.empty();
            case "/ip/firewall/connection/tracking" -> Optional.of("it concerns what rules know of open sessions");
            default ->
                interfaces.concerns(change)
                        ? Optional.of("it concerns the interface that sessions come in by")
                        : Optional.empty();
        };
    }

    /**
     * A user's password is no danger that anybody could be kept from: routers do not tell the old one, and who sets it knows
     * the new one.
     */
    private boolean user(RowChange change, Row row) {
        boolean passwordOnly = change.before().equals(change.after()) || change.onlyIn(Set.of("comment", "password"));
        return path.users().contains(row.text(NAME)) && !passwordOnly;
    }

    /** Whether an address makes the peers part of its network, or may make a gateway part of it that leads to them. */
    private boolean near(Row row) {
        Optional<Addresses.Net> net = ManagementPath.net(row);
        return net.isEmpty()
                || path.mayComeFrom(net.get()::contains)
                || back.far(net.get().address().v6())
                        && path.networks().stream().anyMatch(net.get()::overlaps);
    }

    /** Whether a RADIUS server is asked who may log in, rather than who may use a tunnel, a radio or a port. */
    private static boolean asked(Row server) {
        return server.text("service").isEmpty()
                || List.of(server.text("service").split(",")).contains("login");
    }

    private boolean lists(Row row) {
        Optional<AddressRange> range = AddressRange.of(row.text("address"));
        return range.isEmpty() || path.mayComeFrom(range.get()::contains);
    }

    private boolean routes(Row row) {
        return path.peers().isEmpty()
                || path.carriers().any() && path.carriers().ends().isEmpty()
                || back.by(row);
    }

    private static boolean any(RowChange change, Predicate<Row> concerned) {
        return change.rows().stream().anyMatch(concerned);
    }

    private static Optional<String> when(RowChange change, Predicate<Row> concerned, String why) {
        return any(change, concerned) ? Optional.of(why) : Optional.empty();
    }
}
