package mkrun.target.routeros;

import java.util.List;
import java.util.regex.Pattern;
import mkrun.target.Content;

/**
 * A file brought to the router under a temporary name beside its own, checked for its size, then renamed: whatever has
 * the final name is whole. What an interrupted upload left under the temporary name is gone on with.
 *
 * @param content the bytes
 * @param path final path without leading slash, in a directory; a name that tells the content, as one with a digest in it
 *     does, keeps remains of another content from being met
 * @param what its name for people, such as {@code alp-rc}, with which its file's name begins
 */
public record FileUpload(Content content, String path, String what) implements RouterChange {
    private static final String PART = ".part";

    /** The temporary name. */
    String part() {
        return path + PART;
    }

    /** The directory of both. */
    String directory() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** Whether a file of the directory is what an interrupted upload of another content left behind, and litter now. */
    boolean leftOver(String name) {
        return name.matches(Pattern.quote(what) + "(\\.[0-9a-f]+)?(\\.tar)?" + Pattern.quote(PART))
                && !part().endsWith("/" + name);
    }

    @Override
    public Undo undo() {
        return new Undo.Steps(
                List.of(RouterCommand.removeFile(part()), RouterCommand.removeFile(path)),
                probe -> probe.fileSize(path).isEmpty());
    }

    @Override
    public String summary() {
        return "upload " + what + " to " + path + " (" + content.size() + " bytes)";
    }

    /** A comment among the commands. */
    @Override
    public List<String> diff() {
        return List.of("# " + summary());
    }
}
