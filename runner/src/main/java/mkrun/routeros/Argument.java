package mkrun.routeros;

/**
 * One argument of a command.
 *
 * @param name as that command spells it
 * @param range the versions whose command takes it
 * @param flag whether it stands alone, as {@code terse} of {@code print} does, and takes no value
 * @param position its place, from 1, when given without name, as in {@code set *1 name=x}; 0 if it needs its name
 * @param rank its place, from 1, among the arguments that the command refuses to run without, in the order in which
 *     routers name them; 0 if it may be left out
 */
public record Argument(String name, VersionRange range, boolean flag, int position, int rank) {
    /** Whether the command refuses to run without it. */
    public boolean required() {
        return rank > 0;
    }
}
