package mkrun.lab.script;

import static mkrun.lab.script.Signature.Kind.BLOCK;
import static mkrun.lab.script.Signature.Kind.FLAG;
import static mkrun.lab.script.Signature.Kind.FUNCTION;
import static mkrun.lab.script.Signature.Kind.GLOBAL_NAME;
import static mkrun.lab.script.Signature.Kind.LOCAL_NAME;
import static mkrun.lab.script.Signature.Kind.LOOP_NAMES;
import static mkrun.lab.script.Signature.Kind.PLACE;
import static mkrun.lab.script.Signature.Kind.VALUE;

import java.util.HashMap;
import java.util.Map;
import mkrun.lab.script.Signature.Kind;
import mkrun.routeros.Argument;
import mkrun.routeros.Command;

/** The commands of the language that the lab has. Arguments that are not named here are refused as unknown. */
final class GlobalCommands {
    private static final Map<String, Entry> ENTRIES = new HashMap<>();

    static {
        put("put", Map.of("message", VALUE), Flow::put);
        put("error", Map.of("message", VALUE), Flow::error);
        put("delay", Map.of("delay-time", VALUE), Flow::delay);
        put("nothing", Map.of(), (a, e) -> Value.NOTHING);
        put("return", Map.of("value", VALUE), Flow::leave);
        put("local", Map.of("name", LOCAL_NAME, "value", VALUE, "do", FUNCTION), VariableCommands::local);
        put("global", Map.of("name", GLOBAL_NAME, "value", VALUE, "do", FUNCTION), VariableCommands::global);
        put("set", Map.of("name", PLACE, "value", VALUE, "do", FUNCTION), VariableCommands::set);
        put("do", Map.of("command", BLOCK, "on-error", BLOCK, "while", VALUE), Flow::doBlock);
        put("retry", Map.of("command", BLOCK, "delay", VALUE, "max", VALUE, "on-error", BLOCK), Flow::retry);
        put("quit", Map.of(), Flow::quit);
        put("undo", Map.of(), HistoryCommands::undo);
        put("redo", Map.of(), HistoryCommands::redo);
        put("onerror", Map.of("error", LOOP_NAMES, "in", BLOCK, "do", BLOCK), Flow::onError);
        put("if", Map.of("condition", VALUE, "do", BLOCK, "else", BLOCK), Flow::choose);
        put("while", Map.of("condition", VALUE, "do", BLOCK), Flow::repeat);
        put("for", Map.of("counter", LOOP_NAMES, "from", VALUE, "to", VALUE, "step", VALUE, "do", BLOCK), Flow::count);
        put("foreach", Map.of("counter", LOOP_NAMES, "in", VALUE, "do", BLOCK), Flow::each);
        put("time", Map.of("command", BLOCK), Flow::time);
        put("parse", Map.of("value", VALUE), Flow::parse);
        put("execute", Map.of("script", VALUE, "as-string", FLAG), ExecuteCommand::run);
        put("len", Map.of("value", VALUE), Conversions::length);
        put(
                "typeof",
                Map.of("value", VALUE),
                (a, e) -> Value.of(a.required("value", e).type()));
        put(
                "tostr",
                Map.of("value", VALUE),
                (a, e) -> Value.of(a.required("value", e).text()));
        put("tonum", Map.of("value", VALUE), (a, e) -> Conversions.number(a.required("value", e)));
        put("tobool", Map.of("value", VALUE), (a, e) -> Conversions.bool(a.required("value", e)));
        put("toid", Map.of("value", VALUE), (a, e) -> Conversions.id(a.required("value", e)));
        put("toip", Map.of("value", VALUE), (a, e) -> Conversions.ip(a.required("value", e)));
        put("totime", Map.of("value", VALUE), (a, e) -> Conversions.time(a.required("value", e)));
        put("toip6", Map.of("value", VALUE), (a, e) -> Conversions.ip6(a.required("value", e)));
        put("tonsec", Map.of("value", VALUE), (a, e) -> Conversions.nanoseconds(a.required("value", e)));
        put("toarray", Map.of("value", VALUE, "delimiter", VALUE), Conversions::array);
        put("tocrlf", Map.of("input", VALUE), (a, e) -> Value.of(TextCommands.crlf(text(a, "input", e))));
        put("tolf", Map.of("input", VALUE), (a, e) -> Value.of(TextCommands.lf(text(a, "input", e))));
        put("timestamp", Map.of(), (a, e) -> Conversions.now());
        put("range", Map.of("from", VALUE, "to", VALUE), Conversions::range);
        put("resolve", Map.of("domain-name", VALUE), Conversions::resolve);
        put("rndnum", Map.of("from", VALUE, "to", VALUE), TextCommands::number);
        put("rndstr", Map.of("from", VALUE, "length", VALUE), TextCommands::text);
        put("convert", Map.of("from", VALUE, "to", VALUE, "transform", VALUE, "value", VALUE), TextCommands::convert);
        put("jobname", Map.of(), (a, e) -> Value.of(e.job()));
        put(
                "import",
                Map.of("file-name", VALUE, "from-line", VALUE, "verbose", VALUE, "dry-run", FLAG),
                ImportCommand::run);
        put("deserialize", Map.of("from", VALUE, "value", VALUE, "options", VALUE), JsonReader::deserialize);
        put("pick", Map.of("counter", VALUE, "begin", VALUE, "end", VALUE), Conversions::pick);
        put("find", Map.of("in", VALUE, "key", VALUE, "from", VALUE), Conversions::find);
        put(
                "export",
                Map.of(
                        "compact",
                        FLAG,
                        "hide-sensitive",
                        FLAG,
                        "show-sensitive",
                        FLAG,
                        "terse",
                        FLAG,
                        "verbose",
                        FLAG,
                        ExportCommand.FILE,
                        VALUE),
                ExportCommand::all);
        put("serialize", Map.of("to", VALUE, "value", VALUE, "options", VALUE), Json::serialize);
    }

    private GlobalCommands() {}

    private static String text(Arguments arguments, String name, Env env) throws RouterError {
        return arguments.required(name, env).text();
    }

    private record Entry(Map<String, Kind> kinds, GlobalCommand.Body body) {}

    private static void put(String name, Map<String, Kind> kinds, GlobalCommand.Body body) {
        ENTRIES.put(name, new Entry(kinds, body));
    }

    static boolean has(String name) {
        return ENTRIES.containsKey(name);
    }

    /** The command with the arguments that this version's has. */
    static GlobalCommand get(Command command) {
        Entry entry = ENTRIES.get(command.name());
        if (entry == null) {
            throw new IllegalArgumentException(command.name());
        }
        return new GlobalCommand(
                Signature.of(
                        command.arguments().stream()
                                .map(a -> parameter(a, entry.kinds().getOrDefault(a.name(), Kind.REFUSED)))
                                .toList(),
                        false),
                entry.body());
    }

    private static Signature.Parameter parameter(Argument argument, Kind kind) {
        return new Signature.Parameter(argument.name(), kind, argument.position());
    }
}
