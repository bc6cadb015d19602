package mkrun.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * A command line that was run in this JVM.
 *
 * @param code its exit code
 */
record Typed(int code, String out, String err) {
    /**
     * @param state for {@code MKRUN_STATE}
     */
    static Typed run(Path state, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("MKRUN_STATE", state.toString()),
                arguments);
        return new Typed(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The line of standard output that begins like this. */
    String line(String start) {
        return out.lines()
                .filter(l -> l.startsWith(start))
                .findFirst()
                .orElse("no line '" + start + "' in:\n" + out + err);
    }
}
