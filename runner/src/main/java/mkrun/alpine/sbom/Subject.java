package mkrun.alpine.sbom;

import java.time.Instant;
import java.util.List;
import mkrun.alpine.PackageRecord;

/**
 * What a bill is about.
 *
 * @param name the image's
 * @param architecture as OCI calls it, {@code arm64}
 * @param alpineArch as Alpine calls it, {@code aarch64}
 * @param digest {@code sha256:} and the hex digest of the image's config
 * @param created the image's time, seconds since 1970
 * @param release Alpine's version as its {@code os-release} says, {@code 3.19.1}; empty if it does not
 * @param packages what is installed, sorted as the database is
 */
public record Subject(
        String name,
        String architecture,
        String alpineArch,
        String digest,
        long created,
        String release,
        List<PackageRecord> packages) {
    public Subject {
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a digest: " + digest);
        }
        packages = List.copyOf(packages);
    }

    String sha256() {
        return digest.substring(digest.indexOf(':') + 1);
    }

    /** ISO 8601 in UTC, whole seconds. */
    String time() {
        return Instant.ofEpochSecond(created).toString();
    }

    /** The image's own purl (purl types: oci). */
    String purl() {
        return "pkg:oci/" + Purl.encoded(name) + "@" + Purl.encoded(digest) + "?arch=" + architecture;
    }

    String purl(PackageRecord record) {
        return Purl.of(record, alpineArch, release);
    }
}
