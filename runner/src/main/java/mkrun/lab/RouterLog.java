package mkrun.lab;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.Table;

/** The router's log in memory, and the log of its containers. */
final class RouterLog {
    /** A line; {@code topics} as in {@code container,info,debug}. */
    record Line(String topics, String message) {}

    private static final int MAX_LINES = 1000;
    private static final int MAX_CONTAINER_LINES = 100;
    private static final DateTimeFormatter DATED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final RouterState state;
    private final DateTimeFormatter time;

    RouterLog(RouterState state) {
        this.state = state;
        this.time = state.version().atLeast("7.10") ? DATED : TODAY;
    }

    /** Adds a line; {@code topics} as in {@code container,info,debug}. */
    void add(String topics, String message) {
        synchronized (state) {
            append(state.table("/log"), MAX_LINES, Map.of("time", now(), "topics", topics, "message", message));
        }
    }

    /** Adds a line about a container. */
    void container(String name, String topics, String message) {
        synchronized (state) {
            add(topics, name + ": " + message);
            append(
                    state.table("/container/log"),
                    MAX_CONTAINER_LINES,
                    Map.of("time", now(), "container", name, "message", message));
        }
    }

    private String now() {
        return LocalDateTime.now(state.clock()).format(time);
    }

    private static void append(Table table, int most, Map<String, String> row) {
        table.add(row);
        if (table.rows().size() > most) {
            table.remove(table.rows().get(0));
        }
    }
}
