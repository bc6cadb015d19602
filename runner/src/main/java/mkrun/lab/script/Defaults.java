package mkrun.lab.script;

import mkrun.routeros.Field;
import mkrun.routeros.FieldType;

/** Default values of fields in canonical form. */
final class Defaults {
    private Defaults() {}

    static String canonical(Field field, String written) {
        if (field.type().base() == FieldType.Base.BOOL) {
            return Boolean.toString(written.equals("yes") || written.equals("true"));
        }
        return written;
    }
}
