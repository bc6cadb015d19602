package mkrun.playbook;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mkrun.inventory.Vars;
import org.jspecify.annotations.Nullable;

/** A role: its folder, what its meta says, its variables, its compiled sides. */
final class Role {
    private final String name;
    private final Path directory;
    private final List<String> dependencies;
    private final RoleArguments arguments;
    private final Vars defaults;
    private final Vars vars;
    private final @Nullable BoundScript rootfsSide;
    private final @Nullable BoundScript routerSide;
    private final @Nullable BoundScript handlers;

    Role(String name, Path directory, MetaScope meta, RoleScripts scripts) {
        this.name = name;
        this.directory = directory;
        this.dependencies = List.copyOf(meta.dependencyNames());
        this.arguments = meta.roleArguments();
        this.defaults = scripts.vars("defaults");
        this.vars = scripts.vars("vars");
        this.rootfsSide =
                scripts.script("tasks/rootfs.groovy", ScriptKind.ROOTFS_SIDE).orElse(null);
        this.routerSide =
                scripts.script("tasks/router.groovy", ScriptKind.ROUTER_SIDE).orElse(null);
        this.handlers =
                scripts.script("handlers/main.groovy", ScriptKind.HANDLERS).orElse(null);
    }

    String name() {
        return name;
    }

    Path directory() {
        return directory;
    }

    List<String> dependencies() {
        return dependencies;
    }

    RoleArguments arguments() {
        return arguments;
    }

    /** The weakest variables of all. */
    Vars defaults() {
        return defaults;
    }

    /** Variables above those of inventory and play. */
    Vars vars() {
        return vars;
    }

    Optional<BoundScript> rootfsSide() {
        return Optional.ofNullable(rootfsSide);
    }

    Optional<BoundScript> routerSide() {
        return Optional.ofNullable(routerSide);
    }

    Optional<BoundScript> handlers() {
        return Optional.ofNullable(handlers);
    }
}
