package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code /import}: runs a file as a script. In verbose mode it is read piece by piece, each shown before it runs, so that
 * local variables do not live beyond their piece; {@code dry-run} then only says what cannot be read.
 */
final class ImportCommand {
    private static final String ERROR = "Script Error: ";

    private static final String END = "\r\n";

    private final Env env;
    private final String[] lines;
    private boolean printed;

    private ImportCommand(String text, Env env) {
        this.env = env;
        this.lines = TextCommands.lf(text).split("\n", -1);
    }

    static Value run(Arguments arguments, Env env) throws RouterError {
        String name = arguments.required("file-name", env).text();
        boolean verbose = yes(arguments, env);
        boolean dry = arguments.flags().contains("dry-run");
        if (!verbose && (dry || arguments.has("from-line"))) {
            throw RouterError.complete("dry-run and from-line need verbose=yes");
        }
        String text = env.session()
                .interpreter()
                .script(Bytes.text(name))
                .orElseThrow(() -> RouterError.of("Cannot open import file, file does not exist"));
        ImportCommand command = new ImportCommand(text, env);
        long from = arguments.has("from-line") ? Arithmetic.number(arguments.eval("from-line", env)) : 1;
        if (dry) {
            command.readOnly(from);
        } else if (verbose) {
            command.piecewise(from);
        } else {
            command.whole(text);
        }
        return Value.NOTHING;
    }

    private static boolean yes(Arguments arguments, Env env) throws RouterError {
        String value = arguments.has("verbose") ? arguments.eval("verbose", env).text() : "no";
        return switch (value) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw Refusals.invalid("verbose");
        };
    }

    private void whole(String text) throws RouterError {
        try {
            run(env.session().parseScript(text));
        } catch (RouterError e) {
            throw RouterError.of(ERROR + Bytes.of(e.text()));
        }
        success();
    }

    private void run(Script script) throws RouterError {
        boolean within = env.session().importing(true);
        try {
            script.block().run(env.printingTo(this::print));
        } finally {
            env.session().importing(within);
        }
    }

    private void print(String text) {
        printed |= !text.isEmpty();
        env.print(text);
    }

    private void success() {
        env.print((printed ? "" : END) + "Script file loaded and executed successfully" + END);
    }

    private void piecewise(long from) throws RouterError {
        String menu = "/";
        for (Piece piece : pieces(from)) {
            show(piece);
            try {
                Script script = piece.parse(env, menu);
                menu = script.menu();
                run(script);
            } catch (RouterError e) {
                throw RouterError.of(ERROR + Bytes.of(e.text()));
            }
        }
        success();
    }

    private void readOnly(long from) throws RouterError {
        int errors = 0;
        boolean skipping = false;
        String menu = "/";
        for (Piece piece : pieces(from)) {
            if (skipping) {
                skipping = false;
                continue;
            }
            show(piece);
            try {
                menu = piece.parse(env, menu).menu();
            } catch (RouterError e) {
                errors++;
                skipping = piece.endsTooEarly(e);
                print(Bytes.of(e.text()) + END);
            }
        }
        if (errors > 0) {
            throw RouterError.complete(ERROR + "found " + errors + " error(s) in import file");
        }
        env.print("No syntax errors found in the import file" + END);
    }

    private void show(Piece piece) {
        print("#line " + (piece.start() + 1) + END + String.join(END, piece.lines()) + END);
    }

    /** A command with all its lines, the first of them counted from 0. */
    private record Piece(int start, List<String> lines) {
        /** Parses it so that errors name the lines of the file. */
        Script parse(Env env, String menu) throws RouterError {
            return env.session().parseScript("\n".repeat(start) + String.join("\n", lines) + "\n", menu);
        }

        /** Whether the end of its last line was the error: routers go on behind the next line's end, then. */
        boolean endsTooEarly(RouterError error) {
            int column = lines.get(lines.size() - 1).length() + 1;
            return error.text().equals("syntax error (line " + (start + lines.size()) + " column " + column + ")");
        }
    }

    /** Takes lines together as long as a block is open or the line goes on; leaves out comments and empty lines. */
    private List<Piece> pieces(long from) {
        List<Piece> pieces = new ArrayList<>();
        int at = (int) Math.max(0, Math.min(from - 1, lines.length));
        while (at < lines.length) {
            int end = at + 1;
            if (!lines[at].isBlank() && !lines[at].strip().startsWith("#")) {
                while (end < lines.length && goesOn(at, end)) {
                    end++;
                }
                pieces.add(new Piece(at, List.of(lines).subList(at, end)));
            }
            at = end;
        }
        return pieces;
    }

    private boolean goesOn(int start, int end) {
        return lines[end - 1].endsWith("\\") || openBraces(List.of(lines).subList(start, end)) > 0;
    }

    private static int openBraces(List<String> piece) {
        int open = 0;
        boolean quoted = false;
        for (String line : piece) {
            for (int i = 0; i < line.length() && !line.strip().startsWith("#"); i++) {
                char c = line.charAt(i);
                quoted ^= c == '"';
                open += quoted ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
                i += c == '\\' ? 1 : 0;
            }
        }
        return open;
    }
}
