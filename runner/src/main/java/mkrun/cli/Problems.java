package mkrun.cli;

import mkrun.playbook.PlaybookException;

/** What a user is told of a playbook that does not load. */
final class Problems {
    private Problems() {}

    /** All problems together, with their lines and carets, and the exit code for them. */
    static CliException of(PlaybookException error) {
        int count = error.problems().size();
        return new CliException(
                ExitCode.INVALID,
                "the playbook does not load" + (count == 1 ? ":" : ", " + count + " problems:") + "\n\n"
                        + error.getMessage());
    }
}
