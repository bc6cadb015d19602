package mkrun.routeros;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What one router understands: our tables, narrowed to its version and packages. Routers of a kind share one, since what is
 * looked up for one of a fleet is what is looked up for all.
 */
public final class Dialect {
    private static final Map<Map.Entry<String, Optional<Set<String>>>, Dialect> KINDS = new ConcurrentHashMap<>();

    private final RouterosVersion version;
    /** Empty for all that menus need. */
    private final Optional<Set<String>> packages;

    private final Menus menus;
    private final Schemas schemas;
    /** What this version means by the names of a menu's fields: each field of each row of an answer is looked up. */
    private final Map<String, Map<String, Spelling>> spelled = new ConcurrentHashMap<>();

    private Dialect(RouterosVersion version, Optional<Set<String>> packages, Menus menus, Schemas schemas) {
        this.version = version;
        this.packages = packages;
        this.menus = menus;
        this.schemas = schemas;
    }

    /**
     * @param packages names of enabled packages; {@code routerboard} among them on MikroTik's own hardware
     */
    public static Dialect of(RouterosVersion version, Set<String> packages) {
        return kind(version, Optional.of(packages));
    }

    /** What an emulated router understands, which has menus that mkrun has no tables of. */
    public static Dialect emulated(RouterosVersion version, Set<String> packages) {
        return new Dialect(version, Optional.of(Set.copyOf(packages)), Menus.emulated(), Schemas.NONE);
    }

    /** Of a router of that version with every package and all hardware that menus need. */
    public static Dialect complete(RouterosVersion version) {
        return kind(version, Optional.empty());
    }

    private static Dialect kind(RouterosVersion version, Optional<Set<String>> packages) {
        return KINDS.computeIfAbsent(
                Map.entry(version.toString(), packages.map(Set::copyOf)),
                kind -> new Dialect(version, kind.getValue(), Menus.standard(), Schemas.NONE));
    }

    /** The version it speaks for. */
    public RouterosVersion version() {
        return version;
    }

    /** The packages (and hardware) it was made for. */
    public Set<String> packages() {
        return packages.orElseGet(() -> menus.all().stream()
                .flatMap(menu -> menu.needs().stream())
                .map(Menu.Need::what)
                .collect(Collectors.toSet()));
    }

    /** Whether a router like this has the menu. */
    public boolean has(String menu) {
        return menu(menu).isPresent();
    }

    /** The menu, if a router like this has it; its commands and fields are those of all versions. */
    public Optional<Menu> menu(String path) {
        return menus.menu(path).filter(this::available);
    }

    /** The table of a menu, whether or not a router like this has the menu; empty if mkrun has none. */
    public Optional<Menu> table(String path) {
        return menus.menu(path);
    }

    /** The same router, of whose menus one more is known; a menu of the same path is replaced. */
    public Dialect with(Menu menu) {
        return menus.menu(menu.path())
                        .filter(known ->
                                known == menu || known.equals(menu)) // mostly the same, and records are slow at first
                        .isPresent()
                ? this
                : new Dialect(version, packages, menus.with(menu), schemas);
    }

    /** The same router, of whose version these schemas were pulled. */
    public Dialect knowing(Schemas pulled) {
        boolean same =
                pulled == schemas || pulled.all().isEmpty() && schemas.all().isEmpty();
        return same ? this : new Dialect(version, packages, menus, pulled);
    }

    /** The schemas of its version that are there. */
    public Schemas schemas() {
        return schemas;
    }

    /** All menus that a router like this has. */
    public List<Menu> menus() {
        return menus.all().stream().filter(this::available).toList();
    }

    private boolean available(Menu menu) {
        for (Menu.Need need : menu.needs()) {
            if (need.whole() && lacks(need)) {
                return false;
            }
        }
        return menu.range().contains(version);
    }

    /** Whether this version needs something for a menu that is not there. */
    private boolean lacks(Menu.Need need) {
        return need.range().contains(version)
                && packages.isPresent()
                && !packages.get().contains(need.what());
    }

