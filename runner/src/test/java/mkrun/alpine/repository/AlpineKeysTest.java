package mkrun.alpine.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mkrun.alpine.AlpineException;
import mkrun.alpine.UntrustedException;
import mkrun.alpine.sign.Keys;
import mkrun.target.Progress;
import mkrun.testing.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alpine's keys, served by a server of ours. */
class AlpineKeysTest {
    @TempDir
    Path dir;

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private boolean forged;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Path keys = Needs.alpine().resolve("keys");
        server.createContext("/keys/", exchange -> {
            requests.incrementAndGet();
            String name =
                    Path.of(exchange.getRequestURI().getPath()).getFileName().toString();
            byte[] key = Files.readAllBytes(
                    keys.resolve(forged ? "alpine-devel@lists.alpinelinux.org-5243ef4b.rsa.pub" : name));
            exchange.sendResponseHeaders(200, key.length);
            exchange.getResponseBody().write(key);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64", "armhf"})
    void realRepositoriesAreTrusted(String arch) throws AlpineException {
        PackageSource source = PackageSource.open(
                List.of(Needs.alpine().resolve("apks").toString()), arch, keys(arch), dir, Progress.NONE);
        assertThat(source.resolve(List.of("busybox")).packages()).isNotEmpty();
    }

    @Test
    void keysAreFetchedOnce() throws AlpineException {
        keys("aarch64");
        int first = requests.get();
        assertThat(first).isEqualTo(2);
        keys("aarch64");
        assertThat(requests.get()).isEqualTo(first);
    }

    @Test
    void aKeyThatIsNotAlpinesIsRefused() {
        forged = true;
        assertThatThrownBy(() -> keys("armv7"))
                .isInstanceOf(UntrustedException.class)
                .hasMessageContaining("UNTRUSTED key: its SHA-256 is "
                        + "ebf31683b56410ecc4c00acd9f6e2839e237a3b62b5ae7ef686705c7ba0396a9, that of Alpine's key is ");
        assertThat(dir.resolve("keys")).doesNotExist();
    }

    @Test
    void aKeptKeyThatWasChangedIsFetchedAgain() throws Exception {
        keys("aarch64");
        Path kept = dir.resolve("keys/alpine-devel@lists.alpinelinux.org-616ae350.rsa.pub");
        Files.writeString(kept, "something else");
        keys("aarch64");
        assertThat(requests.get()).isEqualTo(3);
        assertThat(Files.readString(kept)).startsWith("-----BEGIN PUBLIC KEY-----");
    }

    @Test
    void withoutANetworkItSaysWhatToDo() {
        server.stop(0);
        assertThatThrownBy(() -> keys("x86_64"))
                .isInstanceOf(AlpineException.class)
                .hasMessageStartingWith("Alpine's signing keys cannot be fetched: http://127.0.0.1:")
                .hasMessageEndingWith(
                        "have them in a folder, and name it with keys 'FOLDER' in the image, or --keys FOLDER");
    }

    private Keys keys(String arch) throws AlpineException {
        return new AlpineKeys(List.of(), site(), dir.resolve("keys"), new Download(Access.online(dir, Progress.NONE)))
                .of(arch);
    }

    /** The mirror's alpine-keys of 2015 to 2024 have keys of their architecture; what they lack comes from the site. */
    @ParameterizedTest
    @CsvSource({"x86_64, 0", "aarch64, 1", "armhf, 1"})
    void aMirrorsOwnPackageHasThem(String arch, int askedOfTheSite) throws Exception {
        Path apks = Needs.alpine().resolve("apks");
        server.createContext("/mirror/", exchange -> {
            Path file = apks.resolve(exchange.getRequestURI().getPath().replaceFirst("^/mirror/", ""));
            byte[] bytes = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        String line = "http://127.0.0.1:" + server.getAddress().getPort() + "/mirror";
        Access access = Access.online(dir, Progress.NONE);
        Download download = new Download(access);
        Repository mirror = new Repository.Http(RepositoryLine.parse(line), download, new Cache(dir));
        Keys keys = new AlpineKeys(List.of(mirror), site(), dir.resolve("keys"), download).of(arch);
        assertThat(requests.get()).isEqualTo(askedOfTheSite);
        assertThat(PackageSource.open(List.of(line), arch, keys, access)
                        .resolve(List.of("busybox"))
                        .packages())
                .isNotEmpty();
    }

    private URI site() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys/");
    }
}
