package mkrun.routeros;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A property of a menu's rows under its canonical name, which is the one the newest version gives it.
 *
 * @param name canonical
 * @param type what values it takes
 * @param range the versions that have it, whatever they call it
 * @param formerNames how older versions spell it, newest first; their ranges do not overlap
 * @param defaultValue what a row has that was added without it; empty if unset or unknown
 * @param defaultUnshown whether routers leave the field out of a row that has the default
 * @param readOnly whether only the router sets it
 * @param secret whether its value must not be shown
 * @param writeOnly whether routers never give its value back
 * @param bounds how long its value may be; empty if nobody knows
 */
public record Field(
        String name,
        FieldType type,
        VersionRange range,
        List<FormerName> formerNames,
        Optional<String> defaultValue,
        boolean defaultUnshown,
        boolean readOnly,
        boolean secret,
        boolean writeOnly,
        Optional<Bounds> bounds) {
    /**
     * A spelling of older versions.
     *
     * @param name as those versions have it
     * @param range those versions
     * @param values how they write a canonical value, where that differs, such as {@code ro} as {@code yes}
     * @param still whether newer versions take it in commands, too, and mean the canonical one
     */
    public record FormerName(String name, VersionRange range, Map<String, String> values, boolean still) {
        public FormerName {
            values = Map.copyOf(values);
        }
    }

    public Field {
        formerNames = List.copyOf(formerNames);
    }

    /**
     * A field of a menu that mkrun has no table of: its type is not known, and whether routers give a secret back is not
     * either.
     */
    public static Field unlisted(String name, boolean readOnly, boolean secret) {
        return new Field(
                name,
                FieldType.ANY,
                VersionRange.ALWAYS,
                List.of(),
                Optional.empty(),
                false,
                readOnly,
                secret,
                secret,
                Optional.empty());
    }

    /** A field that a schema shows of a version newer than mkrun's tables; as little is known of it. */
    public static Field newer(String name, RouterosVersion since, boolean secret) {
        return new Field(
                name,
                FieldType.ANY,
                new VersionRange(Optional.of(since), Optional.empty()),
                List.of(),
                Optional.empty(),
                false,
                false,
                secret,
                secret,
                Optional.empty());
    }

    /** How long its value may be on a router of that version; empty if anything goes, or nobody knows. */
    public Optional<Bounds> bounds(RouterosVersion version) {
        return bounds.filter(b -> b.range().contains(version));
    }

    /** Whether a router may keep its value to itself: as it does of a secret, or of what is only ever written. */
    public boolean kept() {
        return secret || writeOnly;
    }

    /** Whether mkrun knows of it from schemas only, in a menu that it has a table of. */
    boolean newer() {
        return type.base() == FieldType.Base.ANY && !range.isAlways();
    }

    /** How that version spells the name; canonical where it knows no other. */
    public String spelling(RouterosVersion version) {
        return former(version).map(FormerName::name).orElse(name);
    }

    /** Whether commands of any version that has the field may call it so, though it is not the canonical name. */
    public boolean still(String spelling) {
        return formerNames.stream()
                .anyMatch(former -> former.still() && former.name().equals(spelling));
    }

    Optional<FormerName> former(RouterosVersion version) {
        for (FormerName former : formerNames) {
            if (former.range().contains(version)) {
                return Optional.of(former);
            }
        }
        return Optional.empty();
    }
}
