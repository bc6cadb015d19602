package mkrun.alpine.repository;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import mkrun.alpine.AlpineException;
import mkrun.target.Content;
import mkrun.target.Progress;

/** Fetches files over http(s) into memory; what fails on the way is tried again. */
final class Download {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 3;
    private static final int NOT_MODIFIED = 304;

    /** One for the program, made when the first file is fetched: its thread delays the end of the JVM by 0.3 s. */
    private static final class Client {
        static final HttpClient HTTP = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private final Progress progress;

    /** A file and the server's tag for this state of it, empty if it gives none. */
    record Fetched(Content content, String etag) {}

    Download(Progress progress) {
        this.progress = progress;
    }

    /**
     * Fetches a file.
     *
     * @param etag the state that is already there, or empty to have it in any case
     * @param limit the most bytes it may have
     * @return empty if it still is in that state
     * @throws AlpineException naming the address and what happened
     */
    Optional<Fetched> fetch(URI url, String etag, long limit) throws AlpineException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(ANSWER).header("User-Agent", "mkrun");
        if (!etag.isEmpty()) {
            request.header("If-None-Match", etag);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return once(request.build(), limit);
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new AlpineException(url + ": " + reason(e) + " (tried " + ATTEMPTS + " times)", e);
                }
            }
        }
    }

    private Optional<Fetched> once(HttpRequest request, long limit) throws IOException, AlpineException {
        HttpResponse<InputStream> response = send(request);
        try (InputStream body = response.body()) {
            if (response.statusCode() == NOT_MODIFIED) {
                return Optional.empty();
            }
            if (response.statusCode() >= 500) {
                throw new IOException("the server answered " + response.statusCode());
            }
            if (response.statusCode() != 200) {
                throw new AlpineException(request.uri() + ": the server answered " + response.statusCode()
                        + (response.statusCode() == 404 ? " (not found)" : ""));
            }
            long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            Content content = Content.of(read(body, request.uri(), length, limit));
            return Optional.of(
                    new Fetched(content, response.headers().firstValue("ETag").orElse("")));
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return Client.HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private byte[] read(InputStream body, URI url, long length, long limit) throws IOException, AlpineException {
        String path = url.getPath();
        String what = "download " + path.substring(path.lastIndexOf('/') + 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            out.write(buffer, 0, n);
            if (out.size() > limit) {
                throw new AlpineException(url + ": the file is larger than " + limit + " bytes");
            }
            progress.report(what, out.size(), Math.max(length, out.size() + (length < 0 ? 1L : 0)));
        }
        if (length >= 0 && out.size() != length) {
            throw new IOException("the connection was lost after " + out.size() + " of " + length + " bytes");
        }
        progress.report(what, out.size(), out.size());
        return out.toByteArray();
    }

    private static String reason(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (e instanceof ConnectException) {
            return "cannot connect" + (e.getMessage() == null ? "" : ": " + e.getMessage());
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
