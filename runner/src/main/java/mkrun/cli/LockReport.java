package mkrun.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mkrun.alpine.lock.LockChange;
import mkrun.alpine.lock.LockFile;
import mkrun.alpine.lock.LockedImage;

/** Tells what differs between two locks. */
final class LockReport {
    private static final List<String> HEAD = List.of("IMAGE", "ARCH", "PACKAGE", "OLD", "NEW", "WHY");
    private static final String NOTHING = "-";

    private final PrintStream out;

    LockReport(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints a table of packages, a line for each image that is new in the lock or gone from it, and the totals.
     *
     * @return whether anything differs but the state of the repositories
     */
    boolean print(LockFile before, LockFile after, Path file, boolean check) {
        List<LockChange> changes = new ArrayList<>();
        boolean other = before.images().size() != after.images().size();
        for (LockedImage image : after.images()) {
            Optional<LockedImage> old = before.find(image.image(), image.arch());
            old.ifPresent(o -> changes.addAll(LockChange.between(o, image)));
            other |= old.isEmpty() || !old.get().hasSamePackages(image);
        }
        if (!changes.isEmpty()) {
            table(changes);
        }
        images(before, after, "newly locked");
        images(after, before, "no longer locked");
        totals(changes, after, file, check, other);
        return other;
    }

    private void table(List<LockChange> changes) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        for (LockChange c : changes) {
            rows.add(List.of(c.image(), c.arch(), c.name(), orNothing(c.before()), orNothing(c.after()), c.why()));
        }
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length - 1; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.println(line.append(row.get(widths.length - 1)));
        }
    }

    private static String orNothing(String version) {
        return version.isEmpty() ? NOTHING : version;
    }

    private void images(LockFile one, LockFile other, String what) {
        for (LockedImage image : other.images()) {
            if (one.find(image.image(), image.arch()).isEmpty()) {
                out.println(image.image() + " " + image.arch() + ": "
                        + image.packages().size() + " packages, " + what);
            }
        }
    }

    private void totals(List<LockChange> changes, LockFile lock, Path file, boolean check, boolean other) {
        long added = changes.stream().filter(c -> c.before().isEmpty()).count();
        long removed = changes.stream().filter(c -> c.after().isEmpty()).count();
        long packages =
                lock.images().stream().mapToLong(i -> i.packages().size()).sum();
        out.println((changes.size() - added - removed) + " changed, " + added + " added, " + removed + " removed; "
                + packages + " packages of " + lock.images().size() + " images");
        if (check) {
            out.println(file + (other ? " would be written (--check)" : " is up to date"));
        } else {
            out.println(file + (other ? " is written" : " is up to date"));
        }
    }
}
