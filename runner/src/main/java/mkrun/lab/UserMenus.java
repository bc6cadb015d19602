package mkrun.lab;

import java.util.Optional;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;

/** Users and their keys. Passwords are never kept in clear. */
final class UserMenus {
    /** Hidden value of a user's row. */
    static final String PASSWORD_HASH = ".password-hash";
    /** Whether consoles ask for a new password. */
    static final String EXPIRED = "expired";

    private final RouterState state;

    UserMenus(RouterState state) {
        this.state = state;
    }

    void register(Interpreter interpreter) {
        interpreter.on("/user", "add", this::addUser);
        interpreter.on("/user", "set", this::setUser);
        interpreter.on("/user", "remove", UserMenus::plain);
        interpreter.on("/user/group", "add", UserMenus::plain);
        interpreter.on("/user/group", "set", UserMenus::plain);
        interpreter.on("/user/group", "remove", UserMenus::plain);
        interpreter.on(UserKeys.MENU, "add", this::addKey);
        interpreter.on(UserKeys.MENU, "remove", UserMenus::plain);
        SshSettings.register(interpreter);
    }

    private static String plain(CommandCall call) throws RouterError {
        call.proceed();
        return "";
    }

    private String addUser(CommandCall call) throws RouterError {
        call.proceed().ifPresent(UserMenus::hidePassword);
        return "";
    }

    private String setUser(CommandCall call) throws RouterError {
        call.proceed();
        call.rows().forEach(UserMenus::hidePassword);
        return "";
    }

    /** Has all users give a new password on their next terminal, or none of them. */
    static void expire(RouterState state, boolean expired) {
        for (TableRow row : state.table("/user").rows()) {
            if (expired) {
                row.set(EXPIRED, true);
            } else {
                row.unset(EXPIRED);
            }
        }
    }

    private static void hidePassword(TableRow row) {
        row.get("password").ifPresent(p -> row.set(PASSWORD_HASH, PasswordHash.of(p))
                .unset(EXPIRED)
                .unset("password"));
    }

    private String addKey(CommandCall call) throws RouterError {
        String key = call.argument("key").orElse("");
        Optional<String> refusal = UserKeys.refusal(key, state.version());
        if (refusal.isPresent()) {
            throw RouterError.of(refusal.get());
        }
        call.proceed().ifPresent(row -> UserKeys.describe(row, key));
        return "";
    }
}
