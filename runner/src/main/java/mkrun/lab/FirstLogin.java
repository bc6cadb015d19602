package mkrun.lab;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a console asks before its first prompt, if it was ordered: whether the licence is to be seen, once, and a new password
 * at each log-in until one is given. Exec requests are asked nothing.
 */
final class FirstLogin {
    private static final int CTRL_C = 3;
    private static final int BACKSPACE = 8;
    private static final int DELETE = 127;

    private final LabFaults.Greeting ordered;
    private boolean licenseAsked;

    FirstLogin(LabFaults.Greeting ordered) {
        this.ordered = ordered;
    }

    /** Whether the passwords of all users are to be changed. */
    boolean expired() {
        return ordered.password();
    }

    /**
     * Asks what is to be asked.
     *
     * @param keys where the answers are typed
     * @param expired whether the user is to give a new password
     * @param change called with a new password
     * @return whether the log-in goes on; it does not if the client is gone
     */
    boolean ask(LineEditor keys, Consumer<String> out, boolean expired, Consumer<String> change) throws IOException {
        if (ordered.license() && first() && !license(keys, out)) {
            return false;
        }
        if (!expired) {
            return true;
        }
        out.accept("\r\nChange your password\r\n\r\n");
        Optional<String> password = newPassword(keys, out);
        password.filter(p -> !p.isEmpty()).ifPresent(change);
        return password.isPresent();
    }

    private synchronized boolean first() {
        boolean first = !licenseAsked;
        licenseAsked = true;
        return first;
    }

    /** A key is the answer; whoever wants to see the licence has to confirm that it was seen. */
    private static boolean license(LineEditor keys, Consumer<String> out) throws IOException {
        out.accept("Do you want to see the software license? [Y/n]: ");
        int answer = keys.key();
        if (answer == 'y' || answer == 'Y' || answer == '\r' || answer == '\n') {
            out.accept("\r\n\r\nThis router is emulated and has no licence of its own.\r\n\r\n"
                    + "Please press \"Enter\" to continue!");
            while (answer >= 0 && (answer = keys.key()) != '\r' && answer != '\n') {
                // no other key will do
            }
        }
        out.accept("\r\n");
        return answer >= 0;
    }

    /** Twice the same; empty text if whoever logs in will not have it, nothing at all if he is gone. */
    private static Optional<String> newPassword(LineEditor keys, Consumer<String> out) throws IOException {
        while (true) {
            Optional<String> once = hidden("new password> ", keys, out);
            if (once.isEmpty() || once.get().isEmpty()) {
                return once;
            }
            Optional<String> again = hidden("repeat new password> ", keys, out);
            if (again.isEmpty() || again.get().isEmpty() || again.equals(once)) {
                return again;
            }
        }
    }

    /** A line that shows as asterisks; Ctrl-C leaves it empty, and so does an empty line. */
    private static Optional<String> hidden(String prompt, LineEditor keys, Consumer<String> out) throws IOException {
        out.accept(prompt);
        StringBuilder line = new StringBuilder();
        while (true) {
            int key = keys.key();
            switch (key) {
                case -1 -> {
                    return Optional.empty();
                }
                case '\r', '\n', CTRL_C -> {
                    out.accept("\r\n");
                    return Optional.of(key == CTRL_C ? "" : line.toString());
                }
                case BACKSPACE, DELETE -> line.setLength(Math.max(0, line.length() - 1));
                default -> {
                    line.append((char) key);
                    out.accept("*");
                }
            }
        }
    }
}
