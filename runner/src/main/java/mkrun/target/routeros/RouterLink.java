package mkrun.target.routeros;

import java.time.Duration;
import java.util.List;
import mkrun.routeros.RouterosException;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;

/**
 * The wire to one router: one session, opened by whoever made the link. Used by one thread at a time. A session that is
 * gone stays gone: every later call fails with {@link UnreachableException}.
 */
public interface RouterLink extends AutoCloseable {
    /** The router in messages: {@code 192.0.2.1} or, off port 22, {@code 192.0.2.1:2222}. */
    String address();

    /** The router's host key, which tells it from others wherever it is reached: {@code ssh-rsa AAAA…}. */
    String hostKey();

    /** Who is logged in there. */
    String user();

    /**
     * Runs one line on the console and waits for its end.
     *
     * @return all that it printed; a router prints errors there too and always reports success
     * @throws UnreachableException if the session is lost, or the answer took longer than the link's time for commands
     */
    String exec(String line) throws UnreachableException;

    /**
     * The same for a command that may take longer, such as one that waits for a hand at the device.
     *
     * @param patience how long the answer may take
     */
    String exec(String line, Duration patience) throws UnreachableException;

    /**
     * Runs one line and hands over what it prints while it arrives, so that it need not be held as a whole.
     *
     * @throws UnreachableException as above; what the reader made of the answer is lost with it
     * @throws RouterosException if the reader says that this is no answer; the session goes on
     */
    default <T> T exec(String line, AnswerReader<T> reader) throws UnreachableException, RouterosException {
        return AnswerReader.whole(reader, exec(line));
    }

    /**
     * Writes a file; missing directories above it are made. If there is one of that name already, it is kept as far as it
     * goes where its samples are those of the content's beginning, else written over.
     *
     * @param path without leading slash
     * @param what the step's name for {@code progress}
     * @throws TargetException if the router refuses it (full disk, missing policy), in the router's words; what was
     *     written so far is removed
     * @throws UnreachableException if the session is lost; what was written so far stays
     */
    void upload(Content content, String path, String what, Progress progress) throws TargetException;

    /** Names of what is in a directory; none if there is no such directory. Costs one exchange and never walks a tree. */
    List<String> files(String directory) throws TargetException;

    /** Removes a file. */
    void remove(String path) throws TargetException;

    /** Renames a file within its disk; there must be none of the new name. */
    void rename(String from, String to) throws TargetException;

    /** Whether a file, directory or container store is at that path. */
    boolean exists(String path) throws TargetException;

    /** How often the router was asked or told something since the session began; log-in not counted. */
    int exchanges();

    /** Ends the session; never throws. */
    @Override
    void close();
}
