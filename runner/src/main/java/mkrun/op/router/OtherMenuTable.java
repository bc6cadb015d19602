package mkrun.op.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mkrun.routeros.Field;
import mkrun.routeros.Menu;
import mkrun.routeros.MenuSchema;

/** Tables of menus that mkrun has none of, as far as a schema tells: names, no types. */
final class OtherMenuTable {
    /** Arguments that are no fields. */
    private static final Set<String> NO_FIELDS =
            Set.of("numbers", "number", "copy-from", "place-before", "place-after", "value-name");

    /**
     * Which arguments hold secrets: those so called in the trees of RouterOS 7.24, also as a part of another's settings, as in
     * {@code security.passphrase}.
     */
    private static final Pattern SECRET =
            Pattern.compile("(?:.*[-.])?(?:password|passphrase|secrets?|pin|key-val|static-key-\\d"
                    + "|(?:private|shared|encryption|protection|md5|mtik)-key|preshared-key)");

    /** The same of names that are no secrets in other menus. */
    private static final Pattern SECRET_THERE =
            Pattern.compile("/routing/ospf/[a-z-]+/auth-key|/ip/ipsec/key/psk/key|/iot/lora/servers/key");

    private OtherMenuTable() {}

    /** As a router has it that shows this. */
    static Menu of(MenuSchema schema, List<String> keys, Wish wish) {
        Menu.Kind kind = kind(schema);
        Set<String> names = settable(schema);
        Set<String> secrets = secrets(schema.path(), wish);
        List<Field> fields = new ArrayList<>();
        names.forEach(name -> fields.add(Field.unlisted(name, false, secret(schema.path(), name, secrets))));
        if (kind == Menu.Kind.FIXED) {
            keys.stream()
                    .filter(key -> !names.contains(key))
                    .forEach(key -> fields.add(Field.unlisted(key, true, false)));
        }
        return Menu.unlisted(schema, kind, keys, fields);
    }

    private static Menu.Kind kind(MenuSchema schema) {
        if (schema.has("add")) {
            return schema.has("move") ? Menu.Kind.ORDERED : Menu.Kind.KEYED;
        }
        if (!schema.has("set")) {
            return Menu.Kind.COMMANDS;
        }
        return schema.arguments("set").contains("numbers") ? Menu.Kind.FIXED : Menu.Kind.SINGLE;
    }

    /** As one would be that has all that is wanted. */
    static Menu assumed(String path, List<String> keys, Wish wish) {
        Set<String> names = new TreeSet<>(wish.names());
        names.addAll(keys);
        Set<String> secrets = secrets(path, wish);
        List<Field> fields = names.stream()
                .map(name -> Field.unlisted(name, false, secret(path, name, secrets)))
                .toList();
        Menu.Kind kind = wish.rows() ? Menu.Kind.ORDERED : Menu.Kind.SINGLE;
        Map<String, Set<String>> commands = Map.of("add", Set.of(), "set", Set.of());
        return Menu.unlisted(MenuSchema.of(path, Set.of(), commands), kind, keys, fields);
    }

    /** The fields wanted whose values nobody may see: those given as secrets, and those that sound like some. */
    static Set<String> secrets(String menu, Wish wish) {
        Set<String> secrets = new TreeSet<>(wish.secrets());
        wish.names().stream().filter(name -> secret(menu, name, Set.of())).forEach(secrets::add);
        return secrets;
    }

    /** The arguments of the commands that write rows, less those that are no fields. */
    static Set<String> settable(MenuSchema schema) {
        Set<String> names = new TreeSet<>(schema.arguments("add"));
        names.addAll(schema.arguments("set"));
        names.removeAll(NO_FIELDS);
        return names;
    }

    static boolean secret(String menu, String name, Set<String> wanted) {
        return wanted.contains(name)
                || SECRET.matcher(name).matches()
                || SECRET_THERE.matcher(menu + "/" + name).matches();
    }
}
