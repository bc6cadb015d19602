package mkrun.op.router;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import mkrun.lab.LabConfig;
import mkrun.lab.LabException;
import mkrun.lab.LabRouter;
import mkrun.lab.LabSpeeds;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Row;
import mkrun.target.Change;
import mkrun.target.Progress;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.Expected;
import mkrun.target.routeros.KnownRouters;
import mkrun.target.routeros.RouterLink;
import mkrun.target.routeros.RouterProbe;
import mkrun.target.routeros.RouterTarget;
import mkrun.target.routeros.RowRoom;
import mkrun.target.routeros.UploadSlots;
import mkrun.target.ssh.SshLink;
import mkrun.target.ssh.SshSettings;
import mkrun.task.Operation;
import mkrun.task.Plan;
import mkrun.testing.JudgedLink;

/** Plays tasks on an emulated router as a run of mkrun does: a session, a prefetch, task by task. */
final class LabPlay implements AutoCloseable {
    private final LabConfig config;
    private final Path knownHosts;
    private Optional<Duration> patience = Optional.empty();
    private KnownRouters known = KnownRouters.NONE;
    private UnaryOperator<RouterLink> between = link -> link;
    private LabRouter router;

    /** The first router's key, for all: making one takes longer than most plays, and which it is does not matter here. */
    private static byte[] hostKey = {};

    /**
     * What a run did.
     *
     * @param changed names of the tasks that had something to do
     * @param changes all of it, in order
     * @param lines that went to the console
     * @param exchanges with the router after connecting
     * @param warnings of what is odd on the router
     */
    record Result(
            List<String> changed, List<Change> changes, List<String> lines, int exchanges, List<String> warnings) {
        List<String> diff() {
            return changes.stream().flatMap(c -> c.diff().stream()).toList();
        }
    }

    LabPlay(Path dir, String version, String architecture) throws LabException, IOException {
        this(dir, version, architecture, c -> c);
    }

    LabPlay(Path dir, String version, String architecture, UnaryOperator<LabConfig> more)
            throws LabException, IOException {
        config = more.apply(
                LabConfig.of("r1", RouterosVersion.parse(version), architecture, dir.resolve("router-" + version))
                        .withLogin("admin", "lab")
                        .withSpeeds(LabSpeeds.FAST));
        knownHosts = dir.resolve("known_hosts-" + version);
        router = withSameKey(config);
        remember();
    }

    private static synchronized LabRouter withSameKey(LabConfig config) throws LabException, IOException {
        Path key = Files.createDirectories(config.stateDir()).resolve("host-key");
        if (hostKey.length > 0 && !Files.exists(key)) {
            Files.write(key, hostKey);
        }
        LabRouter started = LabRouter.start(config);
        hostKey = Files.readAllBytes(key);
        return started;
    }

    /** Switches the router off and on again, with something changed. */
    void restart(UnaryOperator<LabConfig> more) throws LabException, IOException {
        router.close();
        router = LabRouter.start(more.apply(config));
        remember();
    }

    private void remember() throws IOException {
        Files.writeString(knownHosts, router.knownHostsLine() + "\n");
    }

    /** From now on, what the router was found to be is remembered from run to run, as mkrun does. */
    void remembered() {
        known = KnownRouters.in(config.stateDir().resolveSibling("known"));
    }

    /** From now on, an answer is waited for that long at most, as the variable command_timeout says; empty for what is usual. */
    void patience(Optional<Duration> time) {
        patience = time;
    }

    /** From now on, what is sent and answered goes by way of another link. */
    void between(UnaryOperator<RouterLink> other) {
        between = other;
    }

    /** The router that is on. */
    LabRouter router() {
        return router;
    }

    JudgedLink connect() throws UnreachableException {
        SshSettings settings = SshSettings.of(router.host(), "admin")
                .withPort(router.port())
                .withPassword(Secret.of("lab"))
                .withAgent(false)
                .withKnownHosts(knownHosts);
        if (patience.isPresent()) {
            settings = settings.withTimeouts(settings.connectTimeout(), patience.get());
        }
        return new JudgedLink(
                between.apply(SshLink.connect(settings)), config.version().toString());
    }

    /** When the changes of a task are made. */
    private enum Apply {
        AT_ONCE,
        AT_THE_END,
        NEVER
    }

    Result run(List<NamedOperation> tasks) throws TargetException {
        return play(tasks, Apply.AT_ONCE);
    }

    /** All tasks planned by what was there at the beginning and applied in one go; for tasks that share no rows. */
    Result runTogether(List<NamedOperation> tasks) throws TargetException {
        return play(tasks, Apply.AT_THE_END);
    }

    Result check(List<NamedOperation> tasks) throws TargetException {
        return play(tasks, Apply.NEVER);
    }

    private Result play(List<NamedOperation> tasks, Apply apply) throws TargetException {
        JudgedLink link = connect();
        Set<String> reads = new HashSet<>();
        tasks.forEach(t -> reads.addAll(t.operation().reads()));
        Expected expected = new Expected(reads, known, Optional.empty());
        try (RouterTarget target =
                RouterTarget.open(() -> link, expected, UploadSlots.Way.FREE, RowRoom.UNLIMITED, notice -> {})) {
            target.prefetch(reads);
            List<String> changed = new ArrayList<>();
            List<Change> changes = new ArrayList<>();
            for (NamedOperation task : tasks) {
                Plan plan = Planned.plan(task.operation(), target.probe(RouterProbe.class));
                if (!plan.isEmpty()) {
                    changed.add(task.name());
                    changes.addAll(plan.changes());
                    if (apply == Apply.AT_ONCE) {
                        target.apply(plan.changes(), Progress.NONE);
                    }
                }
            }
            if (apply == Apply.AT_THE_END) {
                target.apply(changes, Progress.NONE);
            }
            return new Result(changed, changes, link.lines(), link.exchanges(), target.warnings());
        }
    }

    /** What a task says of what it found, whether it would change anything or not. */
    String reason(Operation<RouterProbe, ?> operation) throws TargetException {
        try (RouterTarget target = RouterTarget.open(this::connect)) {
            return Planned.plan(operation, target.probe(RouterProbe.class)).reason();
        }
    }

    /** Rows of a menu, read in a session of its own. */
    List<Row> rows(String menu) throws TargetException {
        try (RouterTarget target = RouterTarget.open(this::connect)) {
            return target.probe(RouterProbe.class).rows(menu);
        }
    }

    /** One line on the console, as a human would type it. */
    String console(String line) throws TargetException {
        try (JudgedLink link = connect()) {
            return link.exec(line);
        }
    }

    @Override
    public void close() {
        router.close();
    }

    /** All rows of the menus concerned, less what a router chooses itself. */
    Map<String, List<Map<String, String>>> settings(List<String> menus) throws TargetException {
        Map<String, List<Map<String, String>>> state = new TreeMap<>();
        for (String menu : menus) {
            List<Map<String, String>> rows = new ArrayList<>();
            for (Row row : rows(menu)) {
                Map<String, String> values = new TreeMap<>(row.values());
                values.keySet().removeAll(Set.of(".id", "mac-address", "container-mac-address"));
                values.values().removeIf(String::isEmpty);
                rows.add(values);
            }
            state.put(menu, rows);
        }
        return state;
    }
}
