package mkrun.lab.script;

/** What a command does on this router beyond changing rows, such as starting a container. */
@FunctionalInterface
public interface CommandHandler {
    /**
     * Runs the command, holding the state's monitor: it must not wait for anything unless it lets go of that.
     *
     * @return what the console prints, complete with CR LF; empty for most commands
     * @throws RouterError in the router's words
     */
    String run(CommandCall call) throws RouterError;
}
