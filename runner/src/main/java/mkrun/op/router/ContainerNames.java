package mkrun.op.router;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mkrun.target.Content;

/** What the parts of one container are called on a router. */
record ContainerNames(ContainerSpec spec) {
    /** Linux, and so the container, cuts interface names at 15 characters. */
    private static final int LONGEST_INTERFACE = 15;

    String veth() {
        return veth(spec.name());
    }

    /** The interface of a container of that name. */
    static String veth(String container) {
        String full = "veth-" + container;
        if (full.length() <= LONGEST_INTERFACE) {
            return full;
        }
        String tail = "-" + Content.text(container).sha256().substring(0, 4);
        return container.length() <= LONGEST_INTERFACE
                ? container
                : container.substring(0, LONGEST_INTERFACE - tail.length()) + tail;
    }

    /** Where the next container waits for its turn while this one holds the veth: a router gives a veth to one only. */
    String nextVeth() {
        return "next-" + id();
    }

    /** Where the container that was replaced waits until its successor has proven itself. */
    String previousVeth() {
        return "prev-" + id();
    }

    /** Short enough for interfaces, and apart from those of other containers. */
    private String id() {
        return Content.text(spec.name()).sha256().substring(0, 8);
    }

    /** Name of the next container until its turn; no container of a playbook can be called so. */
    String nextName() {
        return nextName(spec.name());
    }

    /** The same of a container of that name. */
    static String nextName(String container) {
        return container + ".next";
    }

    /** Name of the container that was replaced, until it goes. */
    String previousName() {
        return spec.name() + ".previous";
    }

    /** Name of the list that holds the container's environment. */
    String envList() {
        return spec.name();
    }

    /** Name of the list that holds one of the container's mounts: before 7.21 each mount has a name of its own. */
    String mountList(ContainerSpec.Mount mount) {
        List<String> slugs = spec.mounts().stream()
                .map(m -> Normal.path(m.path()).replaceAll("[^A-Za-z0-9]+", "-"))
                .toList();
        int index = spec.mounts().indexOf(mount);
        long before = IntStream.range(0, index)
                .filter(i -> slugs.get(i).equals(slugs.get(index)))
                .count();
        return spec.name() + "-" + slugs.get(index) + (before == 0 ? "" : "-" + (before + 1));
    }

    /** Where the container's files are. */
    ContainerFiles files() {
        return new ContainerFiles(spec.name());
    }

    /** The field, with its value, that finds the container's row: versions before 7.19 have no name to choose. */
    Map.Entry<String, String> handle(boolean named) {
        return named ? Map.entry("name", spec.name()) : Map.entry("interface", veth());
    }

    /** What finds the row of the next container. */
    Map.Entry<String, String> nextHandle(boolean named) {
        return named ? Map.entry("name", nextName()) : Map.entry("interface", nextVeth());
    }
}
