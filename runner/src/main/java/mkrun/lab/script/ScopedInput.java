package mkrun.lab.script;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType.Scope;
import mkrun.routeros.ip.Addresses;
import mkrun.routeros.ip.ScopedAddress;

/**
 * Addresses with an interface or a VRF behind them, and gateways, which may be interfaces. Whatever is named must be there.
 *
 * @param named the name of the row that a word means in the menus of the field's type, if there is one
 */
record ScopedInput(RouterState state, MenuFields fields, Field field, Function<String, Optional<String>> named) {
    private static final String INTERFACES = "/interface";

    /** Several with commas between, in canonical form; empty if one is malformed. */
    Optional<String> list(String text) {
        Optional<String> all = Optional.empty();
        for (String item : text.split(",", -1)) {
            Optional<String> one = one(item);
            if (one.isEmpty()) {
                return one;
            }
            all = Optional.of(all.map(before -> before + "," + one.get()).orElse(one.get()));
        }
        return all;
    }

    /** One in canonical form; empty if it is malformed. */
    Optional<String> one(String text) {
        ScopedAddress parts = ScopedAddress.of(text);
        boolean scoped = parts.link().map(link -> isLink(parts.address(), link)).orElse(true)
                && parts.table().map(this::isTable).orElse(true);
        return address(parts.address())
                .filter(address -> scoped)
                .map(address -> new ScopedAddress(address, parts.link(), parts.table()).text());
    }

    private boolean gateway() {
        return field.type().menus().contains(INTERFACES);
    }

    private Optional<String> address(String text) {
        return gateway()
                ? Addresses.address(text).map(Addresses.Address::text).or(() -> named.apply(text))
                : ValueForms.canonical(field, text);
    }

    /** Beside gateways only link-local addresses are looked for on a link. */
    private boolean isLink(String address, String link) {
        return field.type().scopes().contains(Scope.LINK)
                && (gateway() || address.toLowerCase(Locale.ROOT).startsWith("fe80:"))
                && state.table(INTERFACES).where("name", link).isPresent();
    }

    private boolean isTable(String name) {
        return field.type().scopes().contains(Scope.VRF)
                && vrfs()
                && (name.equals("main")
                        || Stream.of("/ip/vrf", "/routing/table")
                                .anyMatch(menu ->
                                        state.table(menu).where("name", name).isPresent()));
    }

    /** Not before the menu itself is about VRFs, where it is at all. */
    private boolean vrfs() {
        boolean ever = fields.dialect()
                .table(fields.menu())
                .flatMap(menu -> menu.field("vrf"))
                .isPresent();
        return !ever || fields.all().containsKey("vrf");
    }
}
