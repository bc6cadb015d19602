package mkrun.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Times whole processes, several runs each, and prints a row per step with the ratio to a chosen one. */
final class Stopwatch {
    private final int runs;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String name, double[] seconds) {
        double median() {
            double[] sorted = seconds.clone();
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
    }

    /** Something to time; what it throws ends the benchmark. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    Stopwatch(int runs) {
        this.runs = runs;
    }

    /** Times a step; {@code before} is done ahead of each run and not timed. */
    void time(String name, Step before, Step step) throws Exception {
        double[] seconds = new double[runs];
        for (int i = 0; i < runs; i++) {
            before.run();
            long start = System.nanoTime();
            step.run();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        rows.add(new Row(name, seconds));
        System.err.printf(Locale.ROOT, "%s: %s%n", name, Arrays.toString(seconds));
    }

    /** Prints a Markdown table: median, least, most, and each median over that of {@code base}. */
    void print(String title, String base) {
        double one = rows.stream()
                .filter(r -> r.name.equals(base))
                .findFirst()
                .orElseThrow()
                .median();
        System.out.printf("%n### %s%n%n", title);
        System.out.printf("| step | median s | least | most | ratio to %s |%n|---|--:|--:|--:|--:|%n", base);
        for (Row row : rows) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.2f | %.2f |%n",
                    row.name,
                    row.median(),
                    Arrays.stream(row.seconds).min().orElse(0),
                    Arrays.stream(row.seconds).max().orElse(0),
                    row.median() / one);
        }
        rows.clear();
    }

    /** Runs a process to its end, its output thrown away. */
    static void process(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + status);
        }
    }
}
