package mkrun.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import mkrun.run.HostRun.Phase;
import mkrun.task.Outcome;
import mkrun.task.Play;
import mkrun.task.Task;
import mkrun.task.TaskId;

/**
 * Runs plays one after another. Within a play all hosts of a batch go through the tasks side by side (Ansible's linear
 * strategy): a task begins when the one before it has ended on every host. A failure stops that host only; handlers that
 * were notified run once, at the end of the play.
 */
public final class Runner {
    private final TargetFactory factory;
    private final RunOptions options;
    private final Events events;
    private final Map<String, HostRun> hosts = new ConcurrentHashMap<>();

    public Runner(TargetFactory factory, RunOptions options, RunListener listener) {
        this.factory = factory;
        this.options = options;
        this.events = new Events(listener);
    }

    /**
     * Runs the plays and closes every target it opened.
     *
     * @return the recap, which was also the last event
     * @throws InterruptedException if the calling thread was interrupted; hosts stop after the step under way
     */
    public Recap run(List<Play> plays) throws InterruptedException {
        try (ForkPool pool = new ForkPool(options.forks())) {
            for (Play play : plays) {
                runPlay(play, plays, pool);
            }
        } finally {
            closeAll();
        }
        return events.finish();
    }

    /** Which task each host is in at this moment, by host; empty for a host between two tasks. For an interrupted run. */
    public Map<String, String> underWay() {
        return events.underWay();
    }

    /**
     * Tells that the run was interrupted, and nothing more after that: what fails then does so because its session is ended, and
     * its reasons would mislead. May be called from any thread.
     */
    public void interrupt() {
        events.interrupt();
    }

    /** Ends all sessions at once; steps under way fail. For an interrupted run; may be called from any thread. */
    public void closeAll() {
        hosts.values().forEach(HostRun::close);
    }

    private void runPlay(Play play, List<Play> plays, ForkPool pool) throws InterruptedException {
        List<String> all = play.batches().stream().flatMap(List::stream).toList();
        events.emit(new RunEvent.PlayStarted(play.name(), play.position(), all, options.check()));
        List<List<String>> left = new ArrayList<>(play.batches());
        while (!left.isEmpty()) {
            List<String> batch = left.remove(0);
            List<HostRun> runs = connect(play, plays, batch, pool);
            for (TaskId id : order(runs, Phase.TASKS)) {
                runTask(id, runs, Phase.TASKS, pool);
            }
            for (TaskId id : order(runs, Phase.HANDLERS)) {
                runTask(id, runs, Phase.HANDLERS, pool);
            }
            if (!batch.isEmpty() && runs.stream().noneMatch(HostRun::active)) {
                leaveOut(plays, left); // as Ansible: a batch that failed whole ends the play
                return;
            }
        }
    }

    /** A later play may rely on this one, so these hosts have no part in it. */
    private void leaveOut(List<Play> plays, List<List<String>> batches) {
        List<HostRun> runs = batches.stream()
                .flatMap(List::stream)
                .map(name -> host(name, plays))
                .filter(HostRun::active)
                .toList();
        if (!runs.isEmpty()) {
            runs.forEach(HostRun::leaveOut);
            events.emit(new RunEvent.LeftOut(runs.stream().map(HostRun::name).toList()));
        }
    }

    private HostRun host(String name, List<Play> plays) {
        return hosts.computeIfAbsent(name, n -> new HostRun(n, wanted(n, plays), factory, options, events));
    }

    private List<HostRun> connect(Play play, List<Play> plays, List<String> batch, ForkPool pool)
            throws InterruptedException {
        List<HostRun> runs = new ArrayList<>();
        for (String name : batch) {
            HostRun run = host(name, plays);
            run.begin(select(play.hosts().get(name)));
            runs.add(run);
        }
        List<HostRun> fresh = runs.stream().filter(HostRun::needsConnect).toList();
        if (!fresh.isEmpty()) {
            events.emit(new RunEvent.ConnectStarted(
                    fresh.stream().map(HostRun::name).toList()));
            pool.forEach(fresh, HostRun::connect, told -> told.forEach(events::emit));
        }
        pool.forEach(
                runs.stream().filter(HostRun::active).toList(),
                HostRun::prefetch,
                failure -> failure.ifPresent(events::emit));
        return runs;
    }

