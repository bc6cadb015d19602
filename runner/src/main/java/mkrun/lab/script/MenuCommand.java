package mkrun.lab.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import mkrun.lab.script.Signature.Kind;
import mkrun.lab.script.Signature.Parameter;
import mkrun.routeros.Argument;
import mkrun.routeros.Command;
import mkrun.routeros.Dialect;
import mkrun.routeros.Field;
import mkrun.routeros.Menu;

/** A command of a menu: which of its arguments the lab takes, and how it runs. */
final class MenuCommand {
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
            "/queue/interface",
            "/queue/simple",
            "/radius",
            "/snmp",
            "/snmp/community",
            "/system/identity",
            "/system/logging",
            "/system/logging/action",
            "/system/ntp/client",
            "/system/ntp/client/servers",
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
    private static final String EXPORT = "export";
    static final String NUMBERS = "numbers";
    static final String PLACE_BEFORE = "place-before";

    private final MenuFields fields;
    private final String menu;
    private final Command command;
    private final Signature signature;

    private MenuCommand(Console console, String menu, Command command) {
        this.fields = console.fields(menu);
        this.menu = menu;
        this.command = command;
        List<Parameter> parameters = new ArrayList<>();
        command.arguments().forEach(a -> parameters.add(new Parameter(a.name(), kind(a), a.position())));
        this.signature = Signature.of(parameters, command.name().equals("find")).unsetting(unset(console));
    }

    /** What commands that write rows take with an exclamation mark; known are the fields that exports write so. */
    private Set<String> unset(Console console) {
        if (!WRITING.contains(command.name())) {
            return Set.of();
        }
        Dialect dialect = console.dialect();
        return ExportLayout.unset(dialect.version(), menu).stream()
                .flatMap(name ->
                        dialect.fields(menu).stream().filter(f -> f.name().equals(name)))
                .map(field -> field.spelling(dialect.version()))
                .filter(this::settable)
                .collect(Collectors.toUnmodifiableSet());
    }

    static MenuCommand of(Console console, String menu, Command command) {
        return new MenuCommand(console, menu, command);
    }

    /** Whether the lab has a command without a handler. */
    static boolean builtIn(Dialect dialect, String menu, String command) {
        boolean rows =
                dialect.menu(menu).filter(m -> m.kind() != Menu.Kind.COMMANDS).isPresent();
        return command.equals(EXPORT)
                || menu.equals(SafeMode.MENU) && SafeMode.COMMANDS.contains(command)
                || menu.equals(InspectCommand.MENU) && command.equals(InspectCommand.NAME)
                || menu.equals(ScriptMenu.MENU) && command.equals(ScriptMenu.RUN)
                || rows && (READING.contains(command) || PLAIN.contains(menu) && RowCommands.NAMES.contains(command));
    }

    Signature signature() {
        return signature;
    }

    Command command() {
        return command;
    }

    MenuFields fields() {
        return fields;
    }

