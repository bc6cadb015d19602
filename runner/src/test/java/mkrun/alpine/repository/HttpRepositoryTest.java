package mkrun.alpine.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Packages;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.apk.ApkWriter;
import mkrun.alpine.index.IndexWriter;
import mkrun.target.Content;
import mkrun.target.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpRepositoryTest {
    @TempDir
    Path cache;

    private final Map<String, byte[]> files = new HashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private int failures;
    private HttpServer server;
    private String url;

    @BeforeEach
    void aServerWithOnePackage() throws Exception {
        byte[] apk = ApkWriter.write(
                Packages.info("c++", "1.2-r3", ""), Map.of(), List.of(Packages.file("x", 0644, "x")), Packages.SIGNER);
        PackageRecord record = ApkFile.read(apk, "c++").toRecord();
        files.put("/alpine/x86_64/c++-1.2-r3.apk", apk);
        files.put(
                "/alpine/x86_64/APKINDEX.tar.gz",
                IndexWriter.write(List.of(record), "x86_64", "", Packages.TIME, Packages.SIGNER));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/alpine";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] file = files.get(exchange.getRequestURI().getPath());
            String etag = file == null ? "" : "\"" + java.util.Arrays.hashCode(file) + "\"";
            int status = failures-- > 0
                    ? 503
                    : file == null
                            ? 404
                            : etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match")) ? 304 : 200;
            requests.add(status + " " + exchange.getRequestURI().getPath().replaceFirst(".*/", ""));
            exchange.getResponseHeaders().add("ETag", etag);
            exchange.sendResponseHeaders(status, status == 200 ? file.length : -1);
            if (status == 200) {
                exchange.getResponseBody().write(file);
            }
        }
    }

    private PackageSource open() throws AlpineException {
        return PackageSource.open(List.of(url), "x86_64", Packages.keys(), cache, Progress.NONE);
    }

    private ApkFile fetch() throws AlpineException {
        PackageSource source = open();
        return source.fetch(source.resolve(List.of("c++")).packages().get(0));
    }

    @Test
    void theSecondTimeOnlyTheIndexIsAskedForAndNothingIsSent() throws Exception {
        assertThat(fetch().entries()).hasSize(1);
        assertThat(fetch().entries()).hasSize(1);
        assertThat(requests).containsExactly("200 APKINDEX.tar.gz", "200 c++-1.2-r3.apk", "304 APKINDEX.tar.gz");
    }

    @Test
    void aDamagedFileInTheCacheIsFetchedAnew() throws Exception {
        fetch();
        try (Stream<Path> cached = Files.list(cache.resolve("packages"))) {
            Files.write(cached.findFirst().orElseThrow(), new byte[] {1, 2, 3});
        }
        assertThat(fetch().entries()).hasSize(1);
    }

    @Test
    void whatIsNotCompleteLeavesNothingInTheCache() throws Exception {
        files.put("/alpine/x86_64/c++-1.2-r3.apk", new byte[] {1, 2, 3});
        assertThatThrownBy(this::fetch)
                .hasMessage(url + "/x86_64/c++-1.2-r3.apk: BAD archive: no gzip data at offset 0");
        assertThat(cache.resolve("packages")).doesNotExist();
    }

    @Test
    void aServerThatFailsForAMomentIsAskedAgain() throws Exception {
        failures = 2;
        assertThat(fetch().entries()).hasSize(1);
    }

    @Test
    void aServerThatKeepsFailingIsNamed() {
        failures = 4;
        assertThatThrownBy(this::open)
                .hasMessage(url + "/x86_64/APKINDEX.tar.gz: the server answered 503 (tried 4 times); run"
                        + " again later, or with another mirror of the repository: files that came are kept");
    }

    @Test
    void aMissingIndexIsNamed() {
        files.clear();
        assertThatThrownBy(this::open)
                .hasMessage(url
                        + "/x86_64/APKINDEX.tar.gz: the server answered 404 (not found); is the repository's address right, and"
                        + " does it have x86_64?");
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        server.stop(0);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith(url + "/x86_64/APKINDEX.tar.gz: cannot connect")
                .hasMessageEndingWith(
                        " (tried 4 times); check the address, the network and, where one is needed, the proxy in"
                                + " https_proxy or http_proxy, then run again");
    }

    @Test
    void aFileOfKnownDigestsNeedsNoIndexAndOnceCachedNoServer() throws Exception {
        byte[] apk = files.get("/alpine/x86_64/c++-1.2-r3.apk");
        PackageRecord record = ApkFile.read(apk, "c++").toRecord();
        String sha256 = Content.of(apk).sha256();
        assertThat(known().fetch(record, sha256).content()).isEqualTo(Content.of(apk));
        assertThat(requests).noneMatch(request -> request.contains("APKINDEX"));

        server.stop(0);
        assertThat(known().fetch(record, sha256).content()).isEqualTo(Content.of(apk));
        assertThatThrownBy(() -> known().fetch(record, "00".repeat(32)))
                .as("a cached file is verified too")
                .isInstanceOf(PackageGoneException.class)
                .hasMessageStartingWith("c++-1.2-r3: no repository gives it: " + url);
    }

    @Test
    void aCacheThatCannotBeWrittenIsNoFaultOfTheRepositories() throws Exception {
        byte[] apk = files.get("/alpine/x86_64/c++-1.2-r3.apk");
        PackageRecord record = ApkFile.read(apk, "c++").toRecord();
        Files.writeString(cache.resolve("packages"), "in the way");
        assertThatThrownBy(() -> known().fetch(record, Content.of(apk).sha256()))
                .isNotInstanceOf(PackageGoneException.class)
                .hasMessageStartingWith(cache.resolve("packages/c++-").toString())
                .hasMessageEndingWith(".apk: cannot be written: exists already, and is no directory");
    }

    @Test
    void anIndexNeedsNoPlaceToKeepWhatWasReadOfIt() throws Exception {
        Files.writeString(cache.resolve("parsed"), "in the way");
        assertThat(open().resolve(List.of("c++")).packages()).hasSize(1);
    }

    private PackageFiles known() throws AlpineException {
        return PackageFiles.open(List.of(url), "x86_64", Packages.keys(), Access.online(cache, Progress.NONE));
    }

    private ApkFile fetchOffline() throws AlpineException {
        PackageSource source =
                PackageSource.open(List.of(url), "x86_64", Packages.keys(), new Access(cache, true, Progress.NONE));
        return source.fetch(source.resolve(List.of("c++")).packages().get(0));
    }

    @Test
    void offlineTheCacheIsEnoughAndNoServerIsAsked() throws Exception {
        fetch();
        requests.clear();
        assertThat(fetchOffline().entries()).hasSize(1);
        assertThat(requests).isEmpty();
    }

    @Test
    void offlineWhatIsNotInTheCacheIsNamedWithWhatToDo() {
        assertThatThrownBy(this::fetchOffline)
                .hasMessage(url + "/x86_64/APKINDEX.tar.gz: is not in the cache, and --offline forbids to fetch it;"
                        + " run once without --offline, or give a folder that 'mkrun vendor' made");
        assertThat(requests).isEmpty();
    }
}
