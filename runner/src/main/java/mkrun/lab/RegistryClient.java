package mkrun.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Asks a registry as the distribution specification says, with a password or the token that it gives for one. */
final class RegistryClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PARAMETER = Pattern.compile("([a-z]+)=\"([^\"]*)\"");
    private static final String MANIFESTS =
            "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json,"
                    + " application/vnd.docker.distribution.manifest.list.v2+json,"
                    + " application/vnd.docker.distribution.manifest.v2+json";

    private final RegistryReference image;
    private final HttpClient client;
    private Optional<String> authorization = Optional.empty();

    RegistryClient(RegistryReference image) {
        this.image = image;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        if ("https".equals(image.base().getScheme())) {
            builder.sslContext(image.trust().context());
        }
        this.client = builder.build();
    }

    /**
     * The bytes of a manifest.
     *
     * @param reference a tag or a digest
     * @throws ImageRefused if the registry does not give it
     */
    byte[] manifest(String reference) throws ImageRefused {
        try (InputStream body = get("manifests/" + reference)) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw RegistryReference.failed("timeout waiting data");
        }
    }

    /**
     * A blob; for the caller to read and close.
     *
     * @param missing what a router says where the registry does not give it
     */
    InputStream blob(String digest, ImageRefused missing) throws ImageRefused, IOException {
        try {
            return get("blobs/" + digest);
        } catch (ImageRefused e) { // that speaks of a manifest
            throw missing;
        }
    }

    private InputStream get(String what) throws ImageRefused, IOException {
        URI uri = URI.create(image.base() + "/v2/" + image.repository() + "/" + what);
        HttpResponse<InputStream> answer = send(uri, authorization);
        Optional<String> challenge = answer.headers().firstValue("WWW-Authenticate");
        if (answer.statusCode() == 401 && authorization.isEmpty() && challenge.isPresent()) {
            authorization = answerTo(challenge.get());
            answer = send(uri, authorization);
        }
        if (answer.statusCode() != 200) {
            throw RegistryReference.failed("http code: " + answer.statusCode());
        }
        return answer.body();
    }

    private Optional<String> answerTo(String challenge) throws ImageRefused, IOException {
        Optional<String> basic = image.username().isEmpty() ? Optional.empty() : Optional.of(basic());
        if (!challenge.startsWith("Bearer ")) {
            return basic;
        }
        String realm = "";
        StringBuilder query = new StringBuilder();
        Matcher parameters = PARAMETER.matcher(challenge);
        while (parameters.find()) {
            if (parameters.group(1).equals("realm")) {
                realm = parameters.group(2);
            } else {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(parameters.group(1))
                        .append('=')
                        .append(URLEncoder.encode(parameters.group(2), StandardCharsets.UTF_8));
            }
        }
        HttpResponse<InputStream> answer = send(address(realm + query), basic);
        if (answer.statusCode() != 200) {
            throw RegistryReference.failed("http code: " + answer.statusCode());
        }
        try (InputStream body = answer.body()) {
            JsonNode token = JSON.readTree(body);
            return Optional.of("Bearer " + token.path("token").asText());
        }
    }

    private static URI address(String text) throws ImageRefused {
        try {
            URI uri = URI.create(text);
            HttpRequest.newBuilder(uri);
            return uri;
        } catch (IllegalArgumentException e) { // none that can be asked for a token
            throw RegistryReference.failed("http code: 401");
        }
    }

    private String basic() {
        String pair = image.username() + ":" + image.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<InputStream> send(URI uri, Optional<String> authorized) throws ImageRefused {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Accept", MANIFESTS);
        authorized.ifPresent(a -> request.header("Authorization", a));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (SSLException e) {
            throw RegistryReference.failed(
                    distrusted(e) ? "ssl: no trusted CA certificate found" : "ssl: handshake failed");
        } catch (IOException e) {
            throw RegistryReference.failed("timeout waiting data");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RegistryReference.failed("timeout waiting data");
        }
    }

    /**
     * Whether nobody who is trusted, if anybody is, vouches for the certificate; else what answers does not speak TLS, or
     * none that both know.
     */
    private static boolean distrusted(SSLException failure) {
        return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(GeneralSecurityException.class::isInstance);
    }
}
