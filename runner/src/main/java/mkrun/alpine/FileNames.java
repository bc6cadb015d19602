package mkrun.alpine;

/** Names from indexes and command lines that become part of paths. */
public final class FileNames {
    private FileNames() {}

    /** Whether a name may become part of a file name and of a path. */
    public static boolean isSafe(String name) {
        return !name.isEmpty()
                && !name.startsWith(".")
                && name.chars().allMatch(c -> c > ' ' && c != 0x7f && c != '/' && c != '\\');
    }
}
