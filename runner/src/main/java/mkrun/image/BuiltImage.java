package mkrun.image;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import mkrun.target.Content;

/**
 * An image for one architecture, complete.
 *
 * @param name as the playbook calls it
 * @param architecture what it runs on
 * @param digest {@code sha256:} and the hex digest of the config: Docker's image id
 * @param size of the archive in bytes
 * @param archive a docker-archive
 * @param companions what belongs beside the image and not into it, by the suffix of its file name ({@code spdx.json}),
 *     sorted
 */
public record BuiltImage(
        String name,
        Architecture architecture,
        String digest,
        long size,
        Content archive,
        Map<String, Content> companions) {
    private static final String SUFFIX = "[a-z0-9]+(\\.[a-z0-9]+)*";

    public BuiltImage {
        companions = Collections.unmodifiableMap(new TreeMap<>(companions));
        for (String suffix : companions.keySet()) {
            if (!suffix.matches(SUFFIX) || suffix.equals("tar") || suffix.equals("json")) {
                throw new IllegalArgumentException("not the suffix of a file beside an image: " + suffix);
            }
        }
    }

    /** The same image with one more file beside it. */
    public BuiltImage with(String suffix, Content content) {
        Map<String, Content> more = new TreeMap<>(companions);
        more.put(suffix, content);
        return new BuiltImage(name, architecture, digest, size, archive, more);
    }
}
