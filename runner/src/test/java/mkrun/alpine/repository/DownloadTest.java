package mkrun.alpine.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import mkrun.alpine.AlpineException;
import mkrun.target.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Downloads from a server that answers each request with the next of some raw answers. */
class DownloadTest {
    private static final String BODY = "0123456789".repeat(20_000);

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> pauses = new ArrayList<>();
    private ServerSocket server;
    private URI url;

    @BeforeEach
    void serve() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/x86_64/a-1.apk");
        Thread thread = new Thread(this::accept, "fault-server");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                requests.add(request(socket.getInputStream()));
                OutputStream out = socket.getOutputStream();
                out.write(answers.remove().getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            } catch (IOException e) {
                // the client hung up, or the test is over
            }
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            request.append((char) c);
        }
        return request.toString();
    }

    private static String answer(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers + "\r\n" + body;
    }

    private static String whole() {
        return answer("200 OK", "ETag: \"v1\"\r\nContent-Length: " + BODY.length() + "\r\n", BODY);
    }

    /** Says how long the file is and sends less. */
    private static String cut(int at) {
        return whole().substring(0, whole().length() - BODY.length() + at);
    }

    private String fetch() throws AlpineException {
        return new String(
                new Download(Progress.NONE, false, pauses::add, Duration.ofMillis(300))
                        .fetch(url, "", 1 << 20)
                        .orElseThrow()
                        .content()
                        .bytes(),
                StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatWasLostIsFetchedFromThereOn() throws Exception {
        answers.add(cut(100_000));
        String rest = BODY.substring(100_000);
        answers.add(answer(
                "206 Partial Content",
                "ETag: \"v1\"\r\nContent-Range: bytes 100000-199999/200000\r\nContent-Length: " + rest.length()
                        + "\r\n",
                rest));
        assertThat(fetch()).isEqualTo(BODY);
        assertThat(requests.get(1)).contains("Range: bytes=100000-", "If-Range: \"v1\"");
    }

    @Test
    void aServerThatCannotGoOnSendsAllOfIt() throws Exception {
        answers.addAll(List.of(cut(100_000), whole()));
        assertThat(fetch()).isEqualTo(BODY);
    }

    @Test
    void theWrongPartIsNotTaken() throws Exception {
        String rest = BODY.substring(99_000);
        answers.add(cut(100_000));
        answers.add(answer(
                "206 Partial Content",
                "ETag: \"v1\"\r\nContent-Range: bytes 99000-199999/200000\r\nContent-Length: " + rest.length() + "\r\n",
                rest));
        answers.add(whole());
        assertThat(fetch()).isEqualTo(BODY);
        assertThat(requests.get(2)).doesNotContain("Range:");
    }

    @Test
    void pausesGrowAndTheServersWishCounts() throws Exception {
        String busy = answer("503 Busy", "Content-Length: 0\r\n", "");
        answers.addAll(List.of(busy, answer("503 Busy", "Retry-After: 7\r\nContent-Length: 0\r\n", ""), busy, whole()));
        assertThat(fetch()).isEqualTo(BODY);
        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(0)).isBetween(200L, 300L);
        assertThat(pauses.get(1)).isEqualTo(7000L);
        assertThat(pauses.get(2)).isBetween(800L, 900L);
    }

    @Test
    void aServerThatAlwaysHangsUpIsNamedWithWhatCame() {
        answers.addAll(List.of(cut(5), cut(5), cut(5), cut(5)));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(AlpineException.class)
                .hasMessageStartingWith(url + ": ")
                .hasMessageEndingWith(" (tried 4 times)");
    }

    @Test
    void whatIsLargerThanItMayBeIsNotReadOn() {
        answers.add(whole());
        assertThatThrownBy(() ->
                        new Download(Progress.NONE, false, pauses::add, Duration.ofMillis(300)).fetch(url, "", 1000))
                .hasMessage(url + ": the file is larger than 1000 bytes");
        assertThat(pauses).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotAskedForTwice() {
        answers.add(answer("404 Not Found", "Content-Length: 0\r\n", ""));
        assertThatThrownBy(this::fetch).hasMessage(url + ": the server answered 404 (not found)");
        assertThat(requests).hasSize(1);
    }

    @Test
    void proxiesComeFromTheEnvironment() {
        Proxies proxies = new Proxies(Map.of(
                "http_proxy", "http://user:secret@proxy.example.net:8080",
                "HTTPS_PROXY", "secure.example.net",
                "no_proxy", "localhost,.example.org"));
        assertThat(proxy(proxies, "http://mirror.example.com/a")).isEqualTo("proxy.example.net:8080");
        assertThat(proxy(proxies, "https://mirror.example.com/a")).isEqualTo("secure.example.net:3128");
        assertThat(proxy(proxies, "http://dl.example.org/a")).isEmpty();
        assertThat(proxy(proxies, "http://localhost/a")).isEmpty();
        assertThat(proxy(new Proxies(Map.of()), "http://mirror.example.com/a")).isEmpty();
    }

    private static String proxy(Proxies proxies, String uri) {
        Proxy proxy = proxies.select(URI.create(uri)).get(0);
        return proxy.type() == Proxy.Type.DIRECT
                ? ""
                : proxy.address().toString().replaceAll("/?<unresolved>|^/", "");
    }
}
