package mkrun.op.router;

import java.util.List;
import java.util.stream.Collectors;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;
import mkrun.routeros.Values;
import mkrun.target.Secret;

/** Values of playbooks beside those of routers. */
final class Normal {
    private Normal() {}

    /** A value as a playbook gives it, in the console's words; secrets in clear. */
    static String text(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        if (value instanceof Secret secret) {
            return secret.reveal();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Normal::text).collect(Collectors.joining(","));
        }
        return value.toString();
    }

    /** Whether a field has the wanted value; {@code seen} is empty where the router leaves the field out. */
    static boolean same(Field field, String wanted, String seen) {
        return Values.same(field.type(), wanted, seen(field, seen));
    }

    /** What a router means by what it gives back of a field, even if that is nothing. */
    static String seen(Field field, String value) {
        return value.isEmpty() ? unset(field) : value;
    }

    /** The value of a field that is not set. */
    static String unset(Field field) {
        return field.defaultValue().orElse(truth(field) ? "no" : "");
    }

    /** Whether playbooks say yes or no to it. */
    static boolean truth(Field field) {
        FieldType.Base base = field.type().base();
        return base == FieldType.Base.BOOL || base == FieldType.Base.SWITCH;
    }

    /** A path of the router's files: with or without slash at the ends it is the same. */
    static String path(String value) {
        return value.replaceAll("^/+|/+$", "");
    }
}
