package mkrun.target.routeros;

import java.util.List;
import mkrun.target.Content;

/**
 * A file brought to the router under a temporary name beside its own, checked for its size, then renamed: whatever has
 * the final name is whole.
 *
 * @param content the bytes
 * @param path final path without leading slash
 * @param what its name for people, such as {@code alp-rc}; also that of the temporary file
 */
public record FileUpload(Content content, String path, String what) implements RouterChange {
    /** The temporary name: the same for every version of the file, so that an interrupted upload leaves no litter. */
    String part() {
        return path.substring(0, path.lastIndexOf('/') + 1) + what + ".part";
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
