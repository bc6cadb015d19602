package mkrun.target;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/** What a failed file operation means in a user's words: Java's messages of missing and forbidden files are bare paths. */
public final class FileFault {
    /** As Linux words them. */
    private static final Set<String> FULL = Set.of("No space left on device", "Disk quota exceeded");

    private FileFault() {}

    /** The reason alone, for messages that name the file themselves; for a full disk with what to do. */
    public static String reason(IOException fault) {
        String reason = bareReason(fault);
        return FULL.contains(reason) ? reason + " (free some there, then run this again)" : reason;
    }

    /** The reason without advice, for what was written while something else went on that is not to be run again. */
    public static String bareReason(IOException fault) {
        if (fault instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (fault instanceof FileAlreadyExistsException there && there.getFile() != null) {
            return "exists already" + (Files.isDirectory(Path.of(there.getFile())) ? "" : ", and is no directory");
        }
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (fault instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return fault.getMessage() == null ? fault.toString() : fault.getMessage();
    }

    /** The file, if the fault knows it, and the reason. */
    public static String describe(IOException fault) {
        boolean named = fault instanceof FileSystemException file && file.getFile() != null;
        return (named ? ((FileSystemException) fault).getFile() + ": " : "") + reason(fault);
    }
}
