package mkrun.cli;

import picocli.CommandLine.Option;

/** Options of every command that talks to hosts. */
final class SessionArguments {
    @Option(
            names = {"-f", "--forks"},
            paramLabel = "N",
            defaultValue = "20",
            description = "How many hosts to work on at the same time (default: ${DEFAULT-VALUE}).")
    private int forks;

    @Option(
            names = {"-k", "--ask-pass"},
            description = "Ask for the password that hosts without one in the inventory log in with.")
    boolean askPass;

    /** How many hosts to work on at the same time, at least 1. */
    int forks() {
        if (forks < 1) {
            throw new CliException(ExitCode.USAGE, "--forks " + forks + ": at least one host at a time");
        }
        return forks;
    }
}
