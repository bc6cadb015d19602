package mkrun.routeros;

/**
 * One argument of a command.
 *
 * @param name as that command spells it
 * @param range the versions whose command takes it
 * @param flag whether it stands alone, as {@code terse} of {@code print} does, and takes no value
 * @param position its place, from 1, when given without name, as in {@code set *1 name=x}; 0 if it needs its name
 * @param required whether the command refuses to run without it
 */
public record Argument(String name, VersionRange range, boolean flag, int position, boolean required) {}
