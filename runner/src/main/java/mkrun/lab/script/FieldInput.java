package mkrun.lab.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.routeros.Bounds;
import mkrun.routeros.ConsoleDate;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;
import mkrun.routeros.Values;
import mkrun.routeros.ip.Addresses;

/**
 * Checks what a command gives for a field and brings it into canonical form, or refuses it as routers do. Stricter than
 * they where nobody knows: truth is {@code yes} or {@code no} and nothing else.
 */
final class FieldInput {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})(k|K|M|G|KiB|MiB|GiB)?");

    private static final String IDENTITY = "/system/identity";

    private final RouterState state;
    private final MenuFields fields;
    private final String command;
    private final String argument;
    private final FieldType type;
    private final Field field;

    private FieldInput(RouterState state, MenuFields fields, String command, String argument, Field field) {
        this.state = state;
        this.fields = fields;
        this.command = command;
        this.argument = argument;
        this.field = field;
        this.type = field.type();
    }

    /**
     * @param command such as {@code /ip/address/add}
     * @param argument as this version spells the field
     * @return canonical text; empty for what unsets the field
     */
    static String canonical(
            RouterState state, MenuFields fields, String command, String argument, Field field, Value given)
            throws RouterError {
        return new FieldInput(state, fields, command, argument, field).canonical(given);
    }

    private String canonical(Value given) throws RouterError {
        String canonical = stored(given);
        boolean left = field.defaultUnshown() && field.defaultValue().orElse("").equals(canonical);
        return left ? "" : canonical;
    }

    private String stored(Value given) throws RouterError {
        String text = Bytes.strict(text(given)).orElseThrow(() -> Refusals.invalid(argument));
        if (text.isEmpty() && names()) {
            throw Refusals.invalid(argument);
        }
        String canonical = canonical(text);
        Optional<Bounds> bounds = field.bounds(state.version()).filter(b -> !text.isEmpty() && !b.hold(text));
        if (bounds.isPresent()) {
            throw outside(bounds.get());
        }
        return canonical;
    }

    /** Whether it is what rows, or routers, are told apart by, which is never empty. */
    private boolean names() {
        return field.name().equals("name")
                && (fields.menu().equals(IDENTITY)
                        || fields.dialect()
                                .menu(fields.menu())
                                .filter(m -> m.keys().contains(field.name()))
                                .isPresent());
    }

    /** Spans of time as 7.22.1 was seen to say it; of texts that are too long only what identities answer is known. */
    private RouterError outside(Bounds bounds) {
        if (fields.menu().equals(IDENTITY)) {
            return RouterError.of("failure: could not change identity: too long"); // MikroTik's command reference
        }
        return bounds.kind() == Bounds.Kind.LENGTH
                ? Refusals.invalid(argument)
                : RouterError.complete("value of " + argument + " is out of range (" + clock(bounds.least()) + " .. "
                        + clock(bounds.most()) + ")");
    }

    private static String clock(String span) {
        return Times.parse(span).isPresent() ? Times.clock(Times.parse(span).getAsLong()) : "";
    }

    private String canonical(String text) throws RouterError {
        if (fields.otherWords(field)) {
            return formerWord(text);
        }
        if (type.many() == FieldType.Many.PAIR && !text.isEmpty()) {
            return both(text);
        }
        if (!type.list() || type.base() == FieldType.Base.STRING) {
            return single(text);
        }
        boolean whole = type.many() == FieldType.Many.SET && type.negatable() && text.startsWith("!");
        String plain = whole ? text.substring(1) : text;
        List<String> items = new ArrayList<>();
        for (String item : plain.isEmpty() ? new String[0] : plain.split(",", -1)) {
            if (type.many() == FieldType.Many.SET && item.startsWith("!")) {
                throw Refusals.invalid(argument); // routers take it of some lists only, in which each item has its own
            }
            items.add(single(item));
        }
        return (whole ? "!" : "") + String.join(",", inOrder(items));
    }

    /** Two with a slash between; whether routers take one for both no source tells. */
    private String both(String text) throws RouterError {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw Refusals.invalid(argument);
        }
        return single(parts[0]) + "/" + single(parts[1]);
    }

    /** Halves and grants come back in the router's order; of these and of flags those without an exclamation mark first. */
    private List<String> inOrder(List<String> items) {
        if (!type.flags() && type.many() != FieldType.Many.GRANTS) {
            return items;
        }
        List<String> words = type.words();
        List<String> plain = new ArrayList<>(
                items.stream().distinct().filter(i -> !i.startsWith("!")).toList());
        List<String> turned = new ArrayList<>(
                items.stream().distinct().filter(i -> i.startsWith("!")).toList());
        if (type.many() != FieldType.Many.FLAGS) {
            plain.sort(Comparator.comparingInt(words::indexOf));
            turned.sort(Comparator.comparingInt(flag -> words.indexOf(flag.substring(1))));
        }
        plain.addAll(turned);
        return plain;
    }

    /** Arrays become lists; truth from expressions is yes or no. */
    private static String text(Value given) {
        if (given instanceof Value.Bool bool) {
            return bool.truth() ? "yes" : "no";
        }
        if (given instanceof Value.Items array) {
            return String.join(
                    ",", array.items().stream().map(i -> i.value().text()).toList());
        }
        return given.text();
    }

    private String formerWord(String text) throws RouterError {
        String canonical = fields.dialect().spelling(fields.menu(), argument).canonicalValue(text);
        boolean known = type.words().isEmpty() || type.words().contains(canonical);
        if (!known || !fields.spell(field, canonical).equals(text)) {
            throw Refusals.invalid(argument);
        }
        return canonical;
    }

    private String single(String text) throws RouterError {
        if (text.isEmpty() && type.base() != FieldType.Base.BOOL && type.base() != FieldType.Base.ENUM) {
            return "";
        }
        String sign = type.negatable() && text.startsWith("!") ? "!" : "";
        return sign + positive(text.substring(sign.length()));
    }

    private String positive(String text) throws RouterError {
        if (sayable().contains(text)) {
            return text;
        }
        Optional<String> named = named(text);
        if (named.isPresent()) {
            return named.get();
        }
        switch (type.base()) {
            case STRING:
                return type.scopes().isEmpty() ? text : scoped().list(text).orElseThrow(() -> malformed(text));
            case FORM:
                if (!text.matches(type.form())) {
                    throw Refusals.invalid(argument);
                }
                return text;
            case BOOL:
                return bool(text);
            case ENUM:
                return word(text, sayable());
            case REF:
                throw noMatch();
            case INT:
                return number(text);
            case TIME:
                return span(text);
            case DATE:
                return day(text);
            case SIZE:
                return Long.toString(size(text, 1));
            case PAGES:
                return Long.toString(Values.pages(decimal(text)));
            case KIB:
                return Long.toString(size(text, 1 << 10) >> 10);
            case IP, HOST:
                return scoped().one(text).orElseThrow(() -> malformed(text));
            default:
                return ValueForms.canonical(field, text).orElseThrow(() -> malformed(text));
        }
    }

    private ScopedInput scoped() {
        return new ScopedInput(state, fields, field, this::named);
    }

    /** The words of the field that a router of these packages has. */
    private List<String> sayable() {
        return type.words().stream()
                .filter(w -> fields.dialect().has(fields.menu(), field.name(), w))
                .toList();
    }

    private String bool(String text) throws RouterError {
        if (!text.equals("yes") && !text.equals("no")) {
            throw Refusals.invalid(argument);
        }
        return Boolean.toString(text.equals("yes"));
    }

    private String word(String text, List<String> words) throws RouterError {
        if (words.stream().filter(w -> w.startsWith(text)).count() > 1) {
            throw Refusals.ambiguous(argument);
        }
        return Console.unique(words, text).orElseThrow(this::noMatch);
    }

    private RouterError noMatch() {
        if (type.menus().containsAll(List.of("/interface", "/interface/list"))) {
            return Refusals.noMatch(argument, List.of("interface", "interface-list"));
        }
        return Refusals.noMatch(state.version(), command, argument, kind());
    }

    /** What routers call what is looked for: of rules of firewalls, not by the argument's name; shown of 7.23.7. */
    private String kind() {
        return fields.menu().contains("/firewall/")
                ? argument.replaceFirst("^(?:in|out)-(?=interface(?:-list)?$)", "")
                : argument;
    }

    /** The row of one of the type's menus that has that name or id. */
    private Optional<String> named(String text) {
        for (String target : type.menus()) {
            Table table = state.table(target);
            table.refresh();
            String key = References.nameField(state.dialect(), target);
            Optional<String> name = table.rows().stream()
                    .filter(r -> r.text(key).equals(text) || r.id().equals(text))
                    .map(r -> r.text(key))
                    .findFirst();
            if (name.isPresent()) {
                return name;
            }
        }
        return Optional.empty();
    }

    private String number(String text) throws RouterError {
        Optional<Value> number = Literals.number(text);
        if (number.isEmpty()) {
            throw Refusals.invalid(argument);
        }
        long value = Arithmetic.number(number.get());
        if (value < type.min() || value > type.max()) {
            throw RouterError.complete(
                    "value of " + argument + " out of range (" + type.min() + ".." + type.max() + ")");
        }
        String canonical = Long.toString(value);
        return type.numbers().getOrDefault(canonical, canonical);
    }

    /** In this version's form only: whether one takes that of the other no source tells. */
    private String day(String text) throws RouterError {
        return ConsoleDate.of(text)
                .filter(day -> ConsoleDate.spelled(state.version(), day).equals(text))
                .orElseThrow(() -> Refusals.invalid(argument))
                .toString();
    }

    private String span(String text) throws RouterError {
        String seconds = text.matches("\\d{1,9}") ? text + "s" : text;
        long nanos = Times.parse(seconds).orElseThrow(() -> Refusals.invalid(argument));
        return Times.words(nanos);
    }

    /** @param plain bytes that a number without a unit counts */
    private long size(String text, long plain) throws RouterError {
        Matcher form = SIZE.matcher(text);
        if (!form.matches()) {
            throw Refusals.invalid(argument);
        }
        long unit =
                switch (form.group(2) == null ? "" : form.group(2).substring(0, 1)) {
                    case "k", "K" -> 1L << 10;
                    case "M" -> 1L << 20;
                    case "G" -> 1L << 30;
                    default -> plain;
                };
        return Long.parseLong(form.group(1)) * unit;
    }

    /** Of memory, where {@code M} is a million and {@code MiB} is not. */
    private long decimal(String text) throws RouterError {
        long bytes = size(text, 1);
        Matcher form = SIZE.matcher(text);
        String unit = form.matches() && form.group(2) != null ? form.group(2) : "";
        return unit.length() == 1
                ? Long.parseLong(form.group(1))
                        * (long) Math.pow(1000, "kmg".indexOf(unit.toLowerCase(Locale.ROOT)) + 1)
                : bytes;
    }

    private RouterError malformed(String text) {
        if (fields.menu().endsWith("/route") && field.name().equals("gateway")) {
            return RouterError.of("invalid or unexpected argument base"); // shown of 7.23.7
        }
        boolean hostPart = type.base() == FieldType.Base.PREFIX
                && fields.menu().equals("/ip/dhcp-server/network")
                && Addresses.net(text).isPresent();
        return hostPart ? RouterError.of("failure: invalid network") : Refusals.invalid(argument); // as on 7.23.7
    }
}
