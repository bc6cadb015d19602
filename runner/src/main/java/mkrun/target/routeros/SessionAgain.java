package mkrun.target.routeros;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import mkrun.routeros.RouterosException;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;

/** A link that can begin a new session where the old one is gone, and tells what it has to be waited for. */
final class SessionAgain implements RouterLink {
    private final Connector connector;
    private final Consumer<String> notices;
    private RouterLink link;
    private int before;
    private volatile boolean closed;

    /** @param notices told at once what the router has to be waited for, in a sentence */
    SessionAgain(Connector connector, Consumer<String> notices) throws TargetException {
        this.connector = connector;
        this.notices = notices;
        this.link = connector.connect();
    }

    /** Tells at once, in a sentence, what the router is waited for. */
    void notice(String text) {
        notices.accept(text);
    }

    /**
     * Begins a new session; tries until the deadline, since a router that lost one may need a moment.
     *
     * @throws UnreachableException if there is none to be had, or the link was closed
     */
    void renew(Duration firstPause, Duration deadline) throws TargetException {
        before += link.exchanges();
        link.close();
        Pauses pauses = new Pauses(firstPause, Duration.ofSeconds(5), deadline);
        while (true) {
            if (closed) {
                throw new UnreachableException(address() + ": the run was interrupted", null);
            }
            try {
                link = connector.connect();
                return;
            } catch (UnreachableException e) {
                if (!pauses.next()) {
                    throw e;
                }
            }
        }
    }

    @Override
    public String address() {
        return link.address();
    }

    @Override
    public String hostKey() {
        return link.hostKey();
    }

    @Override
    public String user() {
        return link.user();
    }

    @Override
    public String exec(String line) throws UnreachableException {
        return link.exec(line);
    }

    @Override
    public <T> T exec(String line, AnswerReader<T> reader) throws UnreachableException, RouterosException {
        return link.exec(line, reader);
    }

    @Override
    public String exec(String line, Duration patience) throws UnreachableException {
        return link.exec(line, patience);
    }

    @Override
    public void upload(Content content, String path, String what, Progress progress) throws TargetException {
        link.upload(content, path, what, progress);
    }

    @Override
    public List<String> files(String directory) throws TargetException {
        return link.files(directory);
    }

    @Override
    public void remove(String path) throws TargetException {
        link.remove(path);
    }

    @Override
    public void rename(String from, String to) throws TargetException {
        link.rename(from, to);
    }

    @Override
    public boolean exists(String path) throws TargetException {
        return link.exists(path);
    }

    @Override
    public int exchanges() {
        return before + link.exchanges();
    }

    @Override
    public void close() {
        closed = true;
        link.close();
    }
}
