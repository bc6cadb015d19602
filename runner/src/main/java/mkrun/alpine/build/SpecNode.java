package mkrun.alpine.build;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.alpine.AlpineException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A mapping in a YAML file, whose values are asked for by key; whatever is wrong is said with its line. */
final class SpecNode {
    private static final int MAX_ALIASES = 20;

    private final Path file;
    private final MappingNode node;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private SpecNode(Path file, MappingNode node) throws AlpineException {
        this.file = file;
        this.node = node;
        for (NodeTuple tuple : node.getValue()) {
            String key = scalar(tuple.getKeyNode());
            if (values.put(key, tuple.getValueNode()) != null) {
                throw problem(tuple.getKeyNode(), "'" + key + "' is there twice");
            }
        }
    }

    static SpecNode parse(String text, Path file) throws AlpineException {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(MAX_ALIASES);
        try {
            Node root = new Yaml(limits).compose(new StringReader(text));
            if (!(root instanceof MappingNode mapping)) {
                throw new AlpineException(file + ":1: is no package specification: it has no keys");
            }
            return new SpecNode(file, mapping);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new AlpineException(file + ":" + line + ": is no YAML: " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw new AlpineException(file + ":1: is no YAML: " + e.getMessage(), e);
        }
    }

    /** Refuses keys that nobody asked for. */
    void allow(String... keys) throws AlpineException {
        Set<String> known = Set.of(keys);
        for (NodeTuple tuple : node.getValue()) {
            String key = scalar(tuple.getKeyNode());
            if (!known.contains(key)) {
                throw problem(tuple.getKeyNode(), "unknown key '" + key + "'; there are " + String.join(", ", keys));
            }
        }
    }

    Optional<SpecNode> mapping(String key) throws AlpineException {
        Node value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof MappingNode mapping)) {
            throw problem(value, "'" + key + "' has keys of its own");
        }
        return Optional.of(new SpecNode(file, mapping));
    }

    /** The items of a list of mappings. */
    List<SpecNode> mappings(String key) throws AlpineException {
        List<SpecNode> items = new ArrayList<>();
        for (Node item : items(key)) {
            if (!(item instanceof MappingNode mapping)) {
                throw problem(item, "an item of '" + key + "' has keys of its own");
            }
            items.add(new SpecNode(file, mapping));
        }
        return items;
    }

    /** The items of a list of texts. */
    List<String> texts(String key) throws AlpineException {
        List<String> items = new ArrayList<>();
        for (Node item : items(key)) {
            items.add(scalar(item));
        }
        return items;
    }

    private List<Node> items(String key) throws AlpineException {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            throw problem(value, "'" + key + "' is a list");
        }
        return sequence.getValue();
    }

    String required(String key) throws AlpineException {
        String text = text(key, "");
        if (text.isEmpty()) {
            throw problem(node, "'" + key + "' is missing");
        }
        return text;
    }

    String text(String key, String otherwise) throws AlpineException {
        Node value = values.get(key);
        return value == null ? otherwise : scalar(value);
    }

    int number(String key, int radix, int otherwise) throws AlpineException {
        Node value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseUnsignedInt(scalar(value), radix);
        } catch (NumberFormatException e) {
            throw problem(value, "'" + scalar(value) + "' is no " + (radix == 8 ? "octal " : "") + "number");
        }
    }

    Set<String> keys() {
        return values.keySet();
    }

    /** A problem with the value of a key, or with this mapping if it has none. */
    AlpineException problem(String key, String message) {
        return problem(values.getOrDefault(key, node), message);
    }

    private AlpineException problem(Node at, String message) {
        return new AlpineException(file + ":" + (at.getStartMark().getLine() + 1) + ": " + message);
    }

    private String scalar(Node value) throws AlpineException {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw problem(value, "a text is expected here");
    }
}
