package mkrun.op.router;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.routeros.Dialect;
import mkrun.routeros.Lack;
import mkrun.routeros.RouterFacts;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterChange;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;

/** Where the files of a container come from, and what tells them from those of another image. */
public sealed interface ContainerSource permits UploadedImage, PulledImage {
    /**
     * What tells apart containers of different images: {@code sha256:} and hex digits.
     *
     * @throws TargetException if it cannot be known for this router
     */
    String digest(RouterProbe probe) throws TargetException;

    /** Bytes that the router's disk must have free for it; 0 if nobody can know. */
    long room(RouterProbe probe) throws TargetException;

    /**
     * How long the router may take to have its files on a disk; empty if nobody can know.
     *
     * @throws TargetException if the image cannot be had for this router
     */
    Optional<Duration> importTime(RouterProbe probe, RouterFacts.Disk disk) throws TargetException;

    /** Whether the router itself has to find hosts by their names. */
    boolean resolvesNames();

    /** How long a check of health may take to succeed that the image brings, or may bring; empty if it brings none. */
    Optional<Duration> healthDeadline();

    /** Whether the image waits on the router's disk until it is imported. */
    boolean hasArchive();

    /** The menus that {@link #supply} needs. */
    Set<String> reads();

    /** What a version lacks to import it. */
    List<Lack> lacks(Dialect dialect);

    /**
     * How a new container gets it.
     *
     * @param archive where an image waits that has been uploaded
     * @throws TargetException if this router cannot be told in a way that could be taken back
     */
    Supply supply(RouterProbe probe, String archive) throws TargetException;

    /**
     * What takes away that is still there of an import whose end nobody saw.
     *
     * @param archive where an image waits that has been uploaded
     * @param live whether the container that was imported has run since
     */
    List<RouterCommand> litter(RouterProbe probe, String archive, boolean live) throws TargetException;

    /**
     * What an import consists of.
     *
     * @param fields of the new container that say where its files come from
     * @param before steps before the container is made
     * @param after steps once the import is over
     */
    record Supply(Map<String, Object> fields, List<RouterChange> before, List<RouterChange> after) {
        public Supply {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }
}
