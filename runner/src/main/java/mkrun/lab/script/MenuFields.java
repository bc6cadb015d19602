package mkrun.lab.script;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mkrun.routeros.Dialect;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;
import mkrun.routeros.UnsupportedException;

/** The fields of one menu as one version spells them. */
final class MenuFields {
    /** What stands for a secret, however long it is. */
    private static final String HIDDEN = "*****";

    private final Dialect dialect;
    private final String menu;
    private final Map<String, Field> bySpelling = new LinkedHashMap<>();
    private final Layout layout;
    private final boolean hiding;

    MenuFields(Dialect dialect, String menu) {
        this(dialect, menu, false);
    }

    private MenuFields(Dialect dialect, String menu, boolean hiding) {
        this.hiding = hiding;
        this.dialect = dialect;
        this.menu = menu;
        dialect.fields(menu).forEach(f -> bySpelling.put(f.spelling(dialect.version()), f));
        this.layout = Layout.of(dialect.version(), menu);
    }

    /** As somebody sees them whose group lacks the policy sensitive. */
    MenuFields withoutSecrets() {
        return new MenuFields(dialect, menu, true);
    }

    Dialect dialect() {
        return dialect;
    }

    String menu() {
        return menu;
    }

    /** The fields in the order of their menu, by spelling. */
    Map<String, Field> all() {
        return bySpelling;
    }

    Optional<Field> field(String spelling) {
        return Optional.ofNullable(bySpelling.get(spelling));
    }

    /** The field that commands set by that name. */
    Optional<Field> written(String spelling) {
        return field(spelling)
                .or(() -> bySpelling.values().stream()
                        .filter(f -> f.still(spelling))
                        .findFirst())
                .filter(f -> !f.readOnly());
    }

    /** Whether it is a word without a value. */
    boolean isSwitch(String spelling) {
        return field(spelling)
                .filter(f -> !f.readOnly() && f.type().base() == FieldType.Base.SWITCH)
                .isPresent();
    }

    Layout layout() {
        return layout;
    }

    /** What a row has for a field; some fields are there, empty, where nobody set them, and counters are zero. */
    Optional<String> stored(TableRow row, Field field) {
        Optional<String> stored = row.get(field.name());
        if (hiding && field.secret() && stored.filter(s -> !s.isEmpty()).isPresent()) {
            return Optional.of(HIDDEN);
        }
        if (stored.isEmpty() && layout.counters().contains(field.name())) {
            return Optional.of("0");
        }
        return stored.isEmpty() && layout.empty().contains(field.name()) ? Optional.of("") : stored;
    }

    /** A canonical value in this version's words; values that it cannot say stay as they are. */
    String spell(Field field, String value) {
        if (layout.digits().contains(field.name())) {
            return field.type().numbers().entrySet().stream()
                    .filter(word -> word.getValue().equals(value))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(value);
        }
        if (field.formerNames().isEmpty() && field.type().base() != FieldType.Base.DATE) {
            return value;
        }
        try {
            return dialect.spellValue(menu, field.name(), value);
        } catch (UnsupportedException unsayable) {
            return value;
        }
    }

    /** Whether this version writes the field's words otherwise, such as {@code read-only=yes} for {@code mode=ro}. */
    boolean otherWords(Field field) {
        return field.formerNames().stream()
                .anyMatch(f ->
                        f.range().contains(dialect.version()) && !f.values().isEmpty());
    }
}
