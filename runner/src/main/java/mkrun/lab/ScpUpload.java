package mkrun.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the files that a client sends by the legacy scp protocol: no more bytes than the disk has, as fast as it is. */
final class ScpUpload {
    private static final Pattern FILE = Pattern.compile("C[0-7]{4} (\\d{1,15}) ([^/]+)");
    private static final int BLOCK = 32 * 1024;
    private static final String NO_SPACE = ": No space left on device";

    private final Machine machine;
    private final ScpWire wire;
    private final ScpRequest request;

    ScpUpload(Machine machine, ScpWire wire, ScpRequest request) {
        this.machine = machine;
        this.wire = wire;
        this.request = request;
    }

    /** Takes files until the client has no more. */
    void run() throws IOException {
        if (request.folder() && !isFolder(request.path())) {
            wire.refuse(request.path() + ": Not a directory");
            return;
        }
        wire.take();
        for (String line = wire.line(); !line.isEmpty(); line = wire.line()) {
            Matcher file = FILE.matcher(line);
            if (!file.matches()) {
                wire.refuse("only files are taken, not: " + line);
                return;
            }
            String name = isFolder(request.path()) ? request.path() + "/" + file.group(2) : request.path();
            receive(name, Long.parseLong(file.group(1)));
        }
    }

    private boolean isFolder(String name) {
        return RouterFiles.normal(name).isEmpty()
                || machine.files().locate(name).filter(Files::isDirectory).isPresent();
    }

    private void receive(String name, long size) throws IOException {
        Optional<Path> place = machine.files().locate(name);
        if (place.isEmpty() || Files.isDirectory(place.get())) {
            wire.refuse(name + ": Not the name of a file");
        } else if (!Files.isDirectory(place.get().getParent())) {
            wire.refuse(name + ": No such file or directory");
        } else if (machine.faults().diskFull()) {
            wire.refuse(name + NO_SPACE);
        } else if (write(place.get(), name, size)) {
            wire.take();
        } else {
            wire.refuse(name + NO_SPACE);
        }
    }

    /**
     * What has no room is read all the same, since the client sends it: it listens at the end only.
     *
     * @return whether there was room
     */
    private boolean write(Path file, String name, long size) throws IOException {
        boolean fits = true;
        try (OutputStream target = Files.newOutputStream(file)) {
            Room room = machine.files().room(name); // of what an older file took, too
            wire.take();
            byte[] block = new byte[BLOCK];
            for (long left = size; left > 0; ) {
                int count = wire.receive(block, left);
                left -= count;
                if (machine.faults().uploading(count)) {
                    throw new FaultPlan.Cut();
                }
                fits = fits && room.take(count);
                if (fits) {
                    LockSupport.parkNanos(
                            machine.config().speeds().writing(count).toNanos());
                    target.write(block, 0, count);
                }
            }
        }
        wire.taken(); // or the client could not read all of it, of which its user knows
        return fits;
    }
}
