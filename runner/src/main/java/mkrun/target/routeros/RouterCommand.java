package mkrun.target.routeros;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import mkrun.routeros.CommandText;
import mkrun.routeros.Quote;
import mkrun.routeros.Row;
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
 * @param traits what is special about it
 * @param needless when a refusal does not matter; empty if it always does
 */
public record RouterCommand(
        String menu,
        CommandText command,
        List<Secret> secrets,
        Retry retry,
        Undo undo,
        Optional<RowChange> row,
        Set<Trait> traits,
        Optional<Needless> needless)
        implements RouterChange {
    /**
     * A refusal that does not matter, since somebody else has done meanwhile what was to be done. The router's words for that
     * need not be known: its rows are looked at.
     *
     * @param done whether it is done, by the rows of the command's menu
     * @param patience how long after the refusal rows may be late to show that
     * @param notice what is told then, in a sentence that the router's words follow
     */
    public record Needless(Predicate<List<Row>> done, Duration patience, String notice) {}

    /**
     * Says that a refusal may be over soon.
     *
     * @param words parts of the router's texts that mean "not yet"; none to take the first refusal for final
     * @param deadline how long to go on trying
     * @param behind the menu from which something was removed before, which the router has yet to let go of; empty if it is
     *     not for that
     */
    public record Retry(List<String> words, Duration deadline, String behind) {
        /** The first refusal is final. */
        public static final Retry NEVER = new Retry(List.of(), Duration.ZERO);

        /** Goes on whatever was removed before. */
        public Retry(List<String> words, Duration deadline) {
            this(words, deadline, "");
        }

        public Retry {
            words = List.copyOf(words);
        }
    }

    /** What is special about a command. */
    public enum Trait {
        /** It may fail, as it does where there is nothing to do, and nobody hears of that. */
        TOLERANT,
        /** It is sent even where a change before it has failed. */
        IN_ANY_CASE,
        /** It says something of what the change right behind it makes. */
        FORETELLING
    }

    public RouterCommand {
        secrets = List.copyOf(secrets);
        traits = Set.copyOf(traits);
    }

    /** A command without secrets whose first refusal is final, and to which mkrun knows no way back. */
    public RouterCommand(String menu, CommandText command) {
        this(menu, command, List.of(), Retry.NEVER, new Undo.Impossible("mkrun knows no way back from it"));
    }

    /** A command that alters no row that anybody's session hangs on. */
    public RouterCommand(String menu, CommandText command, List<Secret> secrets, Retry retry, Undo undo) {
        this(menu, command, secrets, retry, undo, Optional.empty(), Set.of(), Optional.empty());
    }

    /** The same, said to make that of a row. */
    public RouterCommand changing(RowChange what) {
        return new RouterCommand(menu, command, secrets, retry, undo, Optional.of(what), traits, needless);
    }

    /** The same, with a way back. */
    public RouterCommand undoneBy(Undo way) {
        return new RouterCommand(menu, command, secrets, retry, way, row, traits, needless);
    }

    /** The same, which bears with refusals. */
    public RouterCommand retrying(Retry how) {
        return new RouterCommand(menu, command, secrets, how, undo, row, traits, needless);
    }

    /** The same, which may fail, as it does where there is nothing to do. */
    public RouterCommand tolerant() {
        CommandText text = new CommandText(
                ":do {" + command.text() + "} on-error={}", ":do {" + command.masked() + "} on-error={}");
        return new RouterCommand(menu, text, secrets, retry, undo, row, with(Trait.TOLERANT), needless);
    }

    /** The same, which gives back what was lent: it is sent even where a change before it has failed. */
    public RouterCommand always() {
        return new RouterCommand(menu, command, secrets, retry, undo, row, with(Trait.IN_ANY_CASE), needless);
    }

    /** The same, which says something of what the change right behind it makes: it is taken back where that is refused. */
    public RouterCommand foretelling() {
        return new RouterCommand(menu, command, secrets, retry, undo, row, with(Trait.FORETELLING), needless);
    }

    /** The same, whose refusal does not matter where somebody else has done it. */
    public RouterCommand unless(Needless done) {
        return new RouterCommand(menu, command, secrets, retry, undo, row, traits, Optional.of(done));
    }

    private Set<Trait> with(Trait trait) {
        Set<Trait> all = EnumSet.of(trait);
        all.addAll(traits);
        return all;
    }

    /** Whether that is special about it. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    @Override
    public boolean doubtful() {
        return has(Trait.TOLERANT);
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
