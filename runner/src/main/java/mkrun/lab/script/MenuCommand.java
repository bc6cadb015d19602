package mkrun.lab.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import mkrun.routeros.Argument;
import mkrun.routeros.Command;
import mkrun.routeros.Field;

/** A command of a menu, and how it runs. */
final class MenuCommand {
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
        this.signature = new TakenArguments(console, menu, command).signature();
    }

    static MenuCommand of(Console console, String menu, Command command) {
        return new MenuCommand(console, menu, command);
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

    /** Runs it; values are worked out before the state is held, since they may wait. */
    Value run(Arguments arguments, Env env, boolean valued) throws RouterError {
        Policies.check(env, menu, command.name());
        Map<String, Value> values = new LinkedHashMap<>();
        for (Map.Entry<String, Expr> argument : arguments.values().entrySet()) {
            values.put(argument.getKey(), argument.getValue().eval(env));
        }
        if (command.name().equals(ExportCommand.NAME)) {
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
        if (menu.equals(EnvironmentMenu.MENU)) {
            return EnvironmentMenu.print(env);
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
        flags.stream()
                .filter(fields::isSwitch)
                .forEach(spelling ->
                        canonical.put(fields.field(spelling).orElseThrow().name(), "true"));
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
        Optional<Field> field = fields.written(spelling);
        if (field.isEmpty()) {
            canonical.put(spelling, Bytes.strict(value.text()).orElseThrow(() -> Refusals.invalid(spelling)));
            return;
        }
        String label = Console.child(menu, command.name());
        canonical.put(field.get().name(), FieldInput.canonical(state, fields, label, spelling, field.get(), value));
    }
}
