package mkrun.routeros;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A command of a menu, with all arguments that any version's command takes.
 *
 * @param name as typed, such as {@code add}
 * @param range the versions whose menu has it
 * @param arguments in alphabetical order
 */
public record Command(String name, VersionRange range, List<Argument> arguments) {
    public Command {
        arguments = List.copyOf(arguments);
    }

    /** The argument of exactly that name. */
    public Optional<Argument> argument(String wanted) {
        return arguments.stream().filter(a -> a.name().equals(wanted)).findFirst();
    }

    /** The names of the arguments it refuses to run without, in the order in which routers name them. */
    public List<String> required() {
        return arguments.stream()
                .filter(Argument::required)
                .sorted(Comparator.comparingInt(Argument::rank))
                .map(Argument::name)
                .toList();
    }

    /** This command with arguments more. */
    Command with(List<Argument> more) {
        return new Command(
                name,
                range,
                Stream.concat(arguments.stream(), more.stream())
                        .sorted(Comparator.comparing(Argument::name))
                        .toList());
    }

    /** This command with arguments less. */
    Command without(Predicate<Argument> gone) {
        return new Command(name, range, arguments.stream().filter(gone.negate()).toList());
    }

    /** This command with the arguments of one version only. */
    public Command in(RouterosVersion version) {
        return new Command(
                name,
                range,
                arguments.stream().filter(a -> a.range().contains(version)).toList());
    }
}
