package mkrun.alpine.solver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.alpine.Digests;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Provide;

/** A made-up index with every kind of relation in it, the same one for the same seed. */
final class RandomIndex {
    private static final int NAMES = 10;
    private static final int VIRTUALS = 4;
    private static final List<String> OPERATORS = List.of("<", "<=", "=", "~", ">=", ">");

    private final Random random;
    private final boolean rules;

    RandomIndex(long seed, boolean rules) {
        this.random = new Random(seed);
        this.rules = rules;
    }

    List<PackageRecord> packages() throws AlpineException {
        List<PackageRecord> packages = new ArrayList<>();
        for (int name = 0; name < NAMES; name++) {
            int versions = 1 + random.nextInt(3);
            for (int version = 1; version <= versions; version++) {
                packages.add(record(name, version));
            }
        }
        return packages;
    }

    String world() {
        TreeMap<String, String> world = new TreeMap<>(); // apk takes only the last wish of a name
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            String wish = random.nextInt(8) == 0 ? virtual() : wish(NAMES);
            world.put(wish.substring(0, 2), wish);
        }
        return String.join(" ", world.values());
    }

    private PackageRecord record(int name, int version) throws AlpineException {
        List<Dependency> depends = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0 && name > 0; i--) {
            String target = random.nextInt(4) == 0 ? virtual() : wish(name);
            depends.add(Dependency.parse((random.nextInt(8) == 0 ? "!" : "") + target));
        }
        List<Provide> provides = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            String offered = "v" + random.nextInt(VIRTUALS);
            provides.add(new Provide(offered, random.nextBoolean() ? "" : Integer.toString(1 + random.nextInt(3))));
        }
        List<Dependency> installIf = new ArrayList<>();
        if (rules && random.nextInt(6) == 0) {
            installIf.add(Dependency.on("n" + random.nextInt(NAMES)));
            installIf.add(Dependency.on("n" + random.nextInt(NAMES)));
        }
        byte[] id = ("n" + name + "-" + version).getBytes(StandardCharsets.UTF_8);
        int priority = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 0;
        return new PackageRecord(
                Digests.identity(id, 0, id.length),
                "n" + name,
                Integer.toString(version),
                "x86_64",
                1000,
                1000,
                "made up",
                "",
                "",
                "",
                "",
                0,
                "",
                priority,
                depends,
                provides,
                installIf);
    }

    private String wish(int below) {
        String name = "n" + random.nextInt(below);
        return random.nextInt(3) > 0
                ? name
                : name + OPERATORS.get(random.nextInt(OPERATORS.size())) + (1 + random.nextInt(3));
    }

    private String virtual() {
        return "v" + random.nextInt(VIRTUALS) + (random.nextInt(3) > 0 ? "" : ">=" + (1 + random.nextInt(3)));
    }
}
