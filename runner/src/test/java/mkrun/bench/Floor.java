package mkrun.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * What a JVM needs for three layers if it does nothing else: inflate the packages, hash what comes out, write it. The
 * arguments are the layers to write, each {@code FILE=PACKAGE,PACKAGE…}; they are made on as many threads as there are.
 */
public final class Floor {
    private Floor() {}

    public static void main(String[] layers) throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (String layer : layers) {
            Thread thread = new Thread(() -> make(layer));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void make(String layer) {
        String[] parts = layer.split("=");
        try (OutputStream out = Files.newOutputStream(Path.of(parts[0]))) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String apk : parts[1].split(",")) {
                byte[] file = Files.readAllBytes(Path.of(apk));
                byte[] content = new GZIPInputStream(new ByteArrayInputStream(file), 1 << 16).readAllBytes();
                digest.update(content);
                out.write(content);
            }
            digest.digest();
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
