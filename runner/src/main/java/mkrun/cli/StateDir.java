package mkrun.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where mkrun keeps what it may lose: {@code .mkrun} in the working directory, or {@code MKRUN_STATE}.
 *
 * @param root the folder; made when something is written to it
 */
record StateDir(Path root) {
    static StateDir of(Map<String, String> environment) {
        return new StateDir(Path.of(environment.getOrDefault("MKRUN_STATE", ".mkrun")));
    }

    /** Packages, indexes and compiled scripts; safe to delete. */
    Path cache() {
        return root.resolve("cache");
    }

    /** Compiled playbooks and inventories; safe to delete. */
    Path scripts() {
        return cache().resolve("scripts");
    }

    /** Built images by the hash of what they are made from; safe to delete. */
    Path images() {
        return root.resolve("images");
    }

    /** Command trees of routers; they can be pulled again. */
    Path schemas() {
        return root.resolve("schema");
    }

    /** The emulated routers, one folder each. */
    Path lab() {
        return root.resolve("lab");
    }
}
