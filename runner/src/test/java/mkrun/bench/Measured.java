package mkrun.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mkrun.testing.Needs;

/**
 * A program's cost, all its children's included.
 *
 * @param seconds by the clock
 * @param cpu seconds of processor time
 * @param mebibytes the most memory that one process of it held
 */
record Measured(double seconds, double cpu, double mebibytes) {
    /** Runs a program several times; the run of median time. */
    static Measured of(int runs, Path folder, Map<String, String> environment, List<String> command) throws Exception {
        List<Measured> all = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            all.add(once(folder, environment, command));
        }
        all.sort(Comparator.comparingDouble(Measured::seconds));
        System.err.println(all);
        return all.get(runs / 2);
    }

    private static Measured once(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path told = Files.createTempFile("mkrun-time", "");
        try {
            List<String> timed =
                    new ArrayList<>(List.of(Needs.tool("time").toString(), "-o", told.toString(), "-f", "%e %U %S %M"));
            timed.addAll(command);
            Stopwatch.process(folder, environment, timed);
            String[] words = Files.readString(told).strip().split(" ");
            return new Measured(
                    Double.parseDouble(words[0]),
                    Double.parseDouble(words[1]) + Double.parseDouble(words[2]),
                    Double.parseDouble(words[3]) / 1024);
        } finally {
            Files.delete(told);
        }
    }

    /** A row of a Markdown table: name, seconds, processor time per router, memory, and the ratio to another's seconds. */
    String row(String name, int routers, Measured base) {
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %.0f | %.0f | %.2f |",
                name,
                seconds,
                1000 * cpu / routers,
                mebibytes,
                seconds / base.seconds);
    }
}
