package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.OciRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an emulated router pulls, from where, and what it says if it cannot. */
@Timeout(60)
class RegistryPullTest {
    private static final String ADD = "/container/add interface=v root-dir=usb1/web logging=yes remote-image=";

    @TempDir
    Path dir;

    private final List<AutoCloseable> open = new ArrayList<>();
    private OciRegistry registry;

    @BeforeEach
    void offer() throws IOException {
        registry = filled(OciRegistry.open());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private OciRegistry filled(OciRegistry empty) throws IOException {
        open.add(empty);
        Map<String, byte[]> both = new LinkedHashMap<>();
        both.put("amd64", new TestImage().architecture("amd64").bytes());
        both.put("arm64", new TestImage().bytes());
        empty.put("owner/web", "1.2", both);
        empty.put("owner/web", "latest", Map.of("arm64", new TestImage().bytes()));
        empty.put(
                "owner/foreign",
                "latest",
                Map.of("amd64", new TestImage().architecture("amd64").bytes()));
        return empty;
    }

    private Machine machine(String version) throws IOException {
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse(version), "arm64", dir)
                .withSpeeds(LabSpeeds.FAST)
                .withRegistries(Map.of("ghcr.io", registry.url()));
        Machine machine = Machine.open(config);
        open.add(machine);
        run(machine, "/interface/veth/add name=v address=172.17.0.2/24 gateway=172.17.0.1");
        return machine;
    }

    private static String run(Machine machine, String line) {
        return machine.interpreter().execute(line);
    }

    private static void settings(Machine machine, OciRegistry from, String more) {
        assertThat(run(machine, "/container/config/set registry-url=\"" + from.url() + "\" " + more))
                .isEmpty();
    }

    /** What becomes of a container: its tag, or what the log says of its failure. */
    private static String pulled(Machine machine, String image) {
        assertThat(run(machine, ADD + "\"" + image + "\"")).isEmpty();
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            String tag = run(machine, ":put [/container/get [find] tag]").strip();
            String log = run(
                            machine, ":foreach l in=[/log/find where topics~\"error\"] do={:put [/log/get $l message]}")
                    .strip();
            if (!tag.isEmpty() || !log.isEmpty()) {
                return tag.isEmpty() ? log.substring(log.indexOf(": ") + 2) : tag;
            }
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, 'Basic realm=\"x\"',                 no config found in manifest",
        "401, 'Bearer realm=\"not an address\"',   http code: 401",
        "401, 'Bearer realm=\"ftp://127.0.0.1/\"', http code: 401",
        "500, '',                                 http code: 500"
    })
    void whatIsNoRegistryEndsThePull(int status, String challenge, String words) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
            byte[] page = "<html>log in</html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        open.add(() -> server.stop(0));
        Machine machine = machine("7.20.8");
        run(
                machine,
                "/container/config/set registry-url=\"http://127.0.0.1:"
                        + server.getAddress().getPort() + "\"");
        assertThat(pulled(machine, "owner/web")).endsWith(words);
    }

    @ParameterizedTest
    @CsvSource({
        "7.9.2,  owner/web:1.2, owner/web:1.2",
        "7.16.2, owner/web,     owner/web:latest",
        "7.20.8, owner/web:1.2, owner/web:1.2",
        "7.24,   owner/web:1.2, owner/web:1.2"
    })
    void theSettingsSayFromWhere(String version, String image, String tag) throws IOException {
        Machine machine = machine(version);
        settings(machine, registry, "");
        assertThat(pulled(machine, image)).isEqualTo(registry.url().getAuthority() + "/" + tag);
        assertThat(machine.files().root().resolve("usb1/web/bin/busybox")).exists();
        assertThat(registry.asked()).noneMatch(path -> path.equals("/token"));
    }

    @ParameterizedTest
    @CsvSource({
        "7.16.2, ghcr.io/owner/web:1.2, fetch manifest failed: no registry-url",
        "7.20.8, ghcr.io/owner/web:1.2, ghcr.io/owner/web:1.2",
        "7.24,   lscr.io/owner/web:1.2, fetch manifest failed: dns name does not exist"
    })
    void theNameSaysFromWhereFrom718On(String version, String image, String result) throws IOException {
        assertThat(pulled(machine(version), image)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        "owner/web:9, fetch manifest failed: http code: 404",
        "web, fetch manifest failed: http code: 404",
        "Owner/web, fetch manifest failed: http code: 404",
        "owner/foreign, 'download/extract error: image is for amd64, not for arm64'"
    })
    void whatIsNotThereIsToldInTheLogAndTheComment(String image, String error) throws IOException {
        Machine machine = machine("7.24");
        settings(machine, registry, "");
        assertThat(pulled(machine, image)).isEqualTo(error);
        assertThat(run(machine, ":put [/container/get [find] comment]").strip()).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({
        "layer,  false, 'download/extract error: could not load next layer'",
        "layer,  true,  'download/extract error: could not load next layer'",
        "config, false, 'download/extract error: could not load config.json'",
        "config, true,  'download/extract error: could not load config.json'"
    })
    void whatIsMissingOrCutOffIsNoManifest(String part, boolean cut, String error) throws IOException {
        Machine machine = machine("7.24");
        settings(machine, registry, "");
        if (cut) {
            registry.cut(part);
        } else {
            registry.lose(part);
        }
        assertThat(pulled(machine, "owner/web")).isEqualTo(error);
    }

    @Test
    void whatSpeaksNoTlsIsNotDistrusted() throws IOException {
        ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(plain);
        new Thread(() -> answerPlainly(plain)).start();
        Machine machine = machine("7.20.8");
        run(machine, "/container/config/set registry-url=\"https://127.0.0.1:" + plain.getLocalPort() + "\"");
        assertThat(pulled(machine, "owner/web")).isEqualTo("fetch manifest failed: ssl: handshake failed");
    }

    private static void answerPlainly(ServerSocket plain) {
        while (!plain.isClosed()) {
            try (Socket asked = plain.accept()) {
                asked.getInputStream().read();
                asked.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // who asks finds the connection closed
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"BASIC, right, 127.0.0.1", "BEARER, right, 127.0.0.1", "BASIC, wrong, 401", "BEARER, wrong, 401"})
    void passwordsAreAskedForByBothWays(OciRegistry.Auth auth, String password, String result) throws IOException {
        OciRegistry guarded = filled(OciRegistry.guarded(auth, "me", "right"));
        Machine machine = machine("7.20.8");
        settings(machine, guarded, "username=me password=" + password);
        assertThat(pulled(machine, "owner/web")).contains(result);
    }

    @Test
    void olderVersionsTellADownloadFromTheRest() throws IOException {
        Machine machine = machine("7.16.2");
        settings(machine, registry, "");
        assertThat(run(machine, ADD + "owner/web; :put [/container/get [find] status]"))
                .isEqualTo("pulling\r\n");
    }

    @Test
    void anotherImageInPlaceIsNotEmulated() throws IOException {
        Machine machine = machine("7.22.3");
        settings(machine, registry, "");
        pulled(machine, "owner/web");
        assertThat(run(machine, "/container/set [find] remote-image=owner/web:1.2"))
                .startsWith("failure");
    }
}
