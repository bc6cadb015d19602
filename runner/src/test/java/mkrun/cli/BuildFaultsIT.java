package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mkrun.target.Content;
import mkrun.testing.Launched;
import mkrun.testing.MadePackage;
import mkrun.testing.MadeRepository;
import mkrun.testing.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that are killed, run at the same time or out of disk: the next one ends right, from the same cache. */
class BuildFaultsIT {
    private static final int PACKAGES = 6;
    private static final int KILLS = 5;

    @TempDir
    private Path dir;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger events = new AtomicInteger();
    private HttpServer server;
    private volatile Runnable atEvent = () -> {};

    @BeforeEach
    void mirror() throws Exception {
        MadePackage[] packages = new MadePackage[PACKAGES];
        for (int i = 0; i < PACKAGES; i++) {
            byte[] text = new byte[200_000];
            new Random(i).nextBytes(text);
            packages[i] = MadePackage.named("p" + i)
                    .directories("opt")
                    .file("opt/p" + i, HexFormat.of().formatHex(text));
        }
        MadeRepository.write(dir, packages);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < PACKAGES; i++) {
            names.append(i == 0 ? "'p" : ", 'p").append(i).append('\'');
        }
        Files.writeString(
                dir.resolve("site.groovy"), "image('demo') {\n    alpine '3.20'\n    packages " + names + "\n}\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Sends a file in two halves: before each and after the last something may happen. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = dir.resolve("apks" + exchange.getRequestURI().getPath());
            if (!Files.exists(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            event();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
            event();
            exchange.getResponseBody().write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
            exchange.getResponseBody().flush();
            event();
        }
    }

    private void event() {
        events.incrementAndGet();
        atEvent.run();
    }

    private Process start(String run, Path state) throws IOException {
        Files.createDirectories(dir.resolve(run));
        return Launched.start(
                dir,
                state,
                dir.resolve(run),
                Map.of("http_proxy", "", "HTTP_PROXY", ""),
                "build",
                "site.groovy",
                "--repository",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "--keys",
                "keys",
                "--arch",
                "amd64",
                "--out",
                run + "-out");
    }

    private Launched finish(String run, Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(run).isTrue();
        return Launched.ended(process, dir.resolve(run));
    }

    private Launched build(String run, Path state) throws IOException, InterruptedException {
        return finish(run, start(run, state));
    }

    /** What a build has made: digests by name. */
    private Map<String, String> made(String run) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.list(dir.resolve(run + "-out"))) {
            for (Path file : files.toList()) {
                digests.put(
                        file.getFileName().toString(),
                        Content.of(Files.readAllBytes(file)).sha256());
            }
        }
        return digests;
    }

    @Test
    void afterAKillAtAnyMomentTheNextBuildFromTheSameCacheEndsAsACleanOne() throws Exception {
        Launched clean = build("clean", dir.resolve("clean-state"));
        assertThat(clean.exitCode()).as(clean.err()).isZero();
        int last = events.get();
        Map<String, String> wanted = made("clean");
        assertThat(wanted).containsKey("demo-amd64.tar");

        long seed = Long.getLong("mkrun.seed", 20261127L);
        Random random = new Random(seed);
        Path state = dir.resolve("state");
        for (int i = 0; i < KILLS; i++) {
            int moment = 1 + random.nextInt(last);
            events.set(0);
            List<Process> victims = new ArrayList<>();
            atEvent = () -> {
                synchronized (victims) {
                    if (events.get() >= moment) {
                        victims.forEach(Process::destroyForcibly);
                    }
                }
            };
            synchronized (victims) {
                victims.add(start("killed" + i, state));
            }
            Launched killed = finish("killed" + i, victims.get(0));
            atEvent = () -> {};
            Path image = dir.resolve("killed" + i + "-out/demo-amd64.tar");
            boolean ended = killed.exitCode() == 0; // what earlier ones left spared it the moment
            assertThat(Files.exists(image))
                    .as("moment %d, seed %d", moment, seed)
                    .isEqualTo(ended);
            if (ended || i % 2 == 1) { // otherwise the next one is killed with what this one left
                Launched next = build("next" + i, state);
                assertThat(next.exitCode()).as("seed %d: %s", seed, next.err()).isZero();
                assertThat(made("next" + i)).as("seed %d", seed).isEqualTo(wanted);
                forgetSome(state, random);
            }
        }
    }

    /** Takes the image and half of the packages away, so that the next build asks for them again. */
    private static void forgetSome(Path state, Random random) throws IOException {
        for (String folder : List.of("images", "cache/packages")) {
            try (Stream<Path> kept = Files.list(state.resolve(folder))) {
                for (Path file : kept.toList()) {
                    if (file.toString().endsWith(".json") || file.toString().endsWith(".apk") && random.nextBoolean()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    @Test
    void anInterruptedBuildSaysThatWhatCameIsKept() throws Exception {
        Path state = dir.resolve("state");
        List<Process> victims = new ArrayList<>();
        atEvent = () -> {
            synchronized (victims) {
                victims.forEach(Process::destroy);
            }
        };
        synchronized (victims) {
            victims.add(start("interrupted", state));
        }
        Launched interrupted = finish("interrupted", victims.get(0));
        assertThat(interrupted.exitCode()).isEqualTo(130);
        assertThat(interrupted.err())
                .isEqualTo("mkrun: interrupted; packages that have come are kept: run the same again to go on\n");
        atEvent = () -> {};
        Launched next = build("next", state);
        assertThat(next.exitCode()).as(next.err()).isZero();
    }

    @Test
    void twoBuildsAtOnceShareACacheAndEndAlike() throws Exception {
        Path state = dir.resolve("state");
        Process one = start("one", state);
        Process other = start("other", state);
        Launched first = finish("one", one);
        Launched second = finish("other", other);
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(made("one")).isEqualTo(made("other"));
    }

    @Test
    void aFullDiskIsSaidAndWithMoreRoomTheSameBuildEndsRight() throws Exception {
        Needs.root();
        Path disk = Files.createDirectories(dir.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", disk.toString());
        try {
            Launched full = build("full", disk.resolve("state"));
            assertThat(full.exitCode()).isNotZero();
            assertThat(full.err()).contains(disk.toString()).contains("No space left on device");
            assertThat(full.err()).doesNotContain("internal error");
            assertThat(dir.resolve("full-out/demo-amd64.tar")).doesNotExist();
            Files.createSymbolicLink(dir.resolve("there-out"), Files.createDirectory(disk.resolve("images")));
            Launched there = build("there", dir.resolve("elsewhere"));
            assertThat(there.exitCode()).isNotZero();
            assertThat(there.err())
                    .contains(
                            "there-out/demo-amd64.tar: No space left on device (free some there, then run this again)");
            assertThat(made("there")).as("bills without their image").isEmpty();
            run("mount", "-o", "remount,size=64m", disk.toString());
            Launched next = build("next", disk.resolve("state"));
            assertThat(next.exitCode()).as(next.err()).isZero();
            Launched clean = build("clean", dir.resolve("clean-state"));
            assertThat(clean.exitCode()).isZero();
            assertThat(made("next")).isEqualTo(made("clean"));
        } finally {
            run("umount", disk.toString());
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }
}
