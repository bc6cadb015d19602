package mkrun.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.Secret;
import mkrun.target.routeros.RouterLink;
import mkrun.target.ssh.HostKeys;
import mkrun.target.ssh.SshLink;
import mkrun.target.ssh.SshSettings;

/**
 * Uploads a file to the first routers of a fleet as a run does, ten at a time. The arguments are the file of ports, the known
 * hosts, how many routers, the file, and its name on the router.
 */
public final class UploadClient {
    private UploadClient() {}

    public static void main(String[] arguments) throws Exception {
        List<String> ports = Files.readAllLines(Path.of(arguments[0])).subList(0, Integer.parseInt(arguments[2]));
        Content content = Content.file(Path.of(arguments[3]));
        ExecutorService threads = Executors.newFixedThreadPool(10);
        HostKeys hostKeys = new HostKeys();
        List<Future<?>> uploads = new ArrayList<>();
        for (String port : ports) {
            SshSettings settings = SshSettings.of("127.0.0.1", "admin")
                    .withPort(Integer.parseInt(port))
                    .withPassword(Secret.of("lab"))
                    .withAgent(false)
                    .withKnownHosts(Path.of(arguments[1]));
            uploads.add(threads.submit(() -> {
                try (RouterLink link = SshLink.connect(settings, hostKeys)) {
                    link.upload(content, "usb1/" + arguments[4], "x", Progress.NONE);
                }
                return null;
            }));
        }
        for (Future<?> upload : uploads) {
            upload.get();
        }
        threads.shutdown();
    }
}
