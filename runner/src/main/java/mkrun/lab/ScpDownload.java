package mkrun.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Sends a file to a client of the legacy scp protocol. */
final class ScpDownload {
    private static final int BLOCK = 32 * 1024;

    private final RouterFiles files;
    private final ScpWire wire;
    private final String name;

    ScpDownload(RouterFiles files, ScpWire wire, String name) {
        this.files = files;
        this.wire = wire;
        this.name = name;
    }

    /** Sends it as soon as the client is ready. */
    void run() throws IOException {
        wire.taken();
        Optional<Path> file = files.locate(name).filter(Files::exists);
        if (file.isEmpty()) {
            wire.refuse(name + ": " + (isRoot() ? "Is a directory" : "No such file or directory"));
        } else if (Files.isRegularFile(file.get())) {
            send(file.get());
        } else {
            wire.refuse(name + ": Is a directory");
        }
    }

    private boolean isRoot() {
        return RouterFiles.normal(name).isEmpty();
    }

    /** A file that is made shorter meanwhile is filled up: the client counts on the length that it was told. */
    private void send(Path file) throws IOException {
        try (InputStream source = Files.newInputStream(file)) {
            long left = Files.size(file);
            wire.send("C0644 " + left + " " + file.getFileName());
            if (!wire.taken()) {
                return;
            }
            boolean whole = true;
            byte[] block = new byte[BLOCK];
            while (left > 0) {
                int most = (int) Math.min(block.length, left);
                int count = source.read(block, 0, most);
                whole = whole && count > 0;
                wire.send(block, count > 0 ? count : most);
                left -= count > 0 ? count : most;
            }
            if (whole) {
                wire.take();
            } else {
                wire.refuse(name + ": became shorter");
            }
            wire.taken();
        }
    }
}
