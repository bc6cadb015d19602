package mkrun.target;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The shortest way from one list of lines to another: Myers' greedy algorithm ("An O(ND) Difference Algorithm", 1986). */
final class LineEdits {
    /** Texts that differ in more lines than this are shown as replaced; bounds time and memory. */
    private static final int MAX_DISTANCE = 2_000;

    /**
     * One line of the way.
     *
     * @param sign {@code ' '} kept, {@code '-'} removed, {@code '+'} added
     * @param before index in the old list at which this happens
     * @param after index in the new list at which this happens
     */
    record Edit(char sign, String line, int before, int after) {}

    private final List<String> a;
    private final List<String> b;

    private LineEdits(List<String> a, List<String> b) {
        this.a = a;
        this.b = b;
    }

    static List<Edit> between(List<String> before, List<String> after) {
        return new LineEdits(before, after).edits();
    }

    private List<Edit> edits() {
        List<int[]> trace = trace();
        List<Edit> edits = new ArrayList<>();
        int x = a.size();
        int y = b.size();
        if (trace.isEmpty()) {
            return replaced();
        }
        for (int d = trace.size() - 1; d > 0; d--) {
            int[] reached = trace.get(d - 1);
            int k = x - y;
            boolean down = isDown(reached, d, k);
            int beforeK = down ? k + 1 : k - 1;
            int beforeX = reached[beforeK + d];
            int beforeY = beforeX - beforeK;
            while (x > beforeX && y > beforeY) {
                edits.add(new Edit(' ', a.get(--x), x, --y));
            }
            if (down) {
                edits.add(new Edit('+', b.get(--y), x, y));
            } else {
                edits.add(new Edit('-', a.get(--x), x, y));
            }
        }
        while (x > 0) {
            edits.add(new Edit(' ', a.get(--x), x, --y));
        }
        Collections.reverse(edits);
        return edits;
    }

    /** For each distance d the furthest x on each diagonal k, at index k + d + 1; empty if the texts are too far apart. */
    private List<int[]> trace() {
        List<int[]> trace = new ArrayList<>();
        int[] before = new int[3];
        for (int d = 0; d <= Math.min(a.size() + b.size(), MAX_DISTANCE); d++) {
            int[] reached = new int[2 * d + 3];
            for (int k = -d; k <= d; k += 2) {
                int x = d == 0 ? 0 : isDown(before, d, k) ? before[k + 1 + d] : before[k - 1 + d] + 1;
                while (x < a.size() && x - k < b.size() && a.get(x).equals(b.get(x - k))) {
                    x++;
                }
                reached[k + d + 1] = x;
                if (x >= a.size() && x - k >= b.size()) {
                    trace.add(reached);
                    return trace;
                }
            }
            trace.add(reached);
            before = reached;
        }
        return List.of();
    }

    /** Whether the furthest way to diagonal k with d edits ends with an added line; {@code reached} is that of d - 1. */
    private static boolean isDown(int[] reached, int d, int k) {
        return k == -d || k != d && reached[k - 1 + d] < reached[k + 1 + d];
    }

    private List<Edit> replaced() {
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            edits.add(new Edit('-', a.get(i), i, 0));
        }
        for (int i = 0; i < b.size(); i++) {
            edits.add(new Edit('+', b.get(i), a.size(), i));
        }
        return edits;
    }
}
