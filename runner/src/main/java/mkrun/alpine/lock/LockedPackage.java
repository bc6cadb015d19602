package mkrun.alpine.lock;

import java.util.List;
import mkrun.alpine.PackageRecord;

/**
 * One package as a lock names it.
 *
 * @param name package name
 * @param version package version
 * @param arch architecture its index gave, empty if that of the image
 * @param checksum identity: {@code Q1} and the Base64 of the SHA-1 of the control member
 * @param sha256 of the whole file; empty for the stand-ins inside mkrun, whose signatures differ from build to build
 * @param size bytes of the file
 * @param datahash SHA-256 of the compressed data member; empty for a package of a format that has none
 * @param installedSize bytes when installed, 0 for a package without files
 * @param buildTime seconds since 1970, 0 if unknown
 * @param repository line of the repository it came from
 * @param key file name of the key that signed it; empty where {@code sha256} is, and where untrusted ones were allowed
 */
public record LockedPackage(
        String name,
        String version,
        String arch,
        String checksum,
        String sha256,
        long size,
        String datahash,
        long installedSize,
        long buildTime,
        String repository,
        String key) {

    /** {@code name-version}. */
    public String id() {
        return name + "-" + version;
    }

    /** As much of its index record as a lock keeps: enough to find it and to say what it is. */
    public PackageRecord record(String imageArch) {
        return new PackageRecord(
                checksum,
                name,
                version,
                arch.isEmpty() ? imageArch : arch,
                size,
                installedSize,
                "",
                "",
                "",
                "",
                "",
                buildTime,
                "",
                0,
                List.of(),
                List.of(),
                List.of());
    }
}
