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
import java.util.stream.Collectors;
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

/**
 * Random worlds over all of Alpine 3.19, main and community, solved by us and by Alpine's own apk. What apk said of the
 * default worlds is on record, made by {@code -Dmkrun.record=true}; it is asked again for one in ten, for worlds that are not
 * on record, and where we differ.
 */
class FullIndexAgainstApkTest {
    private static final int WORLDS = Integer.getInteger("mkrun.worlds", 200);
    private static final long SEED = Long.getLong("mkrun.seed", 319L);
    private static final boolean RECORD = Boolean.getBoolean("mkrun.record");
    private static final int ASKED_AGAIN = 10;
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

    private static Path record() {
        return Needs.projectRoot().resolve("runner/src/test/resources/mkrun/alpine/solver/apk-answers-3.19.tsv");
    }

    /**
     * Two answers to a world.
     *
     * @param ours the packages; empty if we refuse
     * @param theirs what apk said, on record or now
     * @param difference what an apk that was asked now says else than we do; empty if nothing, or if it was not asked
     */
    private record Answer(String world, Optional<List<String>> ours, String theirs, String difference) {
        static String of(Optional<List<String>> packages) {
            return RecordedAnswers.of(packages.isEmpty(), packages.orElse(List.of()));
        }

        boolean agrees() {
            return of(ours).equals(theirs);
        }

        boolean refused() {
            return theirs.equals(of(Optional.empty()));
        }
    }

    @Test
    void theSamePackagesOrBothRefuse() throws Exception {
        Needs.alpine();
        try (RealApk apk = RealApk.in(folder)) {
            List<Catalog.Source> sources = new ArrayList<>();
            List<byte[]> indexes = new ArrayList<>();
            Keys keys = Keys.folder(Needs.alpine().resolve("keys"));
            for (String name : List.of("main", "community")) {
                Path index = Needs.alpine().resolve("index/v3.19/" + name + "/x86_64/APKINDEX.tar.gz");
                Path copy = Files.createDirectories(folder.resolve(name + "/x86_64"));
                Files.copy(index, copy.resolve("APKINDEX.tar.gz"));
                indexes.add(Files.readAllBytes(index));
                sources.add(new Catalog.Source(ApkIndex.read(Files.readAllBytes(index), name, name, keys), ""));
            }
            sources.forEach(s -> packages.addAll(s.index().packages()));
            apk.run(List.of("--initdb", "--root", "/r", "--arch", "x86_64", "--no-network", "add"));
            RecordedAnswers recorded = RecordedAnswers.of(record(), indexes);
            List<Answer> answers = answers(apk, sources, recorded);
            if (RECORD) {
                recorded.write(answers.stream().collect(Collectors.toMap(Answer::world, Answer::theirs, (a, b) -> a)));
            }
            assertThat(answers.stream().filter(a -> !a.agrees()).map(a -> "world " + a.world + ": " + a.difference))
                    .as("seed " + SEED)
                    .isEmpty();
            assertThat(answers.stream().filter(Answer::refused).count()).isBetween(WORLDS / 20L, WORLDS * 3 / 4L);
        }
    }

    private List<Answer> answers(RealApk apk, List<Catalog.Source> sources, RecordedAnswers recorded) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Answer>> asked = new ArrayList<>();
            Random random = new Random(SEED);
            for (int i = 0; i < WORLDS; i++) {
                String world = world(random);
                boolean again = RECORD || i % ASKED_AGAIN == 0;
                Optional<String> known = again ? Optional.empty() : recorded.to(world);
                asked.add(threads.submit(() -> answer(world, known, apk, sources)));
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

    private static Answer answer(String world, Optional<String> known, RealApk apk, List<Catalog.Source> sources)
            throws Exception {
        Optional<List<String>> ours = ours(world, sources);
        if (known.isPresent() && known.get().equals(Answer.of(ours))) {
            return new Answer(world, ours, known.get(), "");
        }
        Optional<List<String>> theirs = theirs(world, apk);
        return new Answer(world, ours, known.orElse(Answer.of(theirs)), difference(ours, theirs));
    }

    private static Optional<List<String>> theirs(String world, RealApk apk) throws Exception {
        List<String> words = new ArrayList<>(List.of("add"));
        words.addAll(List.of(world.split(" ")));
        String output = apk.simulate(List.of("/community", "/main"), words).output();
        if (output.contains("ERROR:")) {
            return Optional.empty();
        }
        return Optional.of(INSTALLING
                .matcher(output)
                .results()
                .map(r -> r.group(1) + "-" + r.group(2))
                .toList());
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

    private static String difference(Optional<List<String>> ours, Optional<List<String>> theirs) {
        if (ours.isEmpty() || theirs.isEmpty()) {
            return (ours.isEmpty() ? "we refuse, " : "we take it, ")
                    + (theirs.isEmpty() ? "apk refuses" : "apk takes it");
        }
        TreeSet<String> more = new TreeSet<>(ours.get());
        TreeSet<String> less = new TreeSet<>(theirs.get());
        theirs.get().forEach(more::remove);
        ours.get().forEach(less::remove);
        return more.isEmpty() && less.isEmpty()
                ? "apk says now what we say: what is on record is wrong"
                : "only we " + more + " only apk " + less;
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
