package mkrun.target;

import java.util.ArrayList;
import java.util.List;

/** Unified diffs of texts, as {@code diff -u} writes them, with three lines of context. */
public final class TextDiff {
    private static final int CONTEXT = 3;
    private static final String NO_NEWLINE = "\\ No newline at end of file";

    private TextDiff() {}

    /**
     * The lines of the diff, headers first; empty if the texts are equal.
     *
     * @param from name in the {@code ---} line, {@code /dev/null} for a new file
     * @param to name in the {@code +++} line
     */
    public static List<String> unified(String from, String to, String before, String after) {
        List<String> a = split(before);
        List<String> b = split(after);
        List<LineEdits.Edit> edits = LineEdits.between(a, b);
        List<String> out = new ArrayList<>();
        int start = firstChange(edits, 0);
        while (start < edits.size()) {
            int end = hunkEnd(edits, start);
            hunk(out, edits.subList(Math.max(0, start - CONTEXT), Math.min(edits.size(), end + CONTEXT)));
            start = firstChange(edits, end);
        }
        if (!out.isEmpty()) {
            out.addAll(0, List.of("--- " + from, "+++ " + to));
        }
        return out;
    }

    /** Lines with their line ends, so that a missing last one makes a line different. */
    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    private static int firstChange(List<LineEdits.Edit> edits, int from) {
        int i = from;
        while (i < edits.size() && edits.get(i).sign() == ' ') {
            i++;
        }
        return i;
    }

    /** The index after the last change that belongs to the hunk: changes up to twice the context apart share one. */
    private static int hunkEnd(List<LineEdits.Edit> edits, int start) {
        int end = start;
        for (int i = start; i < edits.size() && i - end <= 2 * CONTEXT; i++) {
            if (edits.get(i).sign() != ' ') {
                end = i + 1;
            }
        }
        return end;
    }

    private static void hunk(List<String> out, List<LineEdits.Edit> edits) {
        long removed = edits.stream().filter(e -> e.sign() != '+').count();
        long added = edits.stream().filter(e -> e.sign() != '-').count();
        LineEdits.Edit first = edits.get(0);
        out.add("@@ -" + range(first.before(), removed) + " +" + range(first.after(), added) + " @@");
        for (LineEdits.Edit edit : edits) {
            String line = edit.line();
            boolean complete = line.endsWith("\n");
            out.add(edit.sign() + (complete ? line.substring(0, line.length() - 1) : line));
            if (!complete) {
                out.add(NO_NEWLINE);
            }
        }
    }

    /** {@code start,count} as diff prints it: from 1, the line before an empty range, no count if it is one. */
    private static String range(int index, long count) {
        long start = count == 0 ? index : index + 1;
        return count == 1 ? Long.toString(start) : start + "," + count;
    }
}
