package mkrun.alpine.repository;

/**
 * Which index of a repository was read.
 *
 * @param line the repository's line as it was written
 * @param description the text the index's maker gave it, often a version; may be empty
 * @param sha256 of the index file
 */
public record RepositoryState(String line, String description, String sha256) {
    /** The tag that the line begins with, without the {@code @}; empty for none. */
    public String tag() {
        return line.startsWith("@") ? line.split("[ \t]", 2)[0].substring(1) : "";
    }
}
