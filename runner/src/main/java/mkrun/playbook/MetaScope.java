package mkrun.playbook;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A role's {@code meta/main.groovy}: what it is for, which roles come before it, which variables it takes. */
@Block("a role's meta")
public final class MetaScope {
    private final ArgumentsScope arguments = new ArgumentsScope();
    private final List<String> dependencies = new ArrayList<>();
    private String description = "";

    MetaScope() {}

    /** What the role is for, in one line. */
    @Word("description 'what the role is for'")
    public void description(String text) {
        description = text;
    }

    /** Roles that are applied before this one. */
    @Word("dependencies 'openrc'")
    public void dependencies(String... roles) {
        dependencies.addAll(List.of(roles));
    }

    /** The variables that the role takes. */
    public void arguments(Consumer<? super ArgumentsScope> block) {
        block.accept(arguments);
    }

    /** The variables that the role takes. */
    @Word("arguments { ... }")
    public void arguments(
            @DelegatesTo(value = ArgumentsScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
        arguments(Blocks.bind(block));
    }

    String description() {
        return description;
    }

    List<String> dependencyNames() {
        return dependencies;
    }

    RoleArguments roleArguments() {
        return new RoleArguments(arguments.arguments());
    }
}
