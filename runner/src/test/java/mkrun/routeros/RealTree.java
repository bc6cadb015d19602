package mkrun.routeros;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import mkrun.testing.Needs;

/** The command tree that a router of some release showed of itself. */
final class RealTree {
    private final JsonNode root;

    private RealTree(JsonNode root) {
        this.root = root;
    }

    static RealTree of(RouterosVersion version) {
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(Needs.routerosSchema().resolve(version + ".json.gz")))) {
            return new RealTree(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<JsonNode> node(String path) {
        JsonNode node = root;
        for (String word : path.split("/")) {
            node = word.isEmpty() || node == null ? node : node.get(word);
        }
        return Optional.ofNullable(node);
    }

    boolean has(String menu) {
        return node(menu).isPresent();
    }

    Set<String> commands(String menu) {
        return node(menu).map(n -> childrenOf(n, "cmd")).orElse(Set.of());
    }

    Set<String> arguments(String menu, String command) {
        return node(menu + "/" + command).map(n -> childrenOf(n, "arg")).orElse(Set.of());
    }

    /** What the console says of an argument's values; empty if it says nothing. */
    String description(String menu, String command, String argument) {
        return node(menu + "/" + command + "/" + argument)
                .map(n -> n.path("desc").asText(""))
                .orElse("");
    }

    private static Set<String> childrenOf(JsonNode node, String type) {
        Set<String> names = new TreeSet<>();
        node.properties().forEach(child -> {
            if (type.equals(child.getValue().path("_type").asText())) {
                names.add(child.getKey());
            }
        });
        return names;
    }
}
