package mkrun.target.routeros;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import mkrun.routeros.Dialect;
import mkrun.routeros.RouterosVersion;
import mkrun.target.AtomicFile;
import mkrun.target.Content;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What routers understood when they were last met, by their host keys: a file each, which anybody may delete. Only a guess
 * of what they understand now, and a lost one costs an exchange; so nothing here fails.
 */
public final class KnownRouters {
    /** Knows nobody and forgets everybody. */
    public static final KnownRouters NONE = new KnownRouters(null);

    private static final Logger LOG = LoggerFactory.getLogger(KnownRouters.class);

    private final @Nullable Path folder;
    /** What was recalled or is remembered since, by host keys. */
    private final Map<String, Optional<Dialect>> met = new ConcurrentHashMap<>();

    private KnownRouters(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Those remembered in a folder, which is made when there is one to remember. */
    public static KnownRouters in(Path folder) {
        return new KnownRouters(folder);
    }

    /** What the router with that host key understood; empty if it was never met. */
    Optional<Dialect> recall(String hostKey) {
        return folder == null ? Optional.empty() : met.computeIfAbsent(hostKey, key -> read(file(folder, key)));
    }

    private static Optional<Dialect> read(Path file) {
        try {
            String[] lines = Files.readString(file).split("\n");
            return Optional.of(
                    Dialect.of(RouterosVersion.parse(lines[0]), Set.of(Arrays.copyOfRange(lines, 1, lines.length))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.debug("what is known of a router cannot be read", e);
            return Optional.empty();
        }
    }

    void remember(String hostKey, Dialect dialect) {
        if (folder == null || same(recall(hostKey), dialect)) {
            return;
        }
        met.put(hostKey, Optional.of(dialect));
        String text = dialect.version() + "\n" + String.join("\n", new TreeSet<>(dialect.packages())) + "\n";
        try {
            AtomicFile.writeCached(file(folder, hostKey), Content.text(text));
        } catch (IOException e) {
            LOG.debug("what is known of a router cannot be kept", e);
        }
    }

    private static boolean same(Optional<Dialect> known, Dialect now) {
        return known.isPresent()
                && known.get().version().compareTo(now.version()) == 0
                && known.get().packages().equals(now.packages());
    }

    private static Path file(Path folder, String hostKey) {
        return folder.resolve(Content.text(hostKey).sha256());
    }
}
