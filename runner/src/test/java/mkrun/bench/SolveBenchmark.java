package mkrun.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.alpine.Wish;
import mkrun.alpine.index.ApkIndex;
import mkrun.alpine.sign.Keys;
import mkrun.alpine.solver.Catalog;
import mkrun.alpine.solver.Request;
import mkrun.alpine.solver.Solver;
import mkrun.testing.Needs;
import mkrun.testing.RealApk;
import mkrun.testing.RootOnDisk;

/**
 * Solves nginx, php83-fpm and openssh over all of Alpine 3.19: {@code mkrun apk solve} as a user starts it, against
 * {@code apk add --simulate}; and the solver alone in a warm JVM. Needs root rights and the real indexes.
 */
public final class SolveBenchmark {
    private static final List<String> WORLD = List.of("nginx", "php83-fpm", "openssh");
    private static final List<String> REPOSITORIES = List.of("main", "community");
    private static final int WARM_RUNS = 60;

    private SolveBenchmark() {}

    /** The argument is the number of runs, 5 if there is none. */
    public static void main(String[] arguments) throws Exception {
        Stopwatch watch = new Stopwatch(arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]));
        Path scratch = Files.createTempDirectory("mkrun-bench");
        try (RealApk apk = RealApk.in(Files.createDirectories(scratch.resolve("apk")))) {
            for (String name : REPOSITORIES) {
                Path copy = Files.createDirectories(apk.root().resolve(name + "/x86_64"));
                Files.copy(index(name), copy.resolve("APKINDEX.tar.gz"));
            }
            apk.run(List.of("--initdb", "--root", "/r", "--arch", "x86_64", "--no-network", "add"));
            Path parsed = scratch.resolve("state/cache/parsed");
            watch.time("mkrun apk solve, index never read before", () -> delete(parsed), () -> solve(scratch));
            watch.time("mkrun apk solve", () -> {}, () -> solve(scratch));
            watch.time("apk add --simulate", () -> {}, () -> simulate(apk));
            watch.print("Solving", "apk add --simulate");
        } finally {
            RootOnDisk.delete(scratch);
        }
        warm();
    }

    private static Path index(String name) {
        return Needs.alpine().resolve("index/v3.19/" + name + "/x86_64/APKINDEX.tar.gz");
    }

    private static void solve(Path scratch) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("./mkrun", "apk", "solve"));
        for (String name : REPOSITORIES) {
            words.addAll(List.of(
                    "--repository",
                    Needs.alpine().resolve("index/v3.19/" + name).toString()));
        }
        words.addAll(List.of("--keys", Needs.alpine().resolve("keys").toString()));
        words.addAll(WORLD);
        Map<String, String> environment =
                Map.of("MKRUN_STATE", scratch.resolve("state").toString());
        Stopwatch.process(Needs.projectRoot(), environment, words);
    }

    private static void simulate(RealApk apk) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("add"));
        words.addAll(WORLD);
        RealApk.Result result = apk.simulate(List.of("/community", "/main"), words);
        if (result.status() != 0) {
            throw new IOException(result.output());
        }
    }

    private static void warm() throws Exception {
        Keys keys = Keys.folder(Needs.alpine().resolve("keys"));
        List<Catalog.Source> sources = new ArrayList<>();
        for (String name : REPOSITORIES) {
            byte[] file = Files.readAllBytes(index(name));
            sources.add(new Catalog.Source(ApkIndex.read(file, name, name, keys, Optional.empty()), ""));
        }
        List<Wish> wishes = new ArrayList<>();
        for (String name : WORLD) {
            wishes.add(Wish.parse(name, ""));
        }
        Catalog catalog = Catalog.of(sources);
        long[] times = new long[WARM_RUNS];
        for (int i = 0; i < WARM_RUNS; i++) {
            long start = System.nanoTime();
            Solver.solve(Request.add(wishes), catalog);
            times[i] = (System.nanoTime() - start) / 1000;
        }
        long first = times[0];
        long[] late = Arrays.copyOfRange(times, WARM_RUNS / 2, WARM_RUNS);
        Arrays.sort(late);
        System.out.println("the solver alone: first " + first / 1000.0 + " ms, warm median "
                + late[late.length / 2] / 1000.0 + " ms");
    }

    private static void delete(Path folder) {
        if (Files.exists(folder)) {
            RootOnDisk.delete(folder);
        }
    }
}
