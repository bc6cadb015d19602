package mkrun.lab.script;

import java.util.Map;
import java.util.Set;
import mkrun.routeros.RouterosVersion;

/** What a user's group must be allowed for each command, and what is hidden from those who may not see secrets. */
final class Policies {
    static final String FTP = "ftp";
    static final String SENSITIVE = "sensitive";

    /** What takes the place of a secret. */
    static final String HIDDEN = "*****";

    private static final String READ = "read";
    static final String WRITE = "write";
    private static final String POLICY = "policy";
    private static final Set<String> READING = Set.of("print", "find", "get", "export");
    private static final Map<String, String> OTHERS = Map.of(
            "/console/inspect", READ,
            "/system/reboot", "reboot",
            "/system/shutdown", "reboot",
            "/tool/fetch", "test",
            "/tool/ping", "test");

    private Policies() {}

    /**
     * Checks that the session may run a command.
     *
     * @param menu such as {@code /ip/address}
     * @throws RouterError {@code not enough permissions (9)}
     */
    static void check(Env env, String menu, String command) throws RouterError {
        require(env, needed(env.state().version(), menu, command));
    }

    /** Checks that the session has a policy. */
    static void require(Env env, String policy) throws RouterError {
        if (!env.session().may(policy)) {
            throw RouterError.of("not enough permissions (9)");
        }
    }

    private static String needed(RouterosVersion version, String menu, String command) {
        if (READING.contains(command)) {
            return READ;
        }
        if (menu.equals("/user/ssh-keys")) {
            return version.atLeast("7.15") ? POLICY : WRITE;
        }
        if (menu.equals("/user") || menu.startsWith("/user/")) {
            return POLICY;
        }
        return OTHERS.getOrDefault(Console.child(menu, command), WRITE);
    }
}
