package mkrun.target.routeros;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.RouterosException;
import mkrun.routeros.RouterosVersion;
import mkrun.target.BlockedException;
import mkrun.target.Change;
import mkrun.target.Probe;
import mkrun.target.Progress;
import mkrun.target.Rollback;
import mkrun.target.TargetException;
import mkrun.target.TransactionalTarget;

/**
 * A router behind a {@link RouterLink} as a target. Facts cost one exchange when it is opened, the state that a play
 * needs comes along or costs one more; a run that changes nothing asks nothing else.
 */
public final class RouterTarget implements TransactionalTarget {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** How soon a wait looks again at first; real routers need seconds, emulated ones do not. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

    private final SessionAgain link;
    private final Snapshot snapshot;
    private final UploadSlots.Way way;
    private final Journal journal = new Journal();

    private RouterTarget(SessionAgain link, Snapshot snapshot, UploadSlots.Way way) {
        this.link = link;
        this.snapshot = snapshot;
        this.way = way;
    }

    /** A router of which nothing is known, no uploads are limited, and nobody is told of waits; see the last method of the name. */
    public static RouterTarget open(Connector connector) throws TargetException {
        return open(connector, notice -> {});
    }

    /** A router of which nothing is known, and no uploads are limited; see the last method of the name. */
    public static RouterTarget open(Connector connector, Consumer<String> notices) throws TargetException {
        return open(connector, Expected.NOTHING, UploadSlots.Way.FREE, RowRoom.UNLIMITED, notices);
    }

    /**
     * Connects and asks the router what it is, in one exchange, and for the menus that are expected to be read in the same
     * one if what is expected of it is right.
     *
     * @param connector asked again where a session is lost and what was done is to be taken back
     * @param expected what is thought of it
     * @param way what uploads have to wait for
     * @param room for rows that are kept from one task to the next
     * @param notices told at once what the router has to be waited for, in a sentence
     * @throws TargetException if it does not answer as a router does, or does not come to rest ({@link SettledLook})
     * @throws BlockedException if its RouterOS is older than mkrun knows
     */
    public static RouterTarget open(
            Connector connector, Expected expected, UploadSlots.Way way, RowRoom room, Consumer<String> notices)
            throws TargetException {
        SessionAgain link = new SessionAgain(connector, notices);
        try {
            Snapshot seen = new SettledLook(link, FIRST_PAUSE, SettledLook.PATIENCE, notices)
                    .of(new FirstLook(link, expected, room));
            RouterFacts facts = seen.facts();
            if (!facts.version().atLeast(RouterosVersion.OLDEST)) {
                throw new BlockedException(
                        List.of("RouterOS " + facts.version() + " is older than mkrun knows: upgrade to "
                                + RouterosVersion.OLDEST + " or newer (/system/package/update/install)"));
            }
            if (!RouterosVersion.NEWEST.atLeast(facts.version())) {
                seen.knowing(expected.schemas().apply(facts.version()));
            }
            return new RouterTarget(link, seen, way);
        } catch (RouterosException e) {
            link.close();
            throw new TargetException(
                    link.address() + " does not answer as RouterOS does: " + e.getMessage()
                            + ". Is it a router, and does the user have the policies ssh, read and write?",
                    e);
        } catch (TargetException | RuntimeException e) {
            link.close();
            throw e;
        }
    }

    /** A word that neither a value on a router nor an earlier answer contains. */
    static String nonce() {
        return "mk" + Long.toHexString(RANDOM.nextLong() | Long.MIN_VALUE);
    }

    @Override
    public <P extends Probe> P probe(Class<P> type) {
        if (!type.isInstance(snapshot)) {
            throw new IllegalArgumentException("a router cannot be read as " + type.getSimpleName());
        }
        return type.cast(snapshot);
    }

    @Override
    public void prefetch(Set<String> reads) throws TargetException {
        snapshot.prefetch(reads);
    }

    @Override
    public void apply(List<? extends Change> changes, Progress progress) throws TargetException {
        new Applier(link, snapshot, progress, FIRST_PAUSE, journal, way).apply(changes);
    }

    @Override
    public List<Change> safeguarded(List<? extends Change> changes, Optional<Duration> asked) throws TargetException {
        return new Safeguard(snapshot, asked).of(changes);
    }

    @Override
    public void begin() {
        journal.begin();
    }

    @Override
    public Rollback rollback(Progress progress) {
        Rollback rollback = new Restoration(link, snapshot, progress, FIRST_PAUSE).of(journal);
        journal.begin();
        return rollback;
    }

    /**
     * {@code version, architecture, board, cpu, identity, packages, containers}: texts, but {@code packages} a sorted
     * list of names and {@code containers} whether device-mode allows them (absent if the router does not tell).
     */
    @Override
    public Map<String, Object> facts() {
        RouterFacts facts = snapshot.facts();
        Map<String, Object> map = new TreeMap<>();
        map.put("version", facts.version().toString());
        map.put("architecture", facts.architecture());
        map.put("board", facts.boardName());
        map.put("cpu", facts.cpu());
        map.put("identity", facts.identity());
        map.put("packages", facts.packages().stream().sorted().toList());
        facts.containersAllowed().ifPresent(allowed -> map.put("containers", allowed));
        return map;
    }

    @Override
    public List<String> warnings() {
        return snapshot.warnings();
    }

    @Override
    public void close() {
        snapshot.close();
        link.close();
    }
}
