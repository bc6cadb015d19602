package mkrun.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the word that was probably meant. */
public final class DidYouMean {
    private DidYouMean() {}

    /** {@code did you mean 'x'?}, or empty if nothing is near enough. */
    public static String hint(String written, Collection<String> known) {
        return nearest(written, known)
                .map(word -> "did you mean '" + word + "'?")
                .orElse("");
    }

    /** The nearest word, at most a third of its letters away. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        String lower = written.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT))
                        <= Math.max(1, Math.max(written.length(), word.length()) / 3))
                .min(Comparator.comparingInt((String word) -> distance(lower, word.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * The first path that was probably meant, each of its words near enough: as long paths begin alike, too many would be near
     * each other as a whole.
     */
    public static Optional<String> nearestPath(String written, Collection<String> known) {
        return known.stream()
                .filter(path -> near(List.of(written.split("/")), List.of(path.split("/"))))
                .findFirst();
    }

    private static boolean near(List<String> words, List<String> known) {
        return words.size() == known.size()
                && IntStream.range(0, words.size()).allMatch(i -> nearest(words.get(i), List.of(known.get(i)))
                        .isPresent());
    }

    /** Damerau's distance: letters added, left out, replaced, or two neighbours swapped. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, d, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int[][] d, int i, int j) {
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
