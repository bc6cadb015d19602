package mkrun.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import mkrun.target.FileFault;
import org.jspecify.annotations.Nullable;

/**
 * Standard output, of which is known whether all of it got through: Java's own keeps silent, and a file of facts on a full
 * disk would end in the middle as if that were all.
 */
final class StandardOutput {
    private final Watched watched = new Watched(new FileOutputStream(FileDescriptor.out));
    private final PrintStream stream = new PrintStream(new BufferedOutputStream(watched), true, charset());

    /** What to print to; whatever becomes of it, a run goes on. */
    PrintStream stream() {
        return stream;
    }

    /**
     * Writes what is left, and tells if anything was lost. A reader that went away, as {@code head} does, had enough.
     *
     * @param code the exit code so far
     * @return the exit code
     */
    int end(int code, PrintStream err) {
        stream.flush();
        IOException failure = watched.failure;
        if (failure == null || String.valueOf(failure.getMessage()).contains("roken pipe")) {
            return code;
        }
        err.println("mkrun: standard output cannot be written: " + FileFault.bareReason(failure)
                + "; it ends in the middle, the command did not");
        return code == ExitCode.OK.code() ? ExitCode.FAILED.code() : code;
    }

    /** As Java's own: the name of the property is this from Java 19 on, and the other one before. */
    private static Charset charset() {
        String before = System.getProperty(
                "sun.stdout.encoding", Charset.defaultCharset().name());
        return Charset.forName(System.getProperty("stdout.encoding", before));
    }

    private static final class Watched extends FilterOutputStream {
        private volatile @Nullable IOException failure;

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }
    }
}
