package mkrun.alpine.install;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import mkrun.alpine.install.Installer.Removed;
import mkrun.testing.AlpinePackages;
import mkrun.testing.MadePackage;
import mkrun.testing.RealApk;

/**
 * A seeded sequence of additions, upgrades, downgrades and removals of made-up packages that want the same paths, with
 * changes by hand in between.
 */
final class RandomChanges {
    private static final List<String> NAMES = List.of("p-a", "p-b", "p-c", "p-d");
    private static final List<String> FOLDERS =
            List.of("etc", "etc/conf", "etc/init.d", "opt", "opt/a", "opt/a/b", "srv");
    private static final int[] MODES = {0755, 0755, 0750, 0700, 02775};

    private final Random random;
    private final RootPair roots;
    private final Set<String> there = new LinkedHashSet<>();

    RandomChanges(long seed, RealApk apk, AlpinePackages real) throws Exception {
        this.random = new Random(seed);
        List<MadePackage> made = new ArrayList<>();
        for (String name : NAMES) {
            for (int version = 1; version <= 3; version++) {
                made.add(made(name, version + "-r0"));
            }
        }
        this.roots = new RootPair(apk, "seed-" + seed, real, made);
    }

    private MadePackage made(String name, String version) throws Exception {
        String[] others = NAMES.stream().filter(n -> !n.equals(name)).toArray(String[]::new);
        MadePackage made = MadePackage.named(name).version(version).replaces(random.nextInt(3), others);
        Set<String> brought = new LinkedHashSet<>();
        for (String folder : FOLDERS) {
            String parent = folder.contains("/") ? folder.substring(0, folder.lastIndexOf('/')) : "";
            boolean hasParent = parent.isEmpty() || brought.contains(parent);
            if (!hasParent || random.nextInt(4) == 0) {
                continue;
            }
            brought.add(folder);
            String owner = random.nextInt(5) == 0 ? "stranger" : "root";
            made.directory(folder, MODES[random.nextInt(MODES.length)], owner, "root");
            files(made, folder, name);
        }
        return made;
    }

    private void files(MadePackage made, String folder, String name) {
        String own = folder + "/" + name; // no other package has it, so that links to it can always be made
        made.file(own, random.nextBoolean() ? 0644 : 04711, "root", "root", "text " + random.nextInt(3));
        for (int i = 0; i < 4; i++) {
            String path = folder + "/f" + i;
            switch (random.nextInt(7)) {
                case 0, 1, 2 -> made.file(path, 0640, "root", "root", "text " + random.nextInt(3));
                case 3 -> made.symlink(path, "target-" + random.nextInt(2));
                case 4 -> made.hardLink(path, 0644, "root", "root", own);
                default -> {
                    // no file of that name
                }
            }
        }
    }

    void run(int steps) throws Exception {
        for (int i = 0; i < steps; i++) {
            step();
            for (int j = random.nextInt(4); j > 0; j--) {
                changeByHand();
            }
        }
    }

    private void step() throws Exception {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        if (there.contains(name) && random.nextInt(3) == 0) {
            boolean purge = random.nextInt(4) == 0;
            there.remove(name);
            if (purge) {
                roots.run(Removed.PURGE, "del", "--purge", name);
            } else {
                roots.run(Removed.KEEP_CHANGED, "del", name);
            }
        } else {
            there.add(name);
            roots.run(Removed.KEEP_CHANGED, "add", name + "=" + (1 + random.nextInt(3)) + "-r0");
        }
    }

    private void changeByHand() throws Exception {
        String folder = FOLDERS.get(random.nextInt(FOLDERS.size()));
        if (roots.tree().stat(folder).isEmpty()) {
            return;
        }
        String path = folder + "/f" + random.nextInt(4);
        boolean exists = roots.tree().stat(path).isPresent();
        switch (random.nextInt(4)) {
            case 0 -> roots.mode(folder, MODES[random.nextInt(MODES.length)]);
            case 1 -> {
                if (exists) {
                    roots.delete(path);
                }
            }
            default -> {
                if (!exists || roots.tree().stat(path).orElseThrow().isFile()) {
                    roots.write(path, "text " + random.nextInt(3));
                }
            }
        }
    }
}
