package mkrun.alpine.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Digests;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.Semantics;
import mkrun.alpine.UnsatisfiableException;
import mkrun.alpine.Wish;
import mkrun.alpine.index.ApkIndex;

/** Small worlds, solved. A line is a package: name, version, then D: p: i: k: fields as in an index. */
final class Worlds {
    private Worlds() {}

    static Catalog catalog(String... packages) throws AlpineException {
        List<ApkIndex> indexes = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (String line : packages) {
            if (line.equals("--- next repository")) {
                String text = text(number, lines.toArray(String[]::new));
                indexes.add(ApkIndex.parse(text, "repository " + indexes.size(), ""));
                number += lines.size();
                lines.clear();
            } else {
                lines.add(line);
            }
        }
        String text = text(number, lines.toArray(String[]::new));
        indexes.add(ApkIndex.parse(text, "repository " + indexes.size(), ""));
        return Catalog.of(indexes.stream().map(i -> new Catalog.Source(i, "")).toList());
    }

    /** The text of an index; equal numbers make equal checksums. */
    private static String text(int numbered, String... packages) {
        StringBuilder text = new StringBuilder();
        int number = numbered;
        for (String line : packages) {
            String[] words = line.strip().split("\\s+", 3);
            text.append("C:").append(Digests.identity(("" + (100 + ++number)).getBytes(), 0, 3));
            text.append("\nP:").append(words[0]).append("\nV:").append(words[1]).append("\nS:1\nI:1\n");
            if (words.length > 2) {
                text.append(words[2].replaceAll("\\s+(?=[Dpik]:)", "\n")).append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }

    static Resolution solve(String world, Catalog catalog) throws AlpineException {
        return solve(world, catalog, Semantics.APK_2);
    }

    private static Resolution solve(String world, Catalog catalog, Semantics semantics) throws AlpineException {
        return Solver.solve(Request.add(wishes(world, "")).by(semantics), catalog);
    }

    private static List<Wish> wishes(String world, String origin) throws AlpineException {
        List<Wish> wishes = new ArrayList<>();
        for (String wish : world.split(" ")) {
            wishes.add(Wish.parse(wish, origin));
        }
        return wishes;
    }

    private static String ids(Resolution resolution) {
        return String.join(
                " ", resolution.packages().stream().map(PackageRecord::id).toList());
    }

    /** What apk 2 installs for a world, in its order. */
    static String install(String world, String... packages) throws AlpineException {
        return ids(solve(world, catalog(packages)));
    }

    /** What apk 3 installs for it. */
    static String installByApk3(String world, String... packages) throws AlpineException {
        return ids(solve(world, catalog(packages), Semantics.APK_3));
    }

    /** What is installed where a second repository, {@code @edge}, has the packages between the bars. */
    static String installTagged(String world, String tagged, String... packages) throws AlpineException {
        ApkIndex plain = ApkIndex.parse(text(0, packages), "plain", "");
        ApkIndex other = ApkIndex.parse(text(50, tagged.split(" \\| ")), "tagged", "");
        List<Catalog.Source> sources = List.of(new Catalog.Source(plain, ""), new Catalog.Source(other, "edge"));
        List<Wish> wishes = wishes(world, "role web, roles/web/tasks/rootfs.groovy:3");
        return ids(Solver.solve(Request.add(wishes), Catalog.of(sources)));
    }

    /** Holds what is said of a world that cannot be against a message, but for the ways that lead there. */
    static void refuses(String world, String message, String... packages) {
        assertThatThrownBy(() -> install(world, packages))
                .isInstanceOf(UnsatisfiableException.class)
                .satisfies(e -> assertThat(e.getMessage().replaceFirst("(?s)\\n  because of:.*", ""))
                        .isEqualTo("unable to select packages:\n" + message.stripTrailing()));
    }
}
