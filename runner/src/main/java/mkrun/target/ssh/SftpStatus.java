package mkrun.target.ssh;

/** What a server answers a request that it does not carry out. */
final class SftpStatus extends Exception {
    /** {@code SSH_FX_EOF}: nothing more comes. */
    static final int END = 1;

    /** {@code SSH_FX_NO_SUCH_FILE}. */
    static final int NO_SUCH_FILE = 2;

    private static final long serialVersionUID = 1L;

    private final int code;

    /**
     * @param code one of {@code SSH_FX_*}
     * @param words the server's own
     */
    SftpStatus(int code, String words) {
        super(words.isBlank() ? "error " + code : words);
        this.code = code;
    }

    boolean is(int other) {
        return code == other;
    }
}
