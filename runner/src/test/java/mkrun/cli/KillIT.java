package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.lab.LabConfig;
import mkrun.lab.LabObserver;
import mkrun.lab.LabRouter;
import mkrun.lab.LabSpeeds;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.Launched;
import mkrun.testing.MadePackage;
import mkrun.testing.MadeRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever step of a creation or an upgrade mkrun is killed at, the next run completes it and nothing is left over. */
class KillIT {
    private static final String VERSION = "7.20.8";

    @TempDir
    private Path dir;

    private Path state;

    @BeforeEach
    void playbooks() throws Exception {
        state = dir.resolve("state");
        byte[] large = new byte[40_000];
        new Random(1).nextBytes(large);
        MadeRepository.write(
                dir,
                MadePackage.named("tool")
                        .directories("sbin", "opt")
                        .file("sbin/init", 0755, "root", "root", "#!/bin/sh\n")
                        .file("opt/large", HexFormat.of().formatHex(large)));
        Files.writeString(dir.resolve("one.groovy"), playbook("one", 8080));
        Files.writeString(dir.resolve("two.groovy"), playbook("two", 8081));
    }

    private String playbook(String which, int port) {
        return """
                image('demo') {
                    repositories '%3$s/apks'
                    keys 'keys'
                    packages 'tool'
                    env WHICH: '%1$s'
                }
                play('routers') {
                    hosts 'all'
                    tasks {
                        container('demo') {
                            image   'demo'
                            address '172.17.0.2/24'
                            mount   '/data', at: 'usb1/demo/data'
                            publish %2$d, to: 80
                            env     OF: '%1$s'
                            monitor '0s'
                        }
                    }
                }
                """.formatted(which, port, dir);
    }

    /** All have the same key: making one takes longer than what is tried. */
    private LabRouter router(String name) throws Exception {
        Path key = dir.resolve("host-key");
        Path folder = Files.createDirectory(dir.resolve(name));
        if (Files.exists(key)) {
            Files.copy(key, folder.resolve("host-key"));
        }
        LabRouter router = LabRouter.start(LabConfig.of("r1", RouterosVersion.parse(VERSION), "x86_64", folder)
                .withLogin("admin", "lab")
                .withSpeeds(LabSpeeds.FAST));
        Files.copy(folder.resolve("host-key"), key, StandardCopyOption.REPLACE_EXISTING);
        Path known = Files.writeString(dir.resolve("known_hosts"), router.knownHostsLine() + "\n");
        Files.writeString(
                dir.resolve("hosts.ini"),
                "r1 host=" + router.host() + " port=" + router.port() + " user=admin password=lab known_hosts=" + known
                        + "\n");
        return router;
    }

    /** Kills a run when it has come to a point: a changing command, or a piece of an upload. */
    private static final class Killer implements LabObserver {
        private final int point;
        private final CompletableFuture<Process> victim;
        private int met;

        Killer(int point, CompletableFuture<Process> victim) {
            this.point = point;
            this.victim = victim;
        }

        @Override
        public boolean changed(int change) {
            return met();
        }

        @Override
        public boolean uploading(long bytes) {
            return met();
        }

        private synchronized boolean met() {
            met++;
            if (met != point) {
                return false;
            }
            victim.join().destroyForcibly().onExit().join();
            return true;
        }
    }

    /** Whether the run got to that point; it is dead then. */
    private boolean killed(LabRouter router, String playbook, int point) throws Exception {
        CompletableFuture<Process> victim = new CompletableFuture<>();
        router.observe(new Killer(point, victim));
        Path scratch = Files.createDirectories(dir.resolve("scratch"));
        Process process = Launched.start(dir, state, scratch, Map.of(), playbook, "-i", "hosts.ini");
        victim.complete(process);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        router.observe(new LabObserver() {});
        Launched run = Launched.ended(process, scratch);
        assertThat(run.exitCode()).as(run.out() + run.err()).isIn(0, 128 + 9);
        return run.exitCode() != 0;
    }

    private Typed run(String playbook) {
        return Typed.run(
                state,
                dir.resolve(playbook).toString(),
                "-i",
                dir.resolve("hosts.ini").toString());
    }

    private void assertRuns(String playbook, String changed) {
        Typed run = run(playbook);
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).containsPattern(changed);
    }

    /**
     * What is on the router and on this machine: configuration, files, state, less what was kept whole of routers and
     * playbooks met.
     */
    private Set<String> things(LabRouter router, String playbook) throws IOException {
        Typed told = Typed.run(
                state,
                "exec",
                "all",
                "-i",
                dir.resolve("hosts.ini").toString(),
                "--",
                "/export terse; :put (\"running \" . [:len [/container/find where running]])");
        assertThat(told.code()).as(playbook + told.err()).isZero();
        Set<String> things = told.out()
                .lines()
                .filter(line -> !line.contains("#"))
                .map(line -> line.replaceAll(" mac-address=\\S+", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        for (Path root : List.of(router.files(), state)) {
            try (Stream<Path> files = Files.walk(root)) {
                files.map(file -> root.getFileName() + "/" + root.relativize(file))
                        .filter(file -> !file.matches("state/cache/(routers|scripts)(/[0-9a-f]{64}(\\.classes)?)?"))
                        .forEach(things::add);
            }
        }
        return things;
    }

    @Test
    void aCreationIsCompletedWhereverMkrunWasKilled() throws Exception {
        Set<String> usual;
        try (LabRouter router = router("undisturbed")) {
            assertRuns("one.groovy", "failed=0");
            usual = things(router, "one.groovy");
        }
        int points = 0;
        boolean killed;
        do {
            points++;
            try (LabRouter router = router("r" + points)) {
                killed = killed(router, "one.groovy", points);
                assertCompleted(router, "one.groovy", points, usual);
            }
        } while (killed);
        assertThat(points).isGreaterThan(12);
        System.out.println("RouterOS " + VERSION + ": mkrun was killed at " + (points - 1) + " points of a creation");
    }

    /** To and fro between two images, so that each point costs one upgrade. */
    @Test
    void anUpgradeIsCompletedWhereverMkrunWasKilled() throws Exception {
        int points = 0;
        try (LabRouter router = router("router")) {
            assertRuns("one.groovy", "failed=0");
            assertRuns("two.groovy", "failed=0");
            Set<String> ofTwo = things(router, "two.groovy");
            assertRuns("one.groovy", "failed=0");
            Set<String> ofOne = things(router, "one.groovy");
            boolean killed;
            do {
                points++;
                boolean two = points % 2 == 1;
                killed = killed(router, two ? "two.groovy" : "one.groovy", points);
                assertCompleted(router, two ? "two.groovy" : "one.groovy", points, two ? ofTwo : ofOne);
            } while (killed);
        }
        assertThat(points).isGreaterThan(14);
        System.out.println("RouterOS " + VERSION + ": mkrun was killed at " + (points - 1) + " points of an upgrade");
    }

    private void assertCompleted(LabRouter router, String playbook, int point, Set<String> usual) throws Exception {
        assertRuns(playbook, "unreachable=0 +failed=0");
        Set<String> things = things(router, playbook);
        Set<String> leftOver = new TreeSet<>(things);
        leftOver.removeAll(usual);
        assertThat(leftOver).as("killed at %d, left over", point).isEmpty();
        Set<String> missing = new TreeSet<>(usual);
        missing.removeAll(things);
        assertThat(missing).as("killed at %d, missing", point).isEmpty();
        assertRuns(playbook, "changed=0 ");
    }
}
