package mkrun.playbook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mkrun.inventory.Vars;
import mkrun.task.SourcePos;

/** The variables that a role takes, as its meta says. */
record RoleArguments(List<Argument> arguments) {
    static final RoleArguments NONE = new RoleArguments(List.of());

    /** What a value can be. */
    enum Type {
        STRING("text"),
        NUMBER("a number"),
        BOOL("true or false"),
        LIST("a list"),
        MAP("a map");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        private Optional<?> read(Vars vars, String name) {
            return switch (this) {
                case STRING -> vars.string(name);
                case NUMBER -> vars.number(name);
                case BOOL -> vars.bool(name);
                case LIST -> vars.list(name);
                case MAP -> vars.map(name);
            };
        }
    }

    /** Which side of the role reads a variable. */
    enum Side {
        ROOTFS,
        ROUTER,
        BOTH;

        /**
         * @throws LoadProblem for a word that is none
         */
        static Side named(String word) {
            return Arrays.stream(values())
                    .filter(s -> s.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(() -> LoadProblem.here(
                            "'" + word + "' is no side of a role", "write rootfs, router or both", word));
        }
    }

    /**
     * One variable.
     *
     * @param choices the values it may have; empty for any
     * @param side who reads it
     */
    record Argument(String name, Type type, String description, boolean required, List<String> choices, Side side) {}

    RoleArguments {
        arguments = List.copyOf(arguments);
    }

    /** Remembers as problems what a side of the role would get wrong. */
    void check(Problems problems, SourcePos position, Vars vars, String role, Side side) {
        for (Argument argument : arguments) {
            if (argument.side() == side || argument.side() == Side.BOTH) {
                check(problems, position, vars, role, argument);
            }
        }
    }

    private static void check(Problems problems, SourcePos position, Vars vars, String role, Argument argument) {
        String name = argument.name();
        if (vars.get(name).isEmpty()) {
            if (argument.required()) {
                String what = argument.description().isEmpty() ? "" : " (" + argument.description() + ")";
                problems.add(position, "role '" + role + "' needs variable '" + name + "'" + what, "", role);
            }
            return;
        }
        String origin = vars.origin(name).map(o -> "it is set in " + o).orElse("");
        Optional<?> value = argument.type().read(vars, name);
        if (value.isEmpty()) {
            problems.add(
                    position,
                    "role '" + role + "': variable '" + name + "' is not " + argument.type().words,
                    origin,
                    role);
        } else if (!argument.choices().isEmpty()
                && !argument.choices().contains(value.get().toString())) {
            problems.add(
                    position,
                    "role '" + role + "': variable '" + name + "' is '" + value.get() + "', not one of "
                            + String.join(", ", argument.choices()),
                    origin,
                    role);
        }
    }
}
