package mkrun.op.rootfs;

import java.util.Arrays;

/** What every operation of this package checks of its arguments; a refusal is shown at the task's position. */
final class Checks {
    private Checks() {}

    /** An absolute path without {@code ..} and NUL that is not the root itself. */
    static void path(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path '" + path + "' is not absolute; write '/" + path + "'");
        }
        if (path.indexOf('\0') >= 0 || Arrays.asList(path.split("/")).contains("..")) {
            throw new IllegalArgumentException("path '" + path + "' must not contain '..' or NUL");
        }
        if (path.replace("/", "").isEmpty()) {
            throw new IllegalArgumentException("path '" + path + "' is the root directory");
        }
    }

    /** Permission bits, setuid, setgid and sticky among them. */
    static void mode(int mode) {
        if ((mode & ~07777) != 0) {
            throw new IllegalArgumentException("mode " + Integer.toOctalString(mode)
                    + " (octal) has bits beyond 07777; Groovy and Java write modes as 0644");
        }
    }

    /** One line of text. */
    static void oneLine(String what, String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " must be one line: '" + text + "'");
        }
    }

    /** A name that fits in a file of colon-separated fields and in a path. */
    static void name(String what, String name) {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*\\$?")) {
            throw new IllegalArgumentException(what + " '" + name + "' is not a name (letters, digits, '_', '-', '.')");
        }
    }
}
