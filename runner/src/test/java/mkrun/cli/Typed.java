package mkrun.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
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
        return run(InputStream.nullInputStream(), Map.of("MKRUN_STATE", state.toString()), arguments);
    }

    /**
     * With a human at the keyboard.
     *
     * @param keyboard what is typed
     */
    static Typed typing(InputStream keyboard, Path state, String... arguments) {
        return run(keyboard, Map.of("MKRUN_STATE", state.toString(), "MKRUN_KEYBOARD", "yes"), arguments);
    }

    private static Typed run(InputStream keyboard, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                keyboard,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
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
