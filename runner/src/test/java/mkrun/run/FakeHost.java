package mkrun.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.target.Change;
import mkrun.target.Probe;
import mkrun.target.Progress;
import mkrun.target.Target;
import mkrun.target.TargetException;
import mkrun.task.Condition;
import mkrun.task.Operation;
import mkrun.task.Plan;
import mkrun.task.SourcePos;
import mkrun.task.Task;
import mkrun.task.TaskId;

/** A target that is a map of settings, with everything that was asked of it written down. */
public final class FakeHost implements Target, Probe {
    final Map<String, String> settings = new LinkedHashMap<>();
    final List<String> log = new ArrayList<>();
    String refuses = "";

    /** A setting with this value. */
    public record Setting(String key, String value) implements Operation<FakeHost, String> {
        @Override
        public String type() {
            return "setting";
        }

        @Override
        public Class<FakeHost> probe() {
            return FakeHost.class;
        }

        @Override
        public Set<String> reads() {
            return Set.of(key);
        }

        @Override
        public String inspect(FakeHost host) {
            return host.settings.getOrDefault(key, "");
        }

        @Override
        public Plan diff(String seen) {
            return seen.equals(value) ? Plan.nothing(key + " is " + value) : Plan.of(List.of(new Put(key, value)), "");
        }
    }

    /** A setting that several tasks may want, and that does what a handler is for. */
    public record Common(Setting setting, String handler) implements Operation<FakeHost, String> {
        @Override
        public String type() {
            return setting.type();
        }

        @Override
        public Class<FakeHost> probe() {
            return setting.probe();
        }

        @Override
        public boolean common() {
            return true;
        }

        @Override
        public String inspect(FakeHost host) {
            return setting.inspect(host);
        }

        @Override
        public Plan diff(String seen) {
            Plan plan = setting.diff(seen);
            return plan.isEmpty() ? plan : plan.settling(handler);
        }
    }

    /** A setting that comes to nothing without a change of another task. */
    public record Relying(Setting setting, String task) implements Operation<FakeHost, String> {
        @Override
        public String type() {
            return setting.type();
        }

        @Override
        public Class<FakeHost> probe() {
            return setting.probe();
        }

        @Override
        public String inspect(FakeHost host) {
            return setting.inspect(host);
        }

        @Override
        public Plan diff(String seen) {
            return setting.diff(seen).relying(Map.of(task, "nobody did " + task));
        }
    }

    /** A setting that no such host has. */
    public record Unheard(String key) implements Operation<FakeHost, String> {
        @Override
        public String type() {
            return "setting";
        }

        @Override
        public Class<FakeHost> probe() {
            return FakeHost.class;
        }

        @Override
        public List<String> unsupported(FakeHost host) {
            return List.of("no host has " + key);
        }

        @Override
        public String inspect(FakeHost host) {
            return "";
        }

        @Override
        public Plan diff(String seen) throws TargetException {
            throw new TargetException("no host has " + key);
        }
    }

    record Put(String key, String value) implements Change {
        @Override
        public String summary() {
            return "set " + key + "=" + value;
        }
    }

    /** A task of that line that no host can have. */
    static Task impossible(int line, String key, Condition when, boolean ignoreErrors) {
        return new Task(
                new TaskId("", key, new SourcePos("site.groovy", line, 0), 0),
                new Unheard(key),
                when,
                List.of(),
                Set.of("impossible"),
                ignoreErrors,
                Optional.empty(),
                Optional.empty());
    }

    /** A task that wants a setting. */
    public static Task task(String name, String key, String value, String... notifies) {
        return task(name, new Setting(key, value), notifies);
    }

    /** One that wants something else. */
    static Task task(String name, Operation<FakeHost, String> operation, String... notifies) {
        return new Task(
                new TaskId("", name, new SourcePos("site.groovy", 1, 0), 0),
                operation,
                Condition.ALWAYS,
                List.of(notifies),
                Set.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public <P extends Probe> P probe(Class<P> type) {
        return type.cast(this);
    }

    @Override
    public void prefetch(Set<String> reads) {
        log.add("prefetch " + reads);
    }

    @Override
    public void apply(List<? extends Change> changes, Progress progress) throws TargetException {
        for (Change change : changes) {
            Put put = (Put) change;
            if (put.key().equals(refuses)) {
                throw new TargetException("failure: no " + put.key());
            }
            settings.put(put.key(), put.value());
            log.add(put.summary());
        }
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("version", "7.20.8");
    }

    @Override
    public void close() {
        log.add("close");
    }
}
