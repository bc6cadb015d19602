package mkrun.target.routeros;

import java.util.List;
import java.util.Optional;
import mkrun.routeros.Batch;
import mkrun.routeros.RouterErrors;
import mkrun.routeros.TypedCommand;
import mkrun.target.Secret;
import mkrun.target.TargetException;

/** Runs commands that somebody typed, and says what the router answered. */
public final class RouterConsole {
    private static final String UNFINISHED =
            "did not come to the end of the line: it refused the line, or a '#', :return, :quit"
                    + " or /quit in it ended it early. What stands before that may be done";

    private final RouterLink link;
    private final List<Secret> secrets;

    /**
     * @param link to the router; whoever made it closes it
     * @param secrets what no answer may show
     */
    public RouterConsole(RouterLink link, List<Secret> secrets) {
        this.link = link;
        this.secrets = List.copyOf(secrets);
    }

    /**
     * Runs one line.
     *
     * @return all that the router printed, secrets masked
     * @throws TargetException if the router refused it, in all of the router's words
     */
    public String run(TypedCommand command) throws TargetException {
        Batch batch = Batch.of(List.of(command.text()), RouterTarget.nonce()).get(0);
        String output = link.exec(batch.text());
        Optional<String> confirmed = batch.confirmed(output);
        String said = Masking.mask(confirmed.orElse(output), secrets);
        if (said.lines().anyMatch(RouterConsole::isError)) {
            throw new TargetException(said);
        }
        if (confirmed.isEmpty()) {
            throw new TargetException(said.isBlank() ? "the router said nothing, and " + UNFINISHED : words(said));
        }
        return said;
    }

    /** Words of a router that are no error that is known are not told apart from what the line printed before its end. */
    private static String words(String said) {
        return said.stripTrailing() + "\nthe router " + UNFINISHED;
    }

    /** Errors begin where lines do; the indented rest of a value may begin with any words. */
    private static boolean isError(String line) {
        return !line.startsWith(" ") && RouterErrors.looksLikeError(line);
    }
}
