package mkrun.lab.script;

/** {@code :execute}: a text, or the script of that name, in the background; or at once, for what it prints. */
final class ExecuteCommand {
    private static final int LONGEST = 64 << 10;

    private ExecuteCommand() {}

    static Value run(Arguments arguments, Env env) throws RouterError {
        String script = arguments.required("script", env).text();
        String name = "";
        synchronized (env.state()) {
            TableRow row = env.state()
                    .table(ScriptMenu.MENU)
                    .where("name", Bytes.text(script))
                    .orElse(null);
            if (row != null) {
                name = script;
                script = Bytes.of(row.text("source"));
            }
        }
        if (script.length() > LONGEST) {
            throw RouterError.of("failure: script too long");
        }
        if (!arguments.flags().contains("as-string")) {
            return env.session().interpreter().jobs().start(env.session(), name, script);
        }
        StringBuilder output = new StringBuilder();
        env.session().run(script, env.job(name, output::append));
        return Operators.sized(output.toString());
    }
}
