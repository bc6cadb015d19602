package mkrun.target.routeros;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import mkrun.routeros.Dialect;
import mkrun.routeros.Reader;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.RouterosException;
import mkrun.target.UnreachableException;

/**
 * The first question to a router: what it is. Where there is a guess of what it understands, the question for its state goes
 * along on the same line, in the words of the guess. The answer to that counts only if the router turns out to be one that
 * would have been asked in the very same words; a router that cannot parse the line is asked again.
 */
record FirstLook(RouterLink link, Expected expected) {
    /**
     * A snapshot with the facts, and with the menus if they came along.
     *
     * @throws RouterosException if it does not answer as a router does
     */
    Snapshot look() throws UnreachableException, RouterosException {
        Optional<Dialect> guess = expected.dialect(link.hostKey());
        Optional<Snapshot> both = guess.isPresent() ? both(guess.get()) : Optional.empty();
        Snapshot seen = both.isPresent() ? both.get() : factsOnly();
        expected.known().remember(link.hostKey(), seen.dialect());
        return seen;
    }

    private Snapshot factsOnly() throws UnreachableException, RouterosException {
        Reader reader = new Reader(RouterTarget.nonce());
        return new Snapshot(link, reader, reader.parseFacts(link.exec(reader.factsScript())));
    }

    private Optional<Snapshot> both(Dialect guess) throws UnreachableException {
        Collection<String> menus = new TreeSet<>(expected.menus());
        Reader factsReader = new Reader(RouterTarget.nonce());
        Reader stateReader = new Reader(RouterTarget.nonce());
        String question = stateReader.stateScript(guess, menus);
        if (question.length() > Snapshot.LONGEST_LINE) {
            return Optional.empty();
        }
        String answer = link.exec(factsReader.factsScript() + "; " + question);
        RouterFacts facts;
        try {
            facts = factsReader.parseFacts(answer);
        } catch (RouterosException e) {
            return Optional.empty(); // it knows a menu or a word less, or is no router: asked plainly, it says which
        }
        Snapshot seen = new Snapshot(link, stateReader, facts);
        if (stateReader.stateScript(facts.dialect(), menus).equals(question)) {
            try {
                seen.learn(menus, answer);
            } catch (RouterosException e) {
                return Optional.of(seen); // asked for again when it is needed, where the failure is told
            }
        }
        return Optional.of(seen);
    }
}
