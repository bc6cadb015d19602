package mkrun.alpine;

import java.util.Optional;

/**
 * What becomes of one package when a world is brought about.
 *
 * @param before the installed package, empty if it was not there
 * @param after the package that is there in the end, empty if it goes
 * @param kind what that is
 */
public record PackageChange(Optional<PackageRecord> before, Optional<PackageRecord> after, Kind kind) {
    /** Kinds of change, in apk's words. */
    public enum Kind {
        INSTALL,
        UPGRADE,
        DOWNGRADE,
        /** The same version, but another package of it. */
        REPLACE,
        REMOVE,
        /** Stays as it is. */
        KEEP
    }

    /** A package that comes new. */
    public static PackageChange install(PackageRecord record) {
        return new PackageChange(Optional.empty(), Optional.of(record), Kind.INSTALL);
    }

    /** A package that goes. */
    public static PackageChange remove(PackageRecord record) {
        return new PackageChange(Optional.of(record), Optional.empty(), Kind.REMOVE);
    }

    /** A package that was there in whatever version and is there. */
    public static PackageChange between(PackageRecord before, PackageRecord after) {
        int order = ApkVersion.compare(after.version(), before.version());
        Kind kind = before.checksum().equals(after.checksum())
                ? Kind.KEEP
                : order > 0 ? Kind.UPGRADE : order < 0 ? Kind.DOWNGRADE : Kind.REPLACE;
        return new PackageChange(Optional.of(before), Optional.of(after), kind);
    }
}
