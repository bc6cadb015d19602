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
        if (confirmed.isEmpty() || said.lines().anyMatch(RouterConsole::isError)) {
            throw new TargetException(
                    said.isBlank()
                            ? "the router did not confirm the command, and said nothing: it may have done it, or a part of"
                                    + " it. Nothing behind :return, /quit or a comment (#) is read"
                            : said);
        }
        return said;
    }

    /** Errors begin where lines do; the indented rest of a value may begin with any words. */
    private static boolean isError(String line) {
        return !line.startsWith(" ") && RouterErrors.looksLikeError(line);
    }
}
