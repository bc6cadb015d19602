package mkrun.alpine.repository;

/**
 * Which index of a repository was read.
 *
 * @param line the repository's line as it was written
 * @param description the text the index's maker gave it, often a version; may be empty
 * @param sha256 of the index file
 * @param signer file name of the key that signed it; empty if none did, or if it is not known
 */
public record RepositoryState(String line, String description, String sha256, String signer) {
    /** Of an index whose signer is not known. */
    public RepositoryState(String line, String description, String sha256) {
        this(line, description, sha256, "");
    }

    /** The tag that the line begins with, without the {@code @}; empty for none. */
    public String tag() {
        return line.startsWith("@") ? line.split("[ \t]", 2)[0].substring(1) : "";
    }
}
