package mkrun.lab.script;

/**
 * A command ready to run.
 *
 * @param intermediate what {@code :parse} shows of it
 */
record ParsedCommand(Expr action, String intermediate) {}
