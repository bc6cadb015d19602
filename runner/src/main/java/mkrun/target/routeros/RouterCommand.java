package mkrun.target.routeros;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mkrun.routeros.CommandText;
import mkrun.routeros.Quote;
import mkrun.routeros.access.RowChange;
import mkrun.target.Secret;

/**
 * One command of the console.
 *
 * @param menu whose rows it changes
 * @param command as sent and as shown
 * @param secrets what the command holds that nobody may see, so that it is masked in the router's answer too
 * @param retry how to bear with a router that is not ready for it yet
 * @param undo how it is taken back
 * @param row what it makes of which row, where that may matter to whoever is logged in; secrets left out
 * @param inAnyCase whether it is sent even where a change before it has failed
 */
public record RouterCommand(
        String menu,
        CommandText command,
        List<Secret> secrets,
        Retry retry,
        Undo undo,
        Optional<RowChange> row,
        boolean inAnyCase)
        implements RouterChange {
    /**
     * Says that a refusal may be over soon.
     *
     * @param words parts of the router's texts that mean "not yet"; none to take the first refusal for final
     * @param deadline how long to go on trying
     */
    public record Retry(List<String> words, Duration deadline) {
        /** The first refusal is final. */
        public static final Retry NEVER = new Retry(List.of(), Duration.ZERO);

        public Retry {
            words = List.copyOf(words);
        }
    }

    public RouterCommand {
        secrets = List.copyOf(secrets);
    }

    /** A command without secrets whose first refusal is final, and to which mkrun knows no way back. */
    public RouterCommand(String menu, CommandText command) {
        this(menu, command, List.of(), Retry.NEVER, new Undo.Impossible("mkrun knows no way back from it"));
    }

    /** A command that alters no row that anybody's session hangs on. */
    public RouterCommand(String menu, CommandText command, List<Secret> secrets, Retry retry, Undo undo) {
        this(menu, command, secrets, retry, undo, Optional.empty(), false);
    }

    /** The same, said to make that of a row. */
    public RouterCommand changing(RowChange what) {
        return new RouterCommand(menu, command, secrets, retry, undo, Optional.of(what), inAnyCase);
    }

    /** The same, with a way back. */
    public RouterCommand undoneBy(Undo way) {
        return new RouterCommand(menu, command, secrets, retry, way, row, inAnyCase);
    }

    /** The same, which bears with refusals. */
    public RouterCommand retrying(Retry how) {
        return new RouterCommand(menu, command, secrets, how, undo, row, inAnyCase);
    }

    /** The same, which may fail, as it does where there is nothing to do. */
    public RouterCommand tolerant() {
        CommandText text = new CommandText(
                ":do {" + command.text() + "} on-error={}", ":do {" + command.masked() + "} on-error={}");
        return new RouterCommand(menu, text, secrets, retry, undo, row, inAnyCase);
    }

    /** The same, which gives back what was lent: it is sent even where a change before it has failed. */
    public RouterCommand always() {
        return new RouterCommand(menu, command, secrets, retry, undo, row, true);
    }

    /** Removes a file that may be gone already; nothing that anybody would miss, so it is not taken back. */
    public static RouterCommand removeFile(String path) {
        CommandText remove = CommandText.of("/file", "remove").plus(" " + Quote.string(path));
        return new RouterCommand("/file", remove).tolerant().undoneBy(Undo.UNNEEDED);
    }

    @Override
    public String summary() {
        return command.masked();
    }
}
