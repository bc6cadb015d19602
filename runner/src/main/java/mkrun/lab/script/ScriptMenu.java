package mkrun.lab.script;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** {@code /system/script/run}: runs what a row keeps, and counts it. */
final class ScriptMenu {
    static final String MENU = "/system/script";
    static final String RUN = "run";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String COUNT = "run-count";

    private ScriptMenu() {}

    /** Runs it without holding the state: it may wait. */
    static Value run(MenuFields fields, Map<String, Value> values, Env env) throws RouterError {
        String name;
        String source;
        synchronized (env.state()) {
            TableRow row = new Rows(env, fields).onlyOne(values.get("number"));
            name = row.text("name");
            source = row.text("source");
            row.set("last-started", LocalDateTime.now(env.state().clock()).format(TIME));
            row.set(COUNT, Long.toString(Long.parseLong("0" + row.text(COUNT)) + 1));
            env.state().changed();
        }
        Script script = env.session().parseScript(Bytes.of(source));
        script.block().run(env.job(Bytes.of(name)));
        return Value.NOTHING;
    }
}
