package mkrun.cli;

import picocli.CommandLine.Option;

/** Whether changes that may cut off the session are to be confirmed. */
final class ConfirmArgument {
    @Option(
            names = "--no-commit-confirm",
            description =
                    "Do not have routers take back by themselves what may cut off the session, and make such changes"
                            + " also where they could not.")
    private boolean insisted;

    /** Whether routers take such changes back unless a new session confirms them. */
    boolean asked() {
        return !insisted;
    }
}
