package mkrun.lab.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.lab.script.Signature.Kind;
import mkrun.lab.script.Signature.Parameter;
import mkrun.routeros.Argument;
import mkrun.routeros.Command;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;

/**
 * The console without its language: commands come with their arguments, as the API sends them, and go the way of those
 * that are typed. Words must be whole. For one thread at a time.
 */
public final class ApiConsole {
    private static final String ID = RowView.ID;
    private static final String PROPLIST = ".proplist";
    private static final String COUNT_ONLY = "count-only";
    private static final String DETAIL = "detail";
    private static final String PRINT = "print";

    /** Other names of {@code print}; a {@code listen} begins with what there is. */
    private static final Set<String> PRINTS = Set.of(PRINT, "getall");

    /** What the console has and the API either has not or has in a form that is not known. */
    private static final Set<String> CONSOLE_ONLY = Set.of("find", "export");

    private static final Set<String> YES = Set.of("", "yes", "true");
    private static final Set<String> NO = Set.of("no", "false");

    private final Session session;
    private final Console console;

    ApiConsole(Session session) {
        this.session = session;
        this.console = session.interpreter().console();
    }

    /**
     * Runs a command.
     *
     * @throws ApiRefusal if it is unknown, or cannot be carried out
     */
    public ApiAnswer run(ApiRequest request) throws ApiRefusal {
        MenuCommand command = find(request.command());
        String name = command.command().name();
        Env env = new Env(session, output -> {});
        try {
            if (name.equals(PRINT)) {
                return print(command, request, env);
            }
            if (!request.queries().isEmpty()) {
                throw ApiRefusal.unknownParameter("?" + request.queries().get(0));
            }
            return call(command, request.attributes(), env);
        } catch (RouterError e) {
            throw ApiRefusal.of(e, namesIds(request));
        } catch (Env.Quit | Env.Returned ended) {
            return ApiAnswer.of(Optional.empty());
        } catch (Env.Stopped stopped) {
            throw ApiRefusal.of(RouterError.complete("interrupted"), false);
        }
    }

    private static boolean namesIds(ApiRequest request) {
        return request.attributes()
                .getOrDefault(ID, request.attributes().getOrDefault(MenuCommand.NUMBERS, ""))
                .startsWith("*");
    }

    private MenuCommand find(String path) throws ApiRefusal {
        if (!path.startsWith("/")) {
            throw ApiRefusal.noSuchCommand();
        }
        String[] words = path.substring(1).split("/", -1);
        String menu = "/";
        for (String word : Arrays.copyOf(words, words.length - 1)) {
            if (!console.submenus(menu).contains(word)) {
                throw ApiRefusal.noSuchMenu(word);
            }
            menu = Console.child(menu, word);
        }
        String last = words[words.length - 1];
        String name = PRINTS.contains(last) ? PRINT : last;
        Command command = console.commands(menu).get(name);
        if (command == null || !offered(menu, name)) {
            throw ApiRefusal.noSuchCommand();
        }
        return console.shape(menu, command);
    }

    private boolean offered(String menu, String name) {
        boolean language = menu.equals("/")
                || menu.equals(InspectCommand.MENU)
                || menu.equals(SafeMode.MENU) && SafeMode.COMMANDS.contains(name);
        return !language
                && !CONSOLE_ONLY.contains(name)
                && !session.interpreter().forEyes(menu, name)
                && console.implemented(menu, name);
    }

    private static ApiAnswer print(MenuCommand command, ApiRequest request, Env env) throws ApiRefusal, RouterError {
        ApiQuery query = new ApiQuery(request.queries());
        Set<String> flags = new HashSet<>();
        for (Map.Entry<String, String> attribute : request.attributes().entrySet()) {
            String name = attribute.getKey();
            if (name.equals(COUNT_ONLY) || name.equals(DETAIL)) {
                flag(name, attribute.getValue(), flags);
            } else if (!name.equals(PROPLIST)) {
                throw ApiRefusal.unknownParameter(name);
            }
        }
        List<RowView> rows = command.read(env).stream().filter(query::holds).toList();
        if (flags.contains(COUNT_ONLY)) {
            return ApiAnswer.of(Optional.of(Integer.toString(rows.size())));
        }
        String only = request.attributes().getOrDefault(PROPLIST, "");
        Set<String> wanted =
                only.isEmpty() ? properties(command.fields()) : new LinkedHashSet<>(List.of(only.split(",")));
        return ApiAnswer.of(rows.stream().map(row -> shown(row, wanted)).toList());
    }

