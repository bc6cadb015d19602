package mkrun.routeros;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A menu of the console: what its rows look like and which commands it has, over all versions.
 *
 * @param path such as {@code /ip/address}; {@code /} holds the commands written with a colon
 * @param kind how its rows are told apart
 * @param keys canonical fields that name a row; empty for kinds without keys
 * @param range the versions that have it
 * @param needs packages or hardware without which it or a part of it is missing
 * @param fractions whether times of it may be shorter than a second, which JSON of routers drops
 * @param fields by canonical name, settable ones first
 * @param commands in alphabetical order
 */
public record Menu(
        String path,
        Kind kind,
        List<String> keys,
        VersionRange range,
        List<Need> needs,
        boolean fractions,
        List<Field> fields,
        List<Command> commands) {
    /** The commands whose arguments are fields. */
    private static final Set<String> WRITING = Set.of("add", "set");

    /** How rows are told apart. */
    public enum Kind {
        /** One set of properties, no rows. */
        SINGLE,
        /** Rows with a natural key. */
        KEYED,
        /** Rows whose order matters. */
        ORDERED,
        /** Rows that only all their values tell apart. */
        UNKEYED,
        /** Rows that the router makes; they can be set but not added. */
        FIXED,
        /** Commands only. */
        COMMANDS
    }

    /**
     * Something a router must have for the menu, or some of what is in it, to exist.
     *
     * @param what name of a package, or {@code routerboard} for MikroTik's own hardware
     * @param range the versions that need it
     * @param parts what is missing without it: commands, canonical fields, and {@code FIELD=VALUE} for a value that the field
     *     cannot have; empty for the whole menu
     */
    public record Need(String what, VersionRange range, Set<String> parts) {
        public Need {
            parts = Set.copyOf(parts);
        }

        /** Whether the menu itself is missing. */
        boolean whole() {
            return parts.isEmpty();
        }
    }

    public Menu {
        keys = List.copyOf(keys);
        needs = List.copyOf(needs);
        fields = List.copyOf(fields);
        commands = List.copyOf(commands);
    }

    /** A menu that mkrun has no table of, by what a router showed of it. */
    public static Menu unlisted(MenuSchema schema, Kind kind, List<String> keys, List<Field> fields) {
        List<Command> commands = schema.commands().entrySet().stream()
                .map(c -> new Command(
                        c.getKey(),
                        VersionRange.ALWAYS,
                        c.getValue().stream()
                                .map(a -> new Argument(a, VersionRange.ALWAYS, false, 0, 0))
                                .toList()))
                .toList();
        return new Menu(schema.path(), kind, keys, VersionRange.ALWAYS, List.of(), true, fields, commands);
    }

    /** The same menu with fields more, which the commands that write rows take as arguments. */
    public Menu with(List<Field> more) {
        List<Argument> arguments = more.stream()
                .map(field -> new Argument(field.name(), field.range(), false, 0, 0))
                .toList();
        List<Command> taking = commands.stream()
                .map(command -> WRITING.contains(command.name()) ? command.with(arguments) : command)
                .toList();
        List<Field> all = Stream.concat(more.stream(), fields.stream()).toList();
        return new Menu(path, kind, keys, range, needs, fractions, all, taking);
    }

    /** The field of that canonical name. Asked for many times for each row of a long list, so that it is found in a loop. */
    public Optional<Field> field(String canonical) {
        for (Field field : fields) {
            if (field.name().equals(canonical)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** Whether some version can add rows to it or set what is there. */
    public boolean writable() {
        return commands.stream().anyMatch(command -> WRITING.contains(command.name()));
    }

    /** The command of exactly that name, with the arguments of all versions. */
    public Optional<Command> command(String name) {
        for (Command command : commands) {
            if (command.name().equals(name)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }
}
