package mkrun.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What an image says about itself.
 *
 * @param tag that the router shows
 * @param imageId SHA-256 of the config, in hexadecimal
 * @param architecture as OCI names it
 * @param config how it wants to be run
 * @param layers names of its layers, lowest first
 * @param diffIds their SHA-256, in hexadecimal
 * @param checked whether it brings a check of its health
 */
record LabImage(
        String tag,
        String imageId,
        String architecture,
        ImageConfig config,
        List<String> layers,
        List<String> diffIds,
        boolean checked) {
    private static final ObjectMapper JSON = new ObjectMapper();
    // Of the variants of arm, routers run up to v7; "v8" would be 64 bits.
    private static final Map<String, String> ARCHITECTURES = Map.of("x86_64", "amd64", "arm64", "arm64", "arm", "arm");

    /**
     * Reads a config.
     *
     * @param routerArchitecture as RouterOS names it
     * @throws ImageRefused if a router of that architecture would not take or not run it
     */
    static LabImage of(String tag, byte[] bytes, List<String> layers, String routerArchitecture)
            throws ImageRefused, IOException {
        JsonNode config = config(bytes);
        String architecture = config.path("architecture").asText();
        requirePlatform(config, architecture, routerArchitecture);
        List<String> diffIds = texts(config.path("rootfs").path("diff_ids"));
        if (layers.isEmpty() || layers.size() != diffIds.size()) {
            throw ImageRefused.nextLayer();
        }
        return new LabImage(
                tag,
                HexFormat.of().formatHex(sha256().digest(bytes)),
                architecture,
                ImageConfig.of(config.path("config")),
                layers,
                diffIds.stream().map(d -> d.replace("sha256:", "")).toList(),
                checked(config.path("config").path("Healthcheck").path("Test")));
    }

    /** As Docker reads it: {@code NONE}, or nothing, is no check. */
    private static boolean checked(JsonNode test) {
        return test.size() > 1 && test.path(0).asText().startsWith("CMD");
    }

    private static JsonNode config(byte[] bytes) throws ImageRefused, IOException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw ImageRefused.noConfig();
        }
    }

    private static void requirePlatform(JsonNode config, String architecture, String router) throws ImageRefused {
        if (!config.path("os").asText().equals("linux")) {
            throw new ImageRefused("download/extract error: image os is not linux");
        }
        boolean tooNew = router.equals("arm") && config.path("variant").asText().equals("v8");
        if (!architecture.equals(architecture(router)) || tooNew) {
            throw new ImageRefused("download/extract error: image is for " + architecture + ", not for " + router);
        }
    }

    /** What OCI calls an architecture of RouterOS. */
    static String architecture(String router) {
        return ARCHITECTURES.getOrDefault(router, router);
    }

    /** The texts of an array; none if it is no array. */
    static List<String> texts(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(n -> all.add(n.asText()));
        return all;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
