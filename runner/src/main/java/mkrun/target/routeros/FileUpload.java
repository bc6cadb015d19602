package mkrun.target.routeros;

import mkrun.target.Content;

/**
 * A file brought to the router under a temporary name beside its own, checked for its size, then renamed: whatever has
 * the final name is whole.
 *
 * @param content the bytes
 * @param path final path without leading slash
 * @param what its name for people, such as {@code alp-rc}
 */
public record FileUpload(Content content, String path, String what) implements RouterChange {
    @Override
    public String summary() {
        return "upload " + what + " to " + path + " (" + content.size() + " bytes)";
    }

    @Override
    public java.util.List<String> diff() {
        return java.util.List.of("# " + summary());
    }
}
