package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mkrun.lab.script.Signature.Kind;
import mkrun.lab.script.Signature.Parameter;
import mkrun.routeros.Argument;
import mkrun.routeros.Command;
import mkrun.routeros.Dialect;
import mkrun.routeros.FieldType;
import mkrun.routeros.Menu;

/** Which commands of a menu the lab has, and which of their arguments it takes. */
final class TakenArguments {
    /** Menus whose rows are all there is to them: the generic commands are complete there. */
    private static final Set<String> PLAIN = Set.of(
            "/certificate",
            "/container/config",
            "/container/envs",
            "/container/mounts",
            "/interface",
            "/interface/bridge",
            "/interface/bridge/port",
            "/interface/bridge/vlan",
            "/interface/ethernet",
            "/interface/list",
            "/interface/list/member",
            "/interface/veth",
            "/interface/vlan",
            "/interface/wireguard",
            "/interface/wireguard/peers",
            "/ip/address",
            "/ip/dhcp-server",
            "/ip/dhcp-server/lease",
            "/ip/dhcp-server/network",
            "/ip/dhcp-server/option",
            "/ip/dns",
            "/ip/dns/forwarders",
            "/ip/dns/static",
            "/ip/firewall/address-list",
            "/ip/firewall/filter",
            "/ip/firewall/mangle",
            "/ip/firewall/nat",
            "/ip/firewall/raw",
            "/ip/pool",
            "/ip/route",
            "/ip/service",
            "/ip/socks",
            "/ip/vrf",
            "/ipv6/address",
            "/ipv6/route",
            "/system/clock",
            "/ipv6/firewall/address-list",
            "/ipv6/firewall/filter",
            "/ppp/secret",
            "/queue/interface",
            "/queue/simple",
            "/radius",
            "/routing/filter/rule",
            "/routing/table",
            "/snmp",
            "/snmp/community",
            "/system/identity",
            "/system/logging",
            "/system/logging/action",
            "/system/note",
            "/system/ntp/client",
            "/system/ntp/client/servers",
            "/system/ntp/key",
            "/system/routerboard/settings",
            "/system/scheduler",
            "/system/script",
            "/tool/netwatch");

    private static final Set<String> WRITING = Set.of("add", "set");
    private static final Set<String> READING = Set.of("print", "find", "get");
    private static final Set<String> PRINT_FLAGS = Set.of(
            "all",
            "as-value",
            "brief",
            "count-only",
            "detail",
            "dynamic",
            "show-ids",
            "show-sensitive",
            "static",
            "terse",
            "value-list",
            "without-paging");
    private final Console console;
    private final MenuFields fields;
    private final String menu;
    private final Command command;

    TakenArguments(Console console, String menu, Command command) {
        this.console = console;
        this.fields = console.fields(menu);
        this.menu = menu;
        this.command = command;
    }

    /** Whether the lab has a command without a handler. */
    static boolean builtIn(Dialect dialect, String menu, String command) {
        boolean rows =
                dialect.menu(menu).filter(m -> m.kind() != Menu.Kind.COMMANDS).isPresent();
        return command.equals(ExportCommand.NAME)
                || menu.equals(SafeMode.MENU) && SafeMode.COMMANDS.contains(command)
                || menu.equals(EnvironmentMenu.MENU) && command.equals(EnvironmentMenu.PRINT)
                || menu.equals(InspectCommand.MENU) && command.equals(InspectCommand.NAME)
                || menu.equals(ScriptMenu.MENU) && command.equals(ScriptMenu.RUN)
                || rows && (READING.contains(command) || PLAIN.contains(menu) && RowCommands.NAMES.contains(command));
    }

    Signature signature() {
        List<Parameter> parameters = new ArrayList<>();
        command.arguments().forEach(a -> parameters.add(new Parameter(a.name(), kind(a), a.position())));
        return Signature.of(parameters, command.name().equals("find")).unsetting(unset());
    }

    /** What commands that write rows take with an exclamation mark; known are switches and the fields that exports write so. */
    private Set<String> unset() {
        if (!WRITING.contains(command.name())) {
            return Set.of();
        }
        Dialect dialect = console.dialect();
        Set<String> exported = ExportLayout.unset(dialect.version(), menu);
        return dialect.fields(menu).stream()
                .filter(f -> exported.contains(f.name()) || f.type().base() == FieldType.Base.SWITCH)
                .map(field -> field.spelling(dialect.version()))
                .filter(this::settable)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Kind kind(Argument argument) {
        String name = argument.name();
        if (WRITING.contains(command.name()) && fields.isSwitch(name)) {
            return Kind.FLAG;
        }
        return switch (command.name()) {
            case "print" -> printKind(argument);
            case "find" -> Kind.WHERE;
            case ExportCommand.NAME -> exportKind(name);
            case InspectCommand.NAME -> InspectCommand.kind(argument);
            case ScriptMenu.RUN -> name.equals("number") ? Kind.TEXT : Kind.REFUSED;
            case "get" -> argument.flag() ? Kind.REFUSED : Kind.TEXT;
            case "add" -> settable(name) || name.equals(MenuCommand.PLACE_BEFORE) ? Kind.TEXT : Kind.REFUSED;
            case "set" -> settable(name) || name.equals(MenuCommand.NUMBERS) ? Kind.TEXT : Kind.REFUSED;
            default -> argument.flag() ? Kind.FLAG : name.equals("where") ? Kind.REFUSED : Kind.TEXT;
        };
    }

    private Kind printKind(Argument argument) {
        if (argument.name().equals("where")) {
            return Kind.WHERE;
        }
        if (argument.flag()) {
            boolean counted = argument.name().equals("stats")
                    && !fields.layout().counters().isEmpty();
            return counted || PRINT_FLAGS.contains(argument.name()) ? Kind.FLAG : Kind.REFUSED;
        }
        return Set.of("chain", "proplist").contains(argument.name()) ? Kind.TEXT : Kind.REFUSED;
    }

    /** Conditions are for menus of rows: what they mean elsewhere is not known. */
    private Kind exportKind(String argument) {
        if (argument.equals("where")) {
            return fields.all().isEmpty() ? Kind.REFUSED : Kind.WHERE;
        }
        if (ExportCommand.FLAGS.contains(argument)) {
            return Kind.FLAG;
        }
        return argument.equals(ExportCommand.FILE) ? Kind.TEXT : Kind.REFUSED;
    }

    private boolean settable(String spelling) {
        return fields.written(spelling).isPresent();
    }
}
