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
import java.util.concurrent.ThreadLocalRandom;
import mkrun.alpine.AlpineException;
import mkrun.crypto.NativeCrypto;
import mkrun.target.Content;
import mkrun.target.Progress;

/** Fetches files over http(s) into memory; what fails on the way is tried again, from where it was lost if the server can. */
final class Download {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration STALL = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 4;
    private static final long FIRST_PAUSE = 100; // milliseconds, doubled each time
    private static final long LONGEST_PAUSE = 30_000;
    private static final int NOT_MODIFIED = 304;

    /** One for the program, made when the first file is fetched: its thread delays the end of the JVM by 0.3 s. */
    private static final class Client {
        static final HttpClient HTTP = client(new Proxies(System.getenv()));
    }

    /** A client that goes through these proxies, with their passwords. */
    static HttpClient client(Proxies proxies) {
        // a password for a proxy is sent to the proxy only, in clear as the user's variable has it
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        NativeCrypto.begin(); // ready when packages come: a client takes as long to be made
        return HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .proxy(proxies)
                .authenticator(proxies.authenticator())
                .followRedirects(HttpClient.Redirect.NORMAL) // never from https to http
                .build();
    }

    private final Progress progress;
    private final boolean offline;
    private final Pause pause;
    private final Duration stall;

    /** Waits between attempts. */
    @FunctionalInterface
    interface Pause {
        /** Waits this many milliseconds. */
        void millis(long millis) throws InterruptedException;
    }

    /** A file and the server's tag for this state of it, empty if it gives none. */
    record Fetched(Content content, String etag) {}

    Download(Access access) {
        this(access.progress(), access.offline(), Thread::sleep, STALL);
    }

    /**
     * @param stall how long a server may send nothing
     */
    Download(Progress progress, boolean offline, Pause pause, Duration stall) {
        this.progress = progress;
        this.offline = offline;
        this.pause = pause;
        this.stall = stall;
    }

    /** Whether no server may be asked. */
    boolean isOffline() {
        return offline;
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
        if (offline) {
            throw new AlpineException(url + ": is not in the cache, and --offline forbids to fetch it;"
                    + " run once without --offline, or give a folder that 'mkrun vendor' made");
        }
        Part part = new Part();
        for (int attempt = 1; ; attempt++) {
            try {
                return once(url, etag, part, limit);
            } catch (Refused e) {
                giveUp(url);
                throw e.reason;
            } catch (IOException e) {
                giveUp(url);
                if (attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
                    throw new AlpineException(
                            url + ": " + reason(e) + " (tried " + attempt + " times);" + advice(e), e);
                }
                rest(attempt, part.retryAfter);
            }
        }
    }

    private void giveUp(URI url) {
        progress.report(step(url), 0, 0);
    }

    private static String step(URI url) {
        String path = url.getPath();
        return "download " + path.substring(path.lastIndexOf('/') + 1);
    }

    /** What came before a connection was lost, to go on from there. */
    private static final class Part {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private String etag = "";
        private long retryAfter;
    }