    private static Set<String> properties(MenuFields fields) {
        Set<String> all = new LinkedHashSet<>(List.of(ID));
        all.addAll(fields.all().keySet());
        return all;
    }

    private static Map<String, String> shown(RowView row, Set<String> wanted) {
        Map<String, String> properties = new LinkedHashMap<>();
        wanted.forEach(name -> row.plain(name).ifPresent(value -> properties.put(name, value)));
        return properties;
    }

    private static void flag(String name, String value, Set<String> flags) throws RouterError {
        if (YES.contains(value)) {
            flags.add(name);
        } else if (!NO.contains(value)) {
            throw Refusals.invalid(name);
        }
    }

    /** A word without a value, as clients were seen to send it; what becomes of a value nobody told. */
    private static void there(String name, String value, Set<String> flags) throws RouterError {
        if (!value.isEmpty()) {
            throw Refusals.invalid(name);
        }
        flags.add(name);
    }

    private static ApiAnswer call(MenuCommand command, Map<String, String> attributes, Env env)
            throws ApiRefusal, RouterError {
        Map<String, Value> values = new LinkedHashMap<>();
        Set<String> flags = new HashSet<>();
        Set<String> unset = new HashSet<>();
        for (Map.Entry<String, String> attribute : sorted(attributes)) {
            String given = attribute.getKey();
            String value = attribute.getValue();
            if (given.startsWith("!")) {
                unset.add(optional(command, given, value));
                continue;
            }
            Parameter parameter = parameter(command, given);
            if (command.fields().isSwitch(parameter.name()) && parameter.kind() == Kind.FLAG) {
                there(parameter.name(), value, flags);
            } else if (parameter.kind() == Kind.FLAG) {
                flag(parameter.name(), value, flags);
            } else if (parameter.kind() != Kind.TEXT || values.put(parameter.name(), Value.of(value)) != null) {
                throw ApiRefusal.unknownParameter(given);
            }
        }
        if (unset.stream().anyMatch(name -> values.containsKey(name) || flags.contains(name))) {
            throw ApiRefusal.unknownParameter("!" + unset.iterator().next());
        }
        Value result = command.runOn(values, unset, flags, env);
        return ApiAnswer.of(result.missing() ? Optional.empty() : Optional.of(result.text()));
    }

    /** By name, so that of several errors always the same is told. */
    private static List<Map.Entry<String, String>> sorted(Map<String, String> attributes) {
        List<Map.Entry<String, String>> entries = new ArrayList<>(attributes.entrySet());
        entries.sort(Map.Entry.comparingByKey());
        return entries;
    }

    private static Parameter parameter(MenuCommand command, String given) throws ApiRefusal {
        String name = given.equals(ID)
                ? command.command().arguments().stream()
                        .map(Argument::name)
                        .filter(a -> a.equals(MenuCommand.NUMBERS) || a.equals("number"))
                        .findFirst()
                        .orElse("")
                : given;
        Parameter parameter = command.signature().all().get(name);
        if (parameter == null) {
            throw ApiRefusal.unknownParameter(given);
        }
        return parameter;
    }

    /** What {@code !name} takes away: a property that a row can be without. */
    private static String optional(MenuCommand command, String given, String value) throws ApiRefusal {
        String name = given.substring(1);
        Optional<Field> field = command.fields()
                .field(name)
                .filter(f -> !f.readOnly() && f.defaultValue().isEmpty())
                .filter(f -> f.type().base() != FieldType.Base.BOOL);
        boolean taken =
                parameter(command, name).kind() == Kind.TEXT || command.fields().isSwitch(name);
        boolean needed = command.fields().dialect().commands(command.fields().menu()).stream()
                .filter(c -> c.name().equals("add"))
                .flatMap(c -> c.argument(name).stream())
                .anyMatch(Argument::required);
        if (field.isEmpty() || !taken || needed || !value.isEmpty()) {
            throw ApiRefusal.unknownParameter(given);
        }
        return name;
    }
}