    private Kind kind(Argument argument) {
        String name = argument.name();
        return switch (command.name()) {
            case "print" -> printKind(argument);
            case "find" -> Kind.WHERE;
            case EXPORT -> exportKind(name);
            case InspectCommand.NAME -> InspectCommand.kind(argument);
            case ScriptMenu.RUN -> name.equals("number") ? Kind.TEXT : Kind.REFUSED;
            case "get" -> argument.flag() ? Kind.REFUSED : Kind.TEXT;
            case "add" -> settable(name) || name.equals(PLACE_BEFORE) ? Kind.TEXT : Kind.REFUSED;
            case "set" -> settable(name) || name.equals(NUMBERS) ? Kind.TEXT : Kind.REFUSED;
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
        return fields.field(spelling).filter(f -> !f.readOnly()).isPresent();
    }

    /** Runs it; values are worked out before the state is held, since they may wait. */
    Value run(Arguments arguments, Env env, boolean valued) throws RouterError {
        Policies.check(env, menu, command.name());
        Map<String, Value> values = new LinkedHashMap<>();
        for (Map.Entry<String, Expr> argument : arguments.values().entrySet()) {
            values.put(argument.getKey(), argument.getValue().eval(env));
        }
        if (command.name().equals(EXPORT)) {
            return ExportCommand.of(arguments, env, menu, values);
        }
        if (menu.equals(ScriptMenu.MENU) && command.name().equals(ScriptMenu.RUN)) {
            return ScriptMenu.run(fields, values, env);
        }
        if (menu.equals(InspectCommand.MENU) && command.name().equals(InspectCommand.NAME)) {
            return new InspectCommand(env, arguments.flags()).run(values);
        }
        if (menu.equals(SafeMode.MENU) && SafeMode.COMMANDS.contains(command.name())) {
            return SafeMode.run(command.name(), env);
        }
        synchronized (env.state()) {
            env.state().table(menu).refresh();
            MenuFields shown = shown(env);
            return switch (command.name()) {
                case "print" -> new PrintCommand(shown, command, arguments, values).run(env, valued);
                case "find" -> Rows.ids(new Rows(env, shown).where(arguments.where()));
                case "get" -> get(values, env);
                default -> act(values, arguments.unset(), arguments.flags(), env);
            };
        }
    }

    /**
     * Runs a command that neither prints nor looks for rows on values that nothing is left to work out of.
     *
     * @param unset fields to take away, as this version spells them
     */
    Value runOn(Map<String, Value> values, Set<String> unset, Set<String> flags, Env env) throws RouterError {
        Policies.check(env, menu, command.name());
        if (menu.equals(ScriptMenu.MENU) && command.name().equals(ScriptMenu.RUN)) {
            return ScriptMenu.run(fields, values, env);
        }
        synchronized (env.state()) {
            env.state().table(menu).refresh();
            return command.name().equals("get") ? get(values, env) : act(values, unset, flags, env);
        }
    }

    /** What {@code print} would show, as it is now. */
    List<RowView> read(Env env) throws RouterError {
        Policies.check(env, menu, command.name());
        synchronized (env.state()) {
            env.state().table(menu).refresh();
            Rows rows = new Rows(env, shown(env));
            return rows.all().stream()
                    .map(rows::visible)
                    .map(r -> new RowView(shown(env), new TableRow(r.id(), r.values())))
                    .toList();
        }
    }

    private MenuFields shown(Env env) {
        return env.session().may(Policies.SENSITIVE) ? fields : fields.withoutSecrets();
    }

    private Value get(Map<String, Value> values, Env env) throws RouterError {
        return new Rows(env, shown(env)).get(values, command.argument("number").isEmpty());
    }

    private Value act(Map<String, Value> values, Set<String> unset, Set<String> flags, Env env) throws RouterError {
        RouterState state = env.state();
        List<TableRow> rows = rows(values, env);
        Map<String, String> canonical = new LinkedHashMap<>();
        for (Map.Entry<String, Value> value : values.entrySet()) {
            if (!isNumbers(value.getKey())) {
                argument(state, value.getKey(), value.getValue(), canonical);
            }
        }
        unset.forEach(spelling -> fields.field(spelling).ifPresent(f -> canonical.put(f.name(), "")));
        state.notes().begin();
        try {
            return act(flags, rows, canonical, env);
        } finally {
            RowChanges changes = state.notes().end();
            env.session()
                    .interpreter()
                    .history()
                    .add(menu, command.name(), env.session().user(), changes);
        }
    }

    private Value act(Set<String> flags, List<TableRow> rows, Map<String, String> canonical, Env env)
            throws RouterError {
        RouterState state = env.state();
        RowCommands generic = new RowCommands(env, fields, command, rows, canonical);
        Optional<CommandHandler> handler = env.session().interpreter().handler(menu, command.name());
        Optional<TableRow> made = Optional.empty();
        if (handler.isPresent()) {
            AtomicReference<Optional<TableRow>> added = new AtomicReference<>(Optional.empty());
            CommandCall call = new CommandCall(
                    state,
                    menu,
                    command.name(),
                    rows,
                    canonical,
                    Set.copyOf(flags),
                    env.session()::may,
                    env.session().terminal(),
                    () -> {
                        added.set(generic.run());
                        return added.get();
                    });
            env.print(Bytes.of(handler.get().run(call)));
            made = added.get();
        } else {
            made = generic.run();
        }
        state.changed();
        return made.<Value>map(r -> new Value.Id(r.id())).orElse(Value.NOTHING);
    }

    private boolean isNumbers(String name) {
        return name.equals(NUMBERS) || name.equals("number");
    }

    private List<TableRow> rows(Map<String, Value> values, Env env) throws RouterError {
        Optional<Argument> numbers =
                command.arguments().stream().filter(a -> isNumbers(a.name())).findFirst();
        if (numbers.isEmpty()) {
            return List.of();
        }
        Value given = values.get(numbers.get().name());
        if (given == null) {
            throw Refusals.missing(env.state().version(), List.of(numbers.get().name()));
        }
        return new Rows(env, fields).named(given);
    }

    private void argument(RouterState state, String spelling, Value value, Map<String, String> canonical)
            throws RouterError {
        Optional<Field> field = fields.field(spelling).filter(f -> !f.readOnly());
        if (field.isEmpty()) {
            canonical.put(spelling, Bytes.strict(value.text()).orElseThrow(() -> Refusals.invalid(spelling)));
            return;
        }
        String label = Console.child(menu, command.name());
        canonical.put(field.get().name(), FieldInput.canonical(state, fields, label, spelling, field.get(), value));
    }
}