    /** Whether this router's packages have a value of a field that it has. */
    public boolean has(String path, String canonical, String value) {
        return menus.menu(path)
                .flatMap(menu -> lacking(menu, canonical + "=" + value))
                .isEmpty();
    }

    /** What this router lacks to have a part of a menu that it has. */
    private Optional<Menu.Need> lacking(Menu menu, String part) {
        for (Menu.Need need : menu.needs()) {
            if (need.parts().contains(part) && lacks(need)) {
                return Optional.of(need);
            }
        }
        return Optional.empty();
    }

    private boolean available(Menu menu, Command command) {
        return command.range().contains(version)
                && lacking(menu, command.name()).isEmpty();
    }

    /** A command with the arguments that a router like this takes. */
    private Command narrowed(Menu menu, Command command) {
        Command ofVersion = command.in(version);
        return menu.needs().stream().allMatch(Menu.Need::whole)
                ? ofVersion
                : ofVersion.without(a -> lacking(menu, a.name()).isPresent());
    }

    /** The commands of a menu, each with this router's arguments only; empty if the menu is missing. */
    public List<Command> commands(String menu) {
        return menu(menu).stream()
                .flatMap(m -> m.commands().stream().filter(c -> available(m, c)).map(c -> narrowed(m, c)))
                .toList();
    }

    /** A command of a menu with this router's arguments only. */
    public Optional<Command> command(String menu, String name) {
        return menu(menu)
                .flatMap(m -> m.command(name).filter(c -> available(m, c)).map(c -> narrowed(m, c)));
    }

    /** The fields of a menu that this router has, under whatever name; empty if the menu is missing. */
    public List<Field> fields(String menu) {
        return menu(menu).stream()
                .flatMap(m -> m.fields().stream()
                        .filter(f -> f.range().contains(version)
                                && lacking(m, f.name()).isEmpty()))
                .toList();
    }

    /**
     * How this version spells a field.
     *
     * @param canonical name in the newest version
     * @throws UnsupportedException if this version lacks it; the message names the first that has it
     */
    public String spell(String menu, String canonical) throws UnsupportedException {
        return field(menu, canonical).spelling(version);
    }

    /**
     * How this version writes a value of a field.
     *
     * @throws UnsupportedException if this version lacks the field, or cannot say that value
     */
    public String spellValue(String menu, String canonical, String value) throws UnsupportedException {
        Field field = field(menu, canonical);
        refuse(lack(menu, field, value));
        if (field.type().base() == FieldType.Base.DATE) {
            return ConsoleDate.spelled(version, value);
        }
        return field.former(version)
                .map(former -> former.values().getOrDefault(value, value))
                .orElse(value);
    }

    /** What this version means by the name of a property of a menu; an unknown one means itself. */
    public Spelling spelling(String menu, String spelling) {
        Spelling known = spelled.computeIfAbsent(menu, this::spellings).get(spelling);
        return known == null ? new Spelling(spelling, Optional.empty(), Map.of()) : known;
    }

    private Map<String, Spelling> spellings(String menu) {
        Map<String, Spelling> spellings = new HashMap<>();
        for (Field field : fields(menu)) {
            Map<String, String> words =
                    field.former(version).map(Field.FormerName::values).orElse(Map.of());
            spellings.putIfAbsent(
                    field.spelling(version), new Spelling(field.name(), Optional.of(field.type()), words));
        }
        return spellings;
    }

    /**
     * A property's name as a version has it.
     *
     * @param canonical the name in the newest version; unknown ones as they are
     * @param type of the values, if it is known
     * @param words what this version says in place of canonical values
     */
    public record Spelling(String canonical, Optional<FieldType> type, Map<String, String> words) {
        /**
         * The canonical form of a value: booleans as {@code true} and {@code false}, switches that are there as {@code
         * true}, former words as the newest ones, words as words where scripts get their numbers, spans of time as spans,
         * days as the newest version writes them.
         */
        public String canonicalValue(String value) {
            if (!words.isEmpty()) {
                String written = value.equals("true") ? "yes" : value.equals("false") ? "no" : value;
                return words.entrySet().stream()
                        .filter(e -> e.getValue().equals(written))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(value);
            }
            return switch (type.map(FieldType::base).orElse(FieldType.Base.ANY)) {
                case BOOL -> Values.bool(value);
                case SWITCH -> Boolean.toString(!Values.bool(value).equals("false"));
                case INT, ENUM -> type.orElseThrow().numbers().getOrDefault(value, value);
                case TIME, ANY -> EpochTime.span(value);
                case DATE -> ConsoleDate.canonical(value);
                default -> value;
            };
        }
    }

