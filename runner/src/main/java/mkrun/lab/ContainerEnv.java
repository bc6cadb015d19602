package mkrun.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;

/** The environment of a container's programs. */
final class ContainerEnv {
    private static final String PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private ContainerEnv() {}

    /**
     * {@code NAME=value} each: what every container has, what the image brings, and what is configured, which counts most.
     *
     * @throws NotStarted as of {@link #configured}
     */
    static List<String> of(RouterState state, TableRow row, ImageConfig image) throws NotStarted {
        Map<String, String> env = new LinkedHashMap<>();
        put(env, PATH);
        if (state.version().atLeast("7.24")) {
            put(env, "TERM=xterm");
        }
        image.env().forEach(e -> put(env, e));
        env.putAll(configured(state, row));
        return env.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    }

    private static void put(Map<String, String> env, String assignment) {
        int equals = assignment.indexOf('=');
        if (equals > 0) {
            env.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
    }

    /**
     * What the container's {@code envlists} and {@code env} say together, as in the manual's example.
     *
     * @throws NotStarted if both have a variable: nobody knows which counts
     */
    static Map<String, String> configured(RouterState state, TableRow row) throws NotStarted {
        Map<String, String> env = new LinkedHashMap<>();
        List<String> lists = List.of(row.text("envlists").split(","));
        state.table("/container/envs").rows().stream()
                .filter(e -> lists.contains(e.text("list")) && !e.is("disabled"))
                .forEach(e -> env.put(e.text("key"), e.text("value")));
        for (Map.Entry<String, String> own : InlineValues.of(row).env().entrySet()) {
            if (env.putIfAbsent(own.getKey(), own.getValue()) != null) {
                throw new NotStarted("could not start: env and envlists both have " + own.getKey());
            }
        }
        return env;
    }
}
