package mkrun.alpine.sbom;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import mkrun.alpine.PackageRecord;

/** Package URLs (package-url/purl-spec), type {@code apk}. */
public final class Purl {
    private static final String PLAIN = ".-_~:";

    private Purl() {}

    /**
     * The URL of a package.
     *
     * @param alpineArch architecture where the record gives none
     * @param release Alpine's version, {@code 3.19.1}; may be empty
     */
    public static String of(PackageRecord record, String alpineArch, String release) {
        String arch = record.arch().isEmpty() ? alpineArch : record.arch();
        String distro = release.isEmpty() ? "" : "&distro=alpine-" + encoded(release);
        return "pkg:apk/alpine/" + encoded(record.name().toLowerCase(Locale.ROOT)) + "@" + encoded(record.version())
                + "?arch=" + encoded(arch) + distro;
    }

    /** Percent-encoded, all but letters, digits and what the specification leaves as it is. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }
}
