package mkrun.alpine.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.UnsatisfiableException;
import mkrun.alpine.Wish;
import mkrun.alpine.index.ApkIndex;
import mkrun.alpine.sign.Keys;
import mkrun.testing.Needs;
import mkrun.testing.RealApk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random worlds over all of Alpine 3.19, main and community, solved by us and by Alpine's own apk. */
class FullIndexAgainstApkTest {
    private static final int WORLDS = Integer.getInteger("mkrun.worlds", 300);
    private static final long SEED = Long.getLong("mkrun.seed", 319L);
    private static final Pattern INSTALLING = Pattern.compile("\\(\\d+/\\d+\\) Installing (\\S+) \\((\\S+)\\)");
    private static final List<String> POPULAR = List.of(
            "nginx",
            "php83-fpm",
            "openssh",
            "alpine-base",
            "openrc",
            "chrony",
            "bash",
            "docs",
            "python3",
            "gnome-shell",
            "xfce4",
            "samba",
            "docker",
            "postgresql16",
            "nodejs",
            "git",
            "vim",
            "mandoc",
            "bash-completion",
            "dbus",
            "eudev",
            "networkmanager",
            "pulseaudio",
            "pipewire",
            "firefox",
            "rust",
            "cmake",
            "openjdk17");

    @TempDir
    Path folder;

    private final List<PackageRecord> packages = new ArrayList<>();

    private record Answer(String world, Optional<List<String>> ours, boolean refused, List<String> theirs) {
        boolean agrees() {
            return refused
                    ? ours.isEmpty()
                    : ours.isPresent() && new TreeSet<>(ours.get()).equals(new TreeSet<>(theirs));
        }
    }

    @Test
    void theSamePackagesOrBothRefuse() throws Exception {
        Needs.alpine();
        try (RealApk apk = RealApk.in(folder)) {
            List<Catalog.Source> sources = new ArrayList<>();
            Keys keys = Keys.folder(Needs.alpine().resolve("keys"));
            for (String name : List.of("main", "community")) {
                Path index = Needs.alpine().resolve("index/v3.19/" + name + "/x86_64/APKINDEX.tar.gz");
                Path copy = Files.createDirectories(folder.resolve(name + "/x86_64"));
                Files.copy(index, copy.resolve("APKINDEX.tar.gz"));
                sources.add(new Catalog.Source(ApkIndex.read(Files.readAllBytes(index), name, name, keys), ""));
            }
            sources.forEach(s -> packages.addAll(s.index().packages()));
            apk.run(List.of("--initdb", "--root", "/r", "--arch", "x86_64", "--no-network", "add"));
            List<Answer> answers = answers(apk, sources);
            List<String> different = answers.stream()
                    .filter(a -> !a.agrees())
                    .map(FullIndexAgainstApkTest::difference)
                    .toList();
            assertThat(different).as("seed " + SEED).isEmpty();
            assertThat(answers.stream().filter(Answer::refused).count()).isBetween(WORLDS / 20L, WORLDS * 3 / 4L);
        }
    }

    private List<Answer> answers(RealApk apk, List<Catalog.Source> sources) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Answer>> asked = new ArrayList<>();
            Random random = new Random(SEED);
            for (int i = 0; i < WORLDS; i++) {
                String world = world(random);
                asked.add(threads.submit(() -> answer(world, apk, sources)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> one : asked) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Answer answer(String world, RealApk apk, List<Catalog.Source> sources) throws Exception {
        List<String> words = new ArrayList<>(List.of("add"));
        words.addAll(List.of(world.split(" ")));
        String output = apk.simulate(List.of("/community", "/main"), words).output();
        List<String> theirs = INSTALLING
                .matcher(output)
                .results()
                .map(r -> r.group(1) + "-" + r.group(2))
                .toList();
        return new Answer(world, ours(world, sources), output.contains("ERROR:"), theirs);
    }

    private static Optional<List<String>> ours(String world, List<Catalog.Source> sources) throws AlpineException {
        List<Wish> wishes = new ArrayList<>();
        for (String wish : world.split(" ")) {
            wishes.add(Wish.parse(wish, ""));
        }
        try {
            return Optional.of(Solver.solve(Request.add(wishes), Catalog.of(sources)).packages().stream()
                    .map(PackageRecord::id)
                    .toList());
        } catch (UnsatisfiableException e) {
            return Optional.empty();
        }
    }

    private static String difference(Answer answer) {
        TreeSet<String> more = new TreeSet<>(answer.ours.orElse(List.of()));
        TreeSet<String> less = new TreeSet<>(answer.theirs);
        more.removeAll(answer.theirs);
        less.removeAll(answer.ours.orElse(List.of()));
        return "world " + answer.world + ": "
                + (answer.refused ? "apk refuses" : answer.ours.isEmpty() ? "we refuse" : "")
                + (answer.refused || answer.ours.isEmpty() ? "" : " only we " + more + " only apk " + less);
    }

    /** 1 to 12 names, one world in three with constraints, names that exclude each other or are not there among them. */
    private String world(Random random) {
        TreeMap<String, String> world = new TreeMap<>(); // apk takes only the last wish of a name
        boolean constraints = random.nextInt(3) == 0;
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            PackageRecord record = packages.get(random.nextInt(packages.size()));
            String name = random.nextInt(4) == 0 ? POPULAR.get(random.nextInt(POPULAR.size())) : record.name();
            world.put(name, constraints && name.equals(record.name()) ? constrained(record, random) : name);
        }
        return String.join(" ", world.values());
    }

    private static String constrained(PackageRecord record, Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> record.name() + "=" + record.version();
            case 1 -> record.name() + ">=" + record.version();
            case 2 -> record.name() + "~" + record.version().split("[._-]")[0];
            case 3 -> record.name() + "<" + record.version();
            case 4 -> "!" + record.name();
            case 5 -> record.name() + "<=" + record.version();
            case 6 ->
                record.provides().isEmpty()
                        ? record.name()
                        : record.provides().get(0).name();
            case 7 -> record.name() + "-that-is-not-there";
            default -> record.name();
        };
    }
}