    /** Longer after each attempt, and never at the same moment as others that failed with us. */
    private void rest(int attempt, long retryAfter) throws AlpineException {
        long backoff = (FIRST_PAUSE << attempt) + ThreadLocalRandom.current().nextLong(FIRST_PAUSE);
        try {
            pause.millis(Math.max(backoff, Math.min(retryAfter, LONGEST_PAUSE)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlpineException("interrupted while waiting for a server", e);
        }
    }

    private Optional<Fetched> once(URI url, String etag, Part part, long limit) throws IOException, Refused {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(ANSWER).header("User-Agent", "mkrun");
        boolean resumes = part.bytes.size() > 0 && part.etag.startsWith("\"");
        if (resumes) {
            request.header("Range", "bytes=" + part.bytes.size() + "-").header("If-Range", part.etag);
        } else if (!etag.isEmpty()) {
            request.header("If-None-Match", etag);
        }
        HttpResponse<InputStream> response = send(request.build());
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            part.retryAfter = 1000
                    * response.headers()
                            .firstValue("Retry-After")
                            .filter(s -> s.matches("\\d{1,6}"))
                            .map(Long::parseLong)
                            .orElse(0L);
            if (status == NOT_MODIFIED && !resumes) {
                return Optional.empty();
            }
            if (status >= 500 || status == 429) {
                throw new IOException("the server answered " + status);
            }
            boolean goesOn = status == 206 && resumes && continues(response, part.bytes.size());
            if (status != 200 && !goesOn) {
                if (status == 206 || status == 416) { // not what was asked for: all of it, then
                    part.bytes.reset();
                    throw new IOException("the server sent another part than was asked for");
                }
                throw new Refused(refusal(url, response));
            }
            if (!goesOn) {
                part.bytes.reset();
            }
            requireFile(url, response);
            part.etag = response.headers().firstValue("ETag").orElse("");
            long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            read(body, part.bytes, url, length < 0 ? -1 : part.bytes.size() + length, limit);
            return Optional.of(new Fetched(Content.of(part.bytes.toByteArray()), part.etag));
        }
    }

    private static AlpineException refusal(URI url, HttpResponse<?> response) {
        int status = response.statusCode();
        String elsewhere = response.uri().equals(url) ? "" : ", redirected to " + response.uri();
        if (status == 404) {
            return new NotThereException(url + elsewhere + ": the server answered 404 (not found)");
        }
        String location = response.headers().firstValue("Location").orElse("");
        String where = status / 100 == 3 && !location.isEmpty()
                ? " and points to " + location + ", which is not followed: an https address never leads to an http one,"
                        + " and five in a row are enough"
                : "";
        return new AlpineException(url + elsewhere + ": the server answered " + status + where);
    }

    /** A portal to log in at, or a proxy, answers in the place of the server with a page and no error. */
    private static void requireFile(URI url, HttpResponse<?> response) throws Refused {
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("text/html")) {
            throw new Refused(
                    new AlpineException(url + ": a web page came instead of the file; is the address right, and"
                            + " is there a proxy or a network that wants a log-in in between?"));
        }
    }

    private static boolean continues(HttpResponse<?> response, int from) {
        return response.headers()
                .firstValue("Content-Range")
                .filter(range -> range.startsWith("bytes " + from + "-"))
                .isPresent();
    }

    /** An answer that another attempt would not change. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient AlpineException reason;

        Refused(AlpineException reason) {
            super(reason);
            this.reason = reason;
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

    private void read(InputStream body, ByteArrayOutputStream out, URI url, long length, long limit)
            throws IOException, Refused {
        String what = step(url);
        byte[] buffer = new byte[1 << 16];
        try (StallGuard in = new StallGuard(body, stall)) {
            for (int n = read(in, buffer, out, length); n >= 0; n = read(in, buffer, out, length)) {
                out.write(buffer, 0, n);
                if (out.size() > limit) {
                    throw new Refused(new AlpineException(url + ": the file is larger than " + limit + " bytes"));
                }
                progress.report(what, out.size(), Math.max(length, out.size() + (length < 0 ? 1L : 0)));
            }
        }
        if (length >= 0 && out.size() != length) {
            throw lost(out, length, null);
        }
        progress.report(what, out.size(), out.size());
    }

    /** Java's client says of a connection that was cut no more than that it is closed. */
    private static int read(StallGuard in, byte[] buffer, ByteArrayOutputStream out, long length) throws IOException {
        try {
            return in.read(buffer);
        } catch (StallGuard.StalledException e) {
            throw e;
        } catch (IOException e) {
            throw lost(out, length, e);
        }
    }

    private static IOException lost(ByteArrayOutputStream out, long length, IOException cause) {
        String of = length < 0 ? "" : " of " + length;
        return new IOException("the connection was lost after " + out.size() + of + " bytes", cause);
    }

    /** What to do about it. Files that came are in the cache. */
    private static String advice(IOException e) {
        return e instanceof HttpTimeoutException || e instanceof ConnectException
                ? " check the address, the network and, where one is needed, the proxy in https_proxy or http_proxy, then run"
                        + " again"
                : " run again later, or with another mirror of the repository: files that came are kept";
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
