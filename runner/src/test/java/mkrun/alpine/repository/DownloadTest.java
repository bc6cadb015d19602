package mkrun.alpine.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import mkrun.alpine.AlpineException;
import mkrun.target.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DownloadTest {
    private static final String LATER =
            "; run again later, or with another mirror of the repository: files that came are kept";

    private static final String BODY = "0123456789".repeat(20_000);
    private static final Duration STALL = Duration.ofMillis(300);

    private final List<Long> pauses = new ArrayList<>();
    private RawServer server;
    private URI url;

    @BeforeEach
    void serve() throws IOException {
        server = new RawServer();
        url = server.url("/x86_64/a-1.apk");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static String answer(String status, String headers, String body) {
        return RawServer.answer(status, headers, body);
    }

    private static String whole() {
        return answer("200 OK", "ETag: \"v1\"\r\nContent-Length: " + BODY.length() + "\r\n", BODY);
    }

    /** Says how long the file is and sends less. */
    private static String cut(int at) {
        return whole().substring(0, whole().length() - BODY.length() + at);
    }

    /** What is left of it from there on. */
    private static String rest(int from) {
        return answer(
                "206 Partial Content",
                "ETag: \"v1\"\r\nContent-Range: bytes " + from + "-199999/200000\r\nContent-Length: "
                        + (BODY.length() - from) + "\r\n",
                BODY.substring(from));
    }

    private String fetch() throws AlpineException {
        return new String(
                new Download(Progress.NONE, false, pauses::add, STALL)
                        .fetch(url, "", 1 << 20)
                        .orElseThrow()
                        .content()
                        .bytes(),
                StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatWasLostIsFetchedFromThereOn() throws Exception {
        server.answers(cut(100_000));
        server.answers(rest(100_000));
        assertThat(fetch()).isEqualTo(BODY);
        assertThat(server.requests().get(1)).contains("Range: bytes=100000-", "If-Range: \"v1\"");
    }

    @Test
    void aConnectionThatIsLostAgainAndAgainIsToldAsThat() {
        server.answers(cut(100_000), cut(100_000), cut(100_000), cut(100_000));
        assertThatThrownBy(this::fetch)
                .hasMessageMatching(
                        "\\Q" + url + "\\E: the connection was lost after \\d+ of 200000 bytes \\(tried 4 times\\)\\Q"
                                + LATER + "\\E");
    }

    @Test
    void aPageOfAPortalIsNotTakenForTheFile() {
        server.answers(answer("200 OK", "Content-Type: text/html; charset=utf-8\r\nContent-Length: 5\r\n", "login"));
        assertThatThrownBy(this::fetch).hasMessageStartingWith(url + ": a web page came instead of the file; ");
    }

    @Test
    void aServerThatCannotGoOnSendsAllOfIt() throws Exception {
        server.answers(cut(100_000), whole());
        assertThat(fetch()).isEqualTo(BODY);
    }

    @Test
    void theWrongPartIsNotTaken() throws Exception {
        String rest = BODY.substring(99_000);
        server.answers(cut(100_000));
        server.answers(answer(
                "206 Partial Content",
                "ETag: \"v1\"\r\nContent-Range: bytes 99000-199999/200000\r\nContent-Length: " + rest.length() + "\r\n",
                rest));
        server.answers(whole());
        assertThat(fetch()).isEqualTo(BODY);
        assertThat(server.requests().get(2)).doesNotContain("Range:");
    }

    @Test
    void pausesGrowAndTheServersWishCounts() throws Exception {
        String busy = answer("503 Busy", "Content-Length: 0\r\n", "");
        server.answers(busy, answer("503 Busy", "Retry-After: 7\r\nContent-Length: 0\r\n", ""), busy, whole());
        assertThat(fetch()).isEqualTo(BODY);
        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(0)).isBetween(200L, 300L);
        assertThat(pauses.get(1)).isEqualTo(7000L);
        assertThat(pauses.get(2)).isBetween(800L, 900L);
    }

    @Test
    void aServerThatAlwaysHangsUpIsNamedWithWhatCame() {
        server.answers(cut(5), cut(5), cut(5), cut(5));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(AlpineException.class)
                .hasMessageStartingWith(url + ": ")
                .hasMessageEndingWith(" (tried 4 times)" + LATER);
    }

    @Test
    void whatIsLargerThanItMayBeIsNotReadOn() {
        server.answers(whole());
        List<Long> totals = new ArrayList<>();
        Progress progress = (what, done, total) -> totals.add(total);
        assertThatThrownBy(() -> new Download(progress, false, pauses::add, STALL).fetch(url, "", 1000))
                .hasMessage(url + ": the file is larger than 1000 bytes");
        assertThat(pauses).isEmpty();
        assertThat(totals).as("given up").endsWith(0L);
    }

    @Test
    void whatIsNotThereIsNotAskedForTwice() {
        server.answers(answer("404 Not Found", "Content-Length: 0\r\n", ""));
        assertThatThrownBy(this::fetch).hasMessage(url + ": the server answered 404 (not found)");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aServerThatFallsSilentIsLeftAndAskedForTheRest() throws Exception {
        server.answers(cut(100_000) + RawServer.STALL);
        server.answers(rest(100_000));
        assertThat(fetch()).isEqualTo(BODY);
    }

    @Test
    void aServerThatAlwaysFallsSilentIsNamed() {
        String silent = cut(5) + RawServer.STALL;
        server.answers(silent, silent, silent, silent);
        assertThatThrownBy(this::fetch)
                .hasMessage(url + ": the server sent nothing for 0.3 seconds (tried 4 times)" + LATER);
    }

    @Test
    void aRedirectIsFollowedAndWhatIsWrongThereIsToldWithBothAddresses() throws Exception {
        String elsewhere = "Location: " + server.url("/other/a-1.apk") + "\r\nContent-Length: 0\r\n";
        server.answers(answer("302 Found", elsewhere, ""), whole());
        assertThat(fetch()).isEqualTo(BODY);
        server.answers(answer("301 Moved", elsewhere, ""), answer("404 Not Found", "Content-Length: 0\r\n", ""));
        assertThatThrownBy(this::fetch)
                .hasMessage(url + ", redirected to " + server.url("/other/a-1.apk")
                        + ": the server answered 404 (not found)");
    }

    @Test
    void redirectsWithoutEndAreEnough() {
        String again = answer("302 Found", "Location: " + url + "\r\nContent-Length: 0\r\n", "");
        server.answers(again, again, again, again, again, again, again);
        assertThatThrownBy(this::fetch)
                .hasMessageStartingWith(url + ": the server answered 302 and points to " + url)
                .hasMessageEndingWith("five in a row are enough");
        assertThat(server.requests()).hasSizeLessThan(7);
    }

    @Test
    void theProxysPasswordGoesToTheProxyOnly() throws Exception {
        server.answers(
                answer("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"p\"\r\n", ""), whole());
        Proxies proxies = new Proxies(Map.of("http_proxy", "http://me:secret@127.0.0.1:" + server.port()));
        HttpResponse<String> response = Download.client(proxies)
                .send(
                        HttpRequest.newBuilder(URI.create("http://mirror.invalid/a-1.apk"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo(BODY);
        assertThat(server.requests().get(0)).startsWith("GET http://mirror.invalid/a-1.apk ");
        assertThat(server.requests().get(0)).doesNotContainIgnoringCase("authorization");
        String basic = Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));
        assertThat(server.requests().get(1)).containsIgnoringCase("Proxy-Authorization: Basic " + basic);
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
