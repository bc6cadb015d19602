package mkrun.lab.script;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Scripts that run in the background, each until it ends, is removed or the router restarts. Nobody sees what they print. */
final class Jobs {
    static final String MENU = "/system/script/job";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final RouterState state;
    private final Map<String, Job> running = new LinkedHashMap<>();
    private long last;

    private record Job(String script, String started, Thread thread) {}

    Jobs(RouterState state) {
        this.state = state;
    }

    /**
     * Starts one, with the rights of a session, though not with its variables.
     *
     * @param name of the script, empty if it has none
     * @return its id
     */
    synchronized Value start(Session session, String name, String source) {
        String id = "*" + Long.toString(++last, 16).toUpperCase(Locale.ROOT);
        Thread thread = new Thread(
                () -> {
                    try {
                        session.another().run(source, name, text -> {});
                    } finally {
                        ended(id);
                    }
                },
                "mkrun-lab-job");
        thread.setDaemon(true);
        running.put(id, new Job(name, LocalDateTime.now(state.clock()).format(TIME), thread));
        thread.start();
        return new Value.Id(id);
    }

    private synchronized void ended(String id) {
        running.remove(id);
    }

    /** Ends one, unless it has ended. */
    synchronized void stop(String id) {
        Job job = running.remove(id);
        if (job != null && job.thread() != Thread.currentThread()) {
            job.thread().interrupt();
        }
    }

    /** Ends all, but for the one that asks for it. */
    synchronized void stopAll() {
        List.copyOf(running.keySet()).forEach(this::stop);
    }

    /** As rows of their menu. */
    synchronized List<TableRow> rows() {
        List<TableRow> rows = new ArrayList<>();
        running.forEach((id, job) -> rows.add(new TableRow(id, Map.of())
                .set("script", Bytes.text(job.script()))
                .set("started", job.started())
                .set("type", "command")));
        return rows;
    }
}
