package mkrun.lab;

import java.util.List;

/**
 * A mount of a container, by {@code mount} or by one of its {@code mountlists}.
 *
 * @param src a file or folder of the router
 * @param dst its place in the container
 * @param options such as {@code rw}, {@code ro}, {@code noexec}
 */
record ContainerMount(String src, String dst, List<String> options) {
    ContainerMount {
        options = List.copyOf(options);
    }

    /** Its place as an absolute path without doubled slashes. */
    String target() {
        return "/" + RouterFiles.normal(dst);
    }
}