    /** What this router lacks to have the menu; empty if it has it, or mkrun has no table of it. */
    public Optional<Lack> lack(String path) {
        Optional<Menu> table = menus.menu(path);
        return table.filter(menu -> !available(menu)).map(this::lack).or(() -> table.filter(menu -> beyond())
                .flatMap(schemas::gone));
    }

    /** Whether its version is newer than our tables, so that what was pulled corrects them. */
    private boolean beyond() {
        return !RouterosVersion.NEWEST.atLeast(version);
    }

    /**
     * What this router lacks to say a value of a field; empty if it can, or our tables know no such field.
     *
     * @param value canonical
     */
    public Optional<Lack> lack(String path, String canonical, String value) {
        return lack(path)
                .or(() -> known(path, canonical).flatMap(f -> lack(path, f)))
                .or(() -> beyond()
                        ? known(path, canonical)
                                .flatMap(f -> schemas.gone(menus.menu(path).orElseThrow(), f))
                        : Optional.empty())
                .or(() -> known(path, canonical).flatMap(f -> lack(path, f, value)));
    }

    private Optional<Field> known(String path, String canonical) {
        return menus.menu(path).flatMap(m -> m.field(canonical));
    }

    private Field field(String path, String canonical) throws UnsupportedException {
        Menu menu =
                menus.menu(path).orElseThrow(() -> new UnsupportedException("mkrun has no table of the menu " + path));
        refuse(lack(path));
        Field field =
                menu.field(canonical).orElseThrow(() -> new UnsupportedException(path + " has no field " + canonical));
        refuse(lack(path, field));
        return field;
    }

    private void refuse(Optional<Lack> lack) throws UnsupportedException {
        if (lack.isPresent()) {
            throw new UnsupportedException(lack.get().of(version));
        }
    }

    private Lack lack(Menu menu) {
        return menu.needs().stream()
                .filter(need -> need.whole() && lacks(need))
                .findFirst()
                .map(n -> new Lack(menu.path(), "without the package " + n.what() + " has no menu " + menu.path(), ""))
                .orElseGet(() -> lack(menu.path(), "menu " + menu.path(), menu.range()));
    }

    private Optional<Lack> lack(String path, Field field) {
        String what = "field " + field.name() + " of " + path;
        return field.range().contains(version)
                ? menus.menu(path)
                        .flatMap(menu -> lacking(menu, field.name()))
                        .map(need ->
                                new Lack(field.name(), "without the package " + need.what() + " has no " + what, ""))
                : Optional.of(lack(field.name(), what, field.range()));
    }

    private Lack lack(String subject, String what, VersionRange range) {
        String since = range.since()
                .filter(first -> !version.atLeast(first))
                .map(first -> "RouterOS " + first.release() + " is the first that has it")
                .or(() -> range.before()
                        .filter(version::atLeast)
                        .map(end -> "it is gone since RouterOS " + end.release()))
                .orElse("");
        return new Lack(subject, "has no " + what, since);
    }

    private Optional<Lack> lack(String path, Field field, String value) {
        String saying = field.name() + "=" + value;
        return menus.menu(path)
                .flatMap(menu -> lacking(menu, saying))
                .map(need -> new Lack(
                        field.name(),
                        "without the package " + need.what() + " cannot say " + saying + " in " + path,
                        ""))
                .or(() -> field.former(version)
                        .filter(former ->
                                !former.values().isEmpty() && !former.values().containsKey(value))
                        .map(former -> new Lack(
                                field.name(),
                                "cannot say " + saying + " in " + path,
                                "it has " + former.name() + " instead")));
    }
}
