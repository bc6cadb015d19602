package mkrun.cli;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program. */
public final class Main {
    /** Answered without picocli, which looks for Groovy when it starts and so loads half of it. */
    private static final Set<String> VERSION = Set.of("--version", "-V", "version");

    private static final Set<String> WITHOUT_ROUTERS = Set.of("build", "lock", "vendor");

    private Main() {}

    /** Runs a command line and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        StandardOutput out = new StandardOutput();
        int code = run(System.in, out.stream(), System.err, System.getenv(), arguments);
        System.exit(out.end(code, System.err));
    }

    /** Runs a command line that nobody can be asked about. */
    public static int run(PrintStream out, PrintStream err, Map<String, String> environment, String... arguments) {
        return run(InputStream.nullInputStream(), out, err, environment, arguments);
    }

    /**
     * Runs a command line; never ends the JVM.
     *
     * @param in what a human types
     * @param out what the command is for: lines of a run, images, lists
     * @param err everything else: problems, progress of builds
     * @param environment environment variables by name
     * @return the exit code, see {@code mkrun --help}
     */
    public static int run(
            InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, String... arguments) {
        if (arguments.length == 1 && VERSION.contains(arguments[0])) {
            VersionProvider.lines().forEach(out::println);
            return ExitCode.OK.code();
        }
        if (Commands.isPlaybook(Arrays.asList(arguments))) {
            Preload.begin(!WITHOUT_ROUTERS.contains(arguments[0])); // picocli takes its time too
        }
        System.setProperty("picocli.disable.closures", "true"); // else it starts Groovy to ask for its closures
        System.setProperty(
                "picocli.converters.excludes", "java\\.(time|sql)\\..*"); // no option is one; 10 ms of each run
        Console console = new Console(in, out, err, environment);
        CommandLine commandLine = new CommandLine(new MkrunCommand(console), new CommandFactory(console));
        Commands.add(commandLine, arguments);
        // From here on, since they count for the commands that are there.
        commandLine
                .setOut(writer(out))
                .setErr(writer(err))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setExpandAtFiles(false) // @FILE is what --limit and -e read, and @NAME an owner
                .setAbbreviatedOptionsAllowed(false)
                .setAllowSubcommandsAsOptionParameters(true) // -i inventory
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::misused)
                .setExecutionExceptionHandler((error, line, parsed) -> console.report(error));
        return commandLine.execute(arguments);
    }

    private static int misused(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        boolean suggested = false;
        Optional<String> instead = error instanceof UnmatchedArgumentException unmatched
                ? ForeignOptions.instead(unmatched.getUnmatched())
                : Optional.empty();
        if (instead.isPresent()) {
            err.println("mkrun: " + error.getMessage());
            err.println(instead.get());
            suggested = true;
        } else if (arguments.length > 0 && !arguments[0].startsWith("-") && Commands.isUnknown(arguments[0])) {
            err.println("mkrun: " + Commands.unknown(arguments[0]));
        } else {
            err.println("mkrun: " + error.getMessage());
            suggested = UnmatchedArgumentException.printSuggestions(error, err);
        }
        if (!suggested) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        err.flush();
        return ExitCode.USAGE.code();
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
