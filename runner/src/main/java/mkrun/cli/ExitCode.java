package mkrun.cli;

import mkrun.run.Recap;

/** What mkrun tells its caller by ending. Each code has one meaning. */
enum ExitCode {
    /** All went well, with or without changes. */
    OK(0, "success, with or without changes"),
    /** A mistake in mkrun itself. */
    INTERNAL(1, "internal error: a mistake in mkrun"),
    /** A task failed on some host. */
    FAILED(2, "a task failed on some host, or an image could not be built"),
    /** Nothing was contacted: what the user wrote does not load or validate. */
    INVALID(3, "playbook, inventory or role does not load or validate; no host was contacted"),
    /** A host could not be talked to, and nothing failed. */
    UNREACHABLE(4, "a host is unreachable, and nothing failed"),
    /** The command line is wrong. */
    USAGE(5, "the command line is wrong"),
    /** Only a human can go on. */
    BLOCKED(6, "a human must act first: device-mode, missing package, no disk space"),
    /** Ctrl-C. */
    INTERRUPTED(130, "interrupted");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    /** The code of a finished run: what failed comes before what was unreachable, that before what is blocked. */
    static ExitCode of(Recap recap) {
        if (recap.anyFailed()) {
            return FAILED;
        }
        if (recap.anyUnreachable()) {
            return UNREACHABLE;
        }
        return recap.anyBlocked() ? BLOCKED : OK;
    }
}
