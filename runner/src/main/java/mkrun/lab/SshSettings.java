package mkrun.lab;

import java.util.Map;
import java.util.Set;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterError;

/**
 * {@code /ip/ssh}: which values the emulated SSH server takes. What it cannot do is refused; the rest has its effect on the next
 * session ({@link SshCrypto}, {@link Logins}), but that size and type of the host key wait for the next key, which nothing here
 * makes.
 *
 * <p>Source: the manual's page on SSH, and verbose exports of routers (7.12, 7.22).
 */
final class SshSettings {
    static final String MENU = "/ip/ssh";

    /** The only value of these that is taken: nothing is forwarded, and no key has a button to touch. */
    private static final Map<String, String> FIXED =
            Map.of("forwarding-enabled", "no", "publickey-authentication-options", "none");

    private static final Set<String> SIZES = Set.of("1024", "1536", "2048", "4096", "8192");
    private static final String SIZE = "host-key-size";

    private SshSettings() {}

    static void register(Interpreter interpreter) {
        interpreter.on(MENU, "set", SshSettings::set);
    }

    private static String set(CommandCall call) throws RouterError {
        for (Map.Entry<String, String> argument : call.arguments().entrySet()) {
            String value = argument.getValue();
            if (!FIXED.getOrDefault(argument.getKey(), value).equals(value)) {
                throw RouterError.of("failure: not available");
            }
            if (argument.getKey().equals(SIZE) && !SIZES.contains(value)) {
                throw RouterError.of("input does not match any value of " + SIZE);
            }
        }
        call.proceed();
        return "";
    }
}
