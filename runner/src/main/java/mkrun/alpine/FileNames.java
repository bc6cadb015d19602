package mkrun.alpine;

/** Names from indexes and command lines that become part of paths. */
public final class FileNames {
    private FileNames() {}

    /** Whether a name may become part of a file name and of a path. */
    public static boolean isSafe(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c == 0x7f || c == '/' || c == '\\') {
                return false;
            }
        }
        return !name.isEmpty() && !name.startsWith(".");
    }
}