    /** All that a host is to do in the run. */
    private List<Play.HostTasks> wanted(String host, List<Play> plays) {
        return plays.stream()
                .map(play -> play.hosts().get(host))
                .filter(Objects::nonNull)
                .map(this::select)
                .toList();
    }

    private Play.HostTasks select(Play.HostTasks tasks) {
        return tasks.chosen(options.tags()::selects, handler -> true);
    }

    private void runTask(TaskId id, List<HostRun> runs, Phase phase, ForkPool pool) throws InterruptedException {
        List<HostRun> having = runs.stream()
                .filter(r -> r.active() && r.due(id, phase).isPresent())
                .toList();
        if (having.isEmpty()) {
            return;
        }
        Task first = having.get(0).due(id, phase).orElseThrow();
        events.emit(new RunEvent.TaskStarted(first, phase == Phase.HANDLERS));
        pool.forEach(having, run -> run.execute(run.due(id, phase).orElseThrow()), told -> told.forEach(events::emit));
    }

    /** The tasks of all hosts in one order that keeps the order of each host: a task new to it goes behind its predecessor. */
    private static List<TaskId> order(List<HostRun> runs, Phase phase) {
        List<TaskId> order = new ArrayList<>();
        Set<TaskId> known = new LinkedHashSet<>();
        for (HostRun run : runs) {
            int at = 0;
            for (TaskId id : run.ids(phase)) {
                if (known.add(id)) {
                    order.add(at++, id);
                } else {
                    at = order.indexOf(id) + 1;
                }
            }
        }
        return order;
    }

    /** Serialises events, keeps the recap and what is under way. */
    static final class Events {
        private static final long PATIENCE_MILLIS = 1000;

        private final RunListener listener;
        private final ReentrantLock telling = new ReentrantLock();
        private final Recap recap = new Recap();
        private final Map<String, String> underWay = new ConcurrentHashMap<>();
        private volatile boolean interrupted;

        Events(RunListener listener) {
            this.listener = listener;
        }

        void emit(RunEvent event) {
            telling.lock();
            try {
                if (!interrupted) {
                    tell(event);
                }
            } finally {
                telling.unlock();
            }
        }

        private void tell(RunEvent event) {
            if (event instanceof RunEvent.PlayStarted play) {
                play.hosts().forEach(recap::met);
            } else if (event instanceof RunEvent.ConnectFinished connect) {
                recap.add(connect.host(), connect.outcome());
            } else if (event instanceof RunEvent.TaskFinished task) {
                recap.add(task.host(), task.outcome());
            } else if (event instanceof RunEvent.RolledBack back) {
                recap.takenBack(back.host(), back.tasks());
            }
            listener.on(event);
        }

        /** Whoever reads what is told may have stopped reading: that must not keep anybody from interrupting. */
        void interrupt() {
            interrupted = true;
            try {
                if (telling.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    try {
                        listener.on(new RunEvent.Interrupted());
                    } finally {
                        telling.unlock();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void enter(String host, String what) {
            underWay.put(host, what);
        }

        void leave(String host) {
            underWay.remove(host);
        }

        Map<String, String> underWay() {
            return new TreeMap<>(underWay);
        }

        Recap finish() {
            emit(new RunEvent.RunFinished(recap));
            return recap;
        }
    }

    /** Menus that the tasks will read, all together. */
    static Set<String> reads(Play.HostTasks tasks) {
        Set<String> reads = new TreeSet<>();
        tasks.tasks().forEach(t -> reads.addAll(t.operation().reads()));
        return reads;
    }

    /** Whether the outcome ends the host's part in the play. */
    static boolean ends(Outcome outcome) {
        return outcome instanceof Outcome.Unreachable
                || outcome instanceof Outcome.Blocked
                || outcome instanceof Outcome.Failed f && !f.ignored();
    }
}
