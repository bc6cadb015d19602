package mkrun.routeros;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A RouterOS version such as {@code 7.20.8}, {@code 7.24rc3} or {@code 7.23beta2}, ordered as they were released: betas
 * before release candidates before the release itself before its patches.
 *
 * @param patch 0 where the version has none
 * @param stage how far from a release
 * @param build number of the alpha, beta or release candidate; 0 for a release
 */
public record RouterosVersion(int major, int minor, int patch, Stage stage, int build)
        implements Comparable<RouterosVersion> {
    /** Stages of a version on its way to release, in order. */
    public enum Stage {
        ALPHA,
        BETA,
        RC,
        RELEASE
    }

    /** The releases whose command trees our tables are held against, oldest first. */
    public static final List<RouterosVersion> KNOWN = List.of(
            release(7, 9, 2),
            release(7, 10, 2),
            release(7, 11, 3),
            release(7, 12, 2),
            release(7, 13, 5),
            release(7, 14, 3),
            release(7, 15, 3),
            release(7, 16, 2),
            release(7, 17, 1),
            release(7, 18, 2),
            release(7, 19, 6),
            release(7, 20, 8),
            release(7, 21, 5),
            release(7, 22, 3),
            release(7, 23, 3),
            release(7, 24, 0));

    /** The oldest version mkrun speaks to; older ones have no published command tree. */
    public static final RouterosVersion OLDEST = release(7, 9, 0);

    /** The newest version our tables describe; newer ones are spoken to in its words. */
    public static final RouterosVersion NEWEST = KNOWN.get(KNOWN.size() - 1);

    // As /system/resource prints it, "7.24rc3 (testing)"; the channel does not take part in the order.
    private static final Pattern FORM = Pattern.compile(
            "(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?(?:(alpha|beta|rc)(\\d{0,4}))?(?: \\([a-z -]+\\))?");
    /**
     * Reads {@code 7.20.8}, {@code 7.24rc3}, or either with the channel in brackets behind it, as routers print it.
     *
     * @throws IllegalArgumentException if the text is no RouterOS version
     */
    public static RouterosVersion parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "not a RouterOS version: '" + text + "' (expected like 7.20.8 or 7.24rc3)");
        }
        Stage stage = form.group(4) == null
                ? Stage.RELEASE
                : Stage.valueOf(form.group(4).toUpperCase(Locale.ROOT));
        return new RouterosVersion(
                number(form.group(1)), number(form.group(2)), number(form.group(3)), stage, number(form.group(5)));
    }

    private static RouterosVersion release(int major, int minor, int patch) {
        return new RouterosVersion(major, minor, patch, Stage.RELEASE, 0);
    }

    private static int number(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    /** Whether this version is {@code other} or newer. */
    public boolean atLeast(RouterosVersion other) {
        return compareTo(other) >= 0;
    }

    /** Whether this version is {@code text} or newer, for rules written down in code: {@code atLeast("7.16")}. */
    public boolean atLeast(String text) {
        return atLeast(parse(text));
    }

    /**
     * This version.
     *
     * @throws IllegalArgumentException if it is older than mkrun knows; the message can be shown to a user
     */
    public RouterosVersion known() {
        if (!atLeast(OLDEST)) {
            throw new IllegalArgumentException(this + " is older than mkrun knows; the oldest is " + OLDEST);
        }
        return this;
    }

    /** The release that this version leads to; itself if it is one. */
    public RouterosVersion release() {
        return release(major, minor, patch);
    }

    @Override
    public int compareTo(RouterosVersion other) {
        int order = Integer.compare(major, other.major);
        order = order == 0 ? Integer.compare(minor, other.minor) : order;
        order = order == 0 ? Integer.compare(patch, other.patch) : order;
        order = order == 0 ? stage.compareTo(other.stage) : order;
        return order == 0 ? Integer.compare(build, other.build) : order;
    }

    /** As RouterOS writes it, without the channel. */
    @Override
    public String toString() {
        String base = patch == 0 ? major + "." + minor : major + "." + minor + "." + patch;
        return stage == Stage.RELEASE ? base : base + stage.name().toLowerCase(Locale.ROOT) + build;
    }
}
