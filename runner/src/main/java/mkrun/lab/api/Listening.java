package mkrun.lab.api;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import mkrun.lab.script.ApiRefusal;
import mkrun.lab.script.ApiRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@code listen} that runs: tells each row that is new, that has changed, or that is gone, until it is cancelled. */
final class Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final String ID = ".id";
    private static final ApiRefusal.Reason INTERRUPTED = new ApiRefusal.Reason("interrupted", OptionalInt.of(2));

    private final String tag;
    private final ApiRequest print;
    private final ApiHost.Commands commands;
    private final Replies replies;
    private final Semaphore changes = new Semaphore(0);
    private final Map<String, Map<String, String>> known;
    private volatile boolean cancelled;

    /**
     * @param print the command that lists the rows
     * @throws ApiRefusal if there is no such list
     */
    Listening(String tag, ApiRequest print, ApiHost.Commands commands, Replies replies) throws ApiRefusal, IOException {
        this.tag = tag;
        this.print = print;
        this.commands = commands;
        this.replies = replies;
        this.known = rows();
    }

    String tag() {
        return tag;
    }

    /** Tells the changes from here on. */
    void start() {
        Thread thread = new Thread(this::run, "mkrun-lab-api-listen");
        thread.setDaemon(true);
        thread.start();
    }

    /** Has it look at the rows again; returns at once. */
    void look() {
        changes.release();
    }

    /** Ends it and tells its client so. */
    synchronized void cancel() throws IOException {
        leave();
        replies.refuse(tag, List.of(INTERRUPTED));
    }

    /** Ends it without another word. */
    void leave() {
        cancelled = true;
        changes.release();
    }

    private void run() {
        try {
            while (!cancelled) {
                changes.acquire();
                changes.drainPermits();
                tell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ApiRefusal e) {
            LOG.debug("a listening client is gone", e);
        }
    }

    private void tell() throws ApiRefusal, IOException {
        Map<String, Map<String, String>> now = rows();
        for (Map.Entry<String, Map<String, String>> row : now.entrySet()) {
            if (!row.getValue().equals(known.get(row.getKey()))) {
                say(row.getValue());
            }
        }
        for (String id : known.keySet()) {
            if (!now.containsKey(id)) {
                say(Map.of(ID, id, ".dead", "true"));
            }
        }
        known.clear();
        known.putAll(now);
    }

    /** Nothing comes behind the answer to {@code /cancel}. */
    private synchronized void say(Map<String, String> row) throws IOException {
        if (!cancelled) {
            replies.row(tag, row);
        }
    }

    private Map<String, Map<String, String>> rows() throws ApiRefusal, IOException {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Map<String, String> row : commands.run(print).rows()) {
            rows.put(row.getOrDefault(ID, ""), row);
        }
        return rows;
    }
}
