package mkrun.target.routeros;

import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import mkrun.routeros.Answer;
import mkrun.routeros.Dialect;
import mkrun.routeros.Reader;
import mkrun.routeros.RouterosException;
import mkrun.target.UnreachableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first question to a router: what it is. Where there is a guess of what it understands, the question for its state goes
 * along on the same line, in the words of the guess. The answer to that counts only if the router turns out to be one that
 * would have been asked in the very same words; a router that cannot parse the line is asked again.
 */
record FirstLook(RouterLink link, Expected expected, RowRoom room) {
    private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);

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
        return new Snapshot(link, reader, link.exec(reader.factsScript(), reader::facts), room);
    }

    private Optional<Snapshot> both(Dialect guess) throws UnreachableException {
        Collection<String> menus = new TreeSet<>(expected.menus());
        Reader factsReader = new Reader(RouterTarget.nonce());
        Reader stateReader = new Reader(RouterTarget.nonce());
        String question = stateReader.stateScript(guess, menus);
        if (question.length() > Snapshot.LONGEST_LINE) {
            return Optional.empty();
        }
        try {
            return Optional.of(link.exec(factsReader.factsScript() + "; " + question, answer -> {
                Snapshot seen = new Snapshot(link, stateReader, factsReader.facts(answer), room);
                if (stateReader.stateScript(seen.dialect(), menus).equals(question)) {
                    learn(seen, menus, answer);
                }
                return seen;
            }));
        } catch (RouterosException e) {
            return Optional.empty(); // it knows a menu or a word less, or is no router: asked plainly, it says which
        }
    }

    private static void learn(Snapshot seen, Collection<String> menus, Answer answer) throws IOException {
        try {
            seen.learn(menus, answer);
        } catch (RouterosException e) {
            LOG.debug("to be asked for again when it is needed, where the failure is told", e);
        }
    }
}
