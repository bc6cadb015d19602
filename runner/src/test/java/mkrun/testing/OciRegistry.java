package mkrun.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import mkrun.target.Content;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A registry of images on the loopback address, as the distribution specification of OCI wants it. */
public final class OciRegistry implements AutoCloseable {
    /** How it asks who somebody is. */
    public enum Auth {
        NONE,
        BASIC,
        BEARER
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String TOKEN = "a-token";
    private static final String NOTHING = "nothing";

    private final HttpServer server;
    private final String scheme;
    private final Auth auth;
    private final String login;
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private final Map<String, String> types = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String missing = NOTHING;
    private volatile String cut = NOTHING;

    private OciRegistry(Auth auth, String login) throws IOException {
        this(auth, login, HttpServer.create(), "http");
    }

    private OciRegistry(Auth auth, String login, HttpServer server, String scheme) throws IOException {
        this.auth = auth;
        this.login = login;
        this.server = server;
        this.scheme = scheme;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** One that anybody may pull from. */
    public static OciRegistry open() throws IOException {
        return new OciRegistry(Auth.NONE, "");
    }

    /** One that gives its images to one user only. */
    public static OciRegistry guarded(Auth auth, String username, String password) throws IOException {
        return new OciRegistry(auth, username + ":" + password);
    }

    /** One that anybody may pull from over TLS. */
    public static OciRegistry secured(SSLContext identity) throws IOException {
        return new OciRegistry(Auth.NONE, "", overTls(identity), "https");
    }

    /** One that gives its images to one user only, over TLS. */
    public static OciRegistry secured(SSLContext identity, Auth auth, String username, String password)
            throws IOException {
        return new OciRegistry(auth, username + ":" + password, overTls(identity), "https");
    }

    private static HttpServer overTls(SSLContext identity) throws IOException {
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(identity));
        return server;
    }

    public URI url() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on blobs whose media type has that word in it are not there. */
    public void lose(String word) {
        missing = word;
    }

    /** From now on the connection ends in the middle of blobs whose media type has that word in it. */
    public void cut(String word) {
        cut = word;
    }

    /** The paths that were asked for, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /**
     * Offers an image.
     *
     * @param repository its path
     * @param archives docker-archives by architecture, as OCI names that; several make an index
     */
    public void put(String repository, String tag, Map<String, byte[]> archives) throws IOException {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Map.Entry<String, byte[]> archive : archives.entrySet()) {
            byte[] manifest = manifest(archive.getValue());
            Map<String, Object> entry = new HashMap<>(descriptor(MANIFEST, manifest));
            entry.put("platform", Map.of("os", "linux", "architecture", archive.getKey()));
            entries.add(entry);
        }
        byte[] index = JSON.writeValueAsBytes(Map.of("schemaVersion", 2, "mediaType", INDEX, "manifests", entries));
        String top = entries.size() == 1 ? entries.get(0).get("digest").toString() : digest(index);
        blobs.put(digest(index), index);
        tags.put(repository + ":" + tag, top);
    }

    private byte[] manifest(byte[] archive) throws IOException {
        Map<String, byte[]> members = members(archive);
        JsonNode whole = JSON.readTree(members.get("manifest.json")).get(0);
        List<Object> layers = new ArrayList<>();
        for (JsonNode layer : whole.path("Layers")) {
            layers.add(descriptor("application/vnd.oci.image.layer.v1.tar+gzip", gzip(members.get(layer.asText()))));
        }
        Map<String, Object> config = descriptor(
                "application/vnd.oci.image.config.v1+json",
                members.get(whole.path("Config").asText()));
        return JSON.writeValueAsBytes(
                Map.of("schemaVersion", 2, "mediaType", MANIFEST, "config", config, "layers", layers));
    }

    private Map<String, Object> descriptor(String type, byte[] bytes) {
        blobs.put(digest(bytes), bytes);
        types.put(digest(bytes), type);
        return Map.of("mediaType", type, "digest", digest(bytes), "size", bytes.length);
    }

    private static Map<String, byte[]> members(byte[] archive) throws IOException {
        Map<String, byte[]> members = new HashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                members.put(e.getName(), tar.readAllBytes());
            }
        }
        return members;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] bytes) {
        return "sha256:" + Content.of(bytes).sha256();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            String authorization = Optional.ofNullable(
                            exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("");
            if (path.equals("/token")) {
                boolean known = authorization.equals(basic());
                answer(exchange, known ? 200 : 401, ("{\"token\":\"" + TOKEN + "\"}").getBytes(StandardCharsets.UTF_8));
            } else if (!authorization.equals(expected())) {
                exchange.getResponseHeaders().add("WWW-Authenticate", challenge());
                answer(exchange, 401, new byte[0]);
            } else {
                String type = types.getOrDefault(path.substring(path.lastIndexOf('/') + 1), "");
                Optional<byte[]> found = type.contains(missing) ? Optional.empty() : find(path);
                answer(exchange, found.isPresent() ? 200 : 404, found.orElse(new byte[0]), type.contains(cut) ? 2 : 1);
            }
        }
    }

    private String basic() {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private String expected() {
        return switch (auth) {
            case NONE -> "";
            case BASIC -> basic();
            case BEARER -> "Bearer " + TOKEN;
        };
    }

    private String challenge() {
        return auth == Auth.BEARER
                ? "Bearer realm=\"" + url() + "/token\",service=\"registry\",scope=\"repository:all:pull\""
                : "Basic realm=\"registry\"";
    }

    private Optional<byte[]> find(String path) {
        String[] parts = path.replaceFirst("^/v2/", "").split("/(manifests|blobs)/", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        String digest = parts[1].startsWith("sha256:") ? parts[1] : tags.getOrDefault(parts[0] + ":" + parts[1], "");
        return Optional.ofNullable(blobs.get(digest));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        answer(exchange, status, body, 1);
    }

    /** @param part of the body that is sent before the connection is closed: one in so many */
    private static void answer(HttpExchange exchange, int status, byte[] body, int part) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body, 0, body.length / part);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
