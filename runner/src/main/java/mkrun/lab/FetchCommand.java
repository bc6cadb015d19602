package mkrun.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;

/** {@code /tool/fetch} of plain HTTP from this machine: an emulated router reaches nothing else. */
final class FetchCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<String> KNOWN = Set.of("url", "dst-path", "mode", "check-certificate");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final RouterState state;
    private final RouterFiles files;

    FetchCommand(RouterState state, RouterFiles files) {
        this.state = state;
        this.files = files;
    }

    String fetch(CommandCall call) throws RouterError {
        if (!state.single("/system/device-mode").is("fetch")) {
            throw RouterError.of("failure: not allowed by device-mode");
        }
        if (!KNOWN.containsAll(call.arguments().keySet()) || !call.flags().isEmpty()) {
            throw RouterError.of("failure: not supported");
        }
        URI uri = uri(call.argument("url").orElse(""));
        String name = call.argument("dst-path")
                .orElseGet(() -> uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1));
        Path file = files.locate(name)
                .filter(f -> Files.isDirectory(f.getParent()))
                .orElseThrow(() -> RouterError.complete("invalid value for argument dst-path"));
        HttpResponse<byte[]> answer = get(uri);
        if (answer.statusCode() != 200) {
            throw RouterError.of("failure: Status " + answer.statusCode() + reason(answer.statusCode()));
        }
        store(file, answer.body());
        return "  status: finished\r\n\r\n";
    }

    private static URI uri(String url) throws RouterError {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw RouterError.complete("invalid value for argument url");
        }
        if (uri.getHost() == null || !"http".equals(uri.getScheme())) {
            throw RouterError.complete("invalid value for argument url");
        }
        if (!LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
            boolean address = uri.getHost().matches("[0-9.]+|\\[.*");
            throw RouterError.of(address ? "failure: timeout waiting data" : "failure: dns name does not exist");
        }
        return uri;
    }

    private static HttpResponse<byte[]> get(URI uri) throws RouterError {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            return client.send(
                    HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw RouterError.of("failure: timeout waiting data");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RouterError.of("failure: timeout waiting data");
        }
    }

    /** Words are known for one status. */
    private static String reason(int status) {
        return status == 404 ? ", Not Found" : "";
    }

    private void store(Path file, byte[] body) throws RouterError {
        try {
            if (!files.write(file, body)) {
                throw RouterError.of("failure: no space left");
            }
        } catch (IOException e) {
            throw RouterError.of("failure: cannot write file");
        }
    }
}
