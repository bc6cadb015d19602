package mkrun.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private static final int LONGEST_KEY = 16 * 1024;

    private final RouterState state;
    private final RouterFiles files;

    UserMenus(RouterState state, RouterFiles files) {
        this.state = state;
        this.files = files;
    }

    void register(Interpreter interpreter) {
        interpreter.on("/user", "add", this::addUser);
        interpreter.on("/user", "set", this::setUser);
        interpreter.on("/user", "remove", UserMenus::plain);
        interpreter.on("/user/group", "add", UserMenus::plain);
        interpreter.on("/user/group", "set", UserMenus::plain);
        interpreter.on("/user/group", "remove", UserMenus::plain);
        interpreter.on(UserKeys.MENU, "add", this::addKey);
        interpreter.on(UserKeys.MENU, "import", this::importKey);
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
        String key = good(call.argument("key").orElse(""));
        call.proceed().ifPresent(row -> UserKeys.describe(row, key));
        return "";
    }

    private String good(String key) throws RouterError {
        Optional<String> refusal = UserKeys.refusal(key, state.version());
        if (refusal.isPresent()) {
            throw RouterError.of(refusal.get());
        }
        return key;
    }

    /** The file is gone afterwards, as on routers; one that is no good key stays. */
    private String importKey(CommandCall call) throws RouterError {
        for (String needed : List.of("public-key-file", "user")) { // without one, a console would ask for it
            if (call.argument(needed).isEmpty()) {
                throw RouterError.of("missing value(s) of argument(s) " + needed);
            }
        }
        Path file = files.locate(call.argument("public-key-file").orElseThrow())
                .filter(Files::isRegularFile)
                .orElseThrow(() -> RouterError.of("failure: no such file"));
        try {
            String key =
                    good(Files.size(file) > LONGEST_KEY ? "" : Files.readString(file, StandardCharsets.ISO_8859_1));
            TableRow row = UserKeys.add(state, call.argument("user").orElseThrow(), key);
            call.argument("info").ifPresent(info -> row.set("info", info));
            Files.delete(file);
        } catch (IOException e) {
            throw RouterError.of("failure: no such file");
        }
        return "";
    }
}
