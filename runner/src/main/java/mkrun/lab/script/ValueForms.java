package mkrun.lab.script;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;
import mkrun.routeros.TypeCheck;
import mkrun.routeros.Values;
import mkrun.routeros.ip.Addresses;
import mkrun.routeros.ip.NormalAddress;

/** The forms of values whose sense no other row of the router decides: addresses, networks, ports, rates. */
final class ValueForms {
    private static final Pattern MAC = Pattern.compile("([0-9A-Fa-f]{2}[:.-]){5}[0-9A-Fa-f]{2}");
    private static final Pattern PORTS = Pattern.compile("\\d{1,5}(-\\d{1,5})?(,\\d{1,5}(-\\d{1,5})?)*");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
    private static final Pattern RATE = Pattern.compile("\\d{1,12}[kMG]?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63}){0,30}\\.?");

    private ValueForms() {}

    /** The text as the router keeps it; empty if it is not of the form of the field's type. */
    static Optional<String> canonical(Field field, String text) {
        return formed(field, text).filter(field.type().family()::holds);
    }

    private static Optional<String> formed(Field field, String text) {
        FieldType type = field.type();
        return switch (type.base()) {
            case IP -> Addresses.address(text).map(Addresses.Address::text);
            case CIDR ->
                Addresses.net(text)
                        .or(() -> Addresses.address(text).map(a -> new Addresses.Net(a, a.bits())))
                        .map(Addresses.Net::text);
            case PREFIX -> Addresses.net(text).filter(n -> !n.hasHostPart()).map(Addresses.Net::text);
            case MATCH -> match(text);
            case ENTRY -> entry(field.type(), text);
            case HOST -> Addresses.address(text).map(Addresses.Address::text).or(() -> host(text));
            case RANGE -> range(type, text);
            case RATE ->
                RATE.matcher(text).matches() ? Optional.of(Values.normal(type.each(), text)) : Optional.empty();
            case DECIMAL ->
                Optional.of(Values.normal(type.each(), text)).filter(t -> TypeCheck.accepts(type.each(), t));
            case LIMIT -> RuleForms.limit(field.name(), text);
            case HOURS -> RuleForms.hours(text);
            case PORTS -> ports(text);
            case MAC ->
                Optional.of(Values.normal(type.each(), text))
                        .filter(t -> MAC.matcher(t).matches());
            default -> Optional.of(text);
        };
    }

    /** A range that is one network is kept as that, and those of IPv6 are none: so says MikroTik's command reference. */
    private static Optional<String> entry(FieldType type, String text) {
        return match(text)
                .filter(t -> type.family() != FieldType.Family.V6 || t.indexOf('-') < 0)
                .map(t -> NormalAddress.match(t).orElse(t))
                .or(() -> host(text));
    }

    /** An address, a network, or a range of addresses from the lesser to the greater; with or without a sign. */
    static Optional<String> match(String text) {
        String sign = text.startsWith("!") ? "!" : "";
        String plain = text.substring(sign.length());
        int dash = plain.indexOf('-');
        if (dash > 0) {
            Optional<Addresses.Address> from = Addresses.address(plain.substring(0, dash));
            Optional<Addresses.Address> to = Addresses.address(plain.substring(dash + 1))
                    .filter(t -> from.isPresent()
                            && t.v6() == from.get().v6()
                            && t.number().compareTo(from.get().number()) >= 0);
            return to.map(t -> sign + from.orElseThrow().text() + "-" + t.text());
        }
        return Addresses.address(plain)
                .map(Addresses.Address::text)
                .or(() -> Addresses.net(plain)
                        .map(n -> n.length() == n.address().bits()
                                ? n.address().text()
                                : new Addresses.Net(n.network(), n.length()).text()))
                .map(t -> sign + t);
    }

    private static Optional<String> host(String text) {
        return HOST.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /** A number or two with a dash between them, the smaller one first. */
    private static Optional<String> range(FieldType type, String text) {
        Matcher form = RANGE.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long from = Long.parseLong(form.group(1));
        long to = form.group(2) == null ? from : Long.parseLong(form.group(2));
        return type.min() <= from && from <= to && to <= type.max() ? Optional.of(text) : Optional.empty();
    }

    /** Ports, and spans of them from the lesser to the greater; with or without a sign. */
    private static Optional<String> ports(String text) {
        String plain = text.startsWith("!") ? text.substring(1) : text;
        boolean good = PORTS.matcher(plain).matches();
        for (String part : good ? plain.split(",") : new String[0]) {
            String[] ends = part.split("-");
            int last = Integer.parseInt(ends[ends.length - 1]);
            good &= last <= 65535 && Integer.parseInt(ends[0]) <= last;
        }
        return good ? Optional.of(text) : Optional.empty();
    }
}
