package mkrun.inventory;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.inventory.Data.FormatException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML as data: anchors and {@code <<} work, tags other than YAML's own are refused, nothing is instantiated. */
final class YamlData {
    private static final Set<Tag> TAGS =
            Set.of(Tag.STR, Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.NULL, Tag.TIMESTAMP, Tag.MAP, Tag.SEQ, Tag.MERGE);

    private final Map<Node, Data> done = new IdentityHashMap<>();
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlData() {}

    static Data read(String text) throws FormatException {
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(30);
        limits.setMaxAliasesForCollections(50);
        try {
            Node root = new Yaml(limits).compose(new StringReader(text));
            return root == null ? Data.NOTHING : new YamlData().data(root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new FormatException(line, "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new FormatException(
                    0, "not YAML: " + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    private static String advice(Node node) {
        return node.getTag().getValue().startsWith("!vault")
                ? ": encrypted variables are not read; keep secrets in a file of their own and give it with -e @FILE"
                : "";
    }

    private Data data(Node node) throws FormatException {
        Data known = done.get(node);
        if (known != null) {
            return known;
        }
        if (!open.add(node)) {
            throw new FormatException(line(node), "an anchor that holds itself");
        }
        if (!TAGS.contains(node.getTag())) {
            throw new FormatException(
                    line(node), "the tag " + node.getTag() + " is none that mkrun knows" + advice(node));
        }
        Data data = new Data(value(node), line(node));
        open.remove(node);
        done.put(node, data);
        return data;
    }

    private @Nullable Object value(Node node) throws FormatException {
        if (node instanceof MappingNode mapping) {
            return table(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            List<Data> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(data(item));
            }
            return items;
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.getTag().equals(Tag.STR) ? scalar.getValue() : typed(scalar.getValue());
    }

    private static @Nullable Object typed(String word) {
        return word.isEmpty() || word.equals("~") || word.equalsIgnoreCase("null") ? null : Scalars.typed(word);
    }

    private Map<String, Data> table(MappingNode mapping) throws FormatException {
        Map<String, Data> own = new LinkedHashMap<>();
        Map<String, Data> merged = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new FormatException(line(entry.getKeyNode()), "a key that is a list or a map");
            }
            if (key.getTag().equals(Tag.MERGE)) {
                merge(merged, data(entry.getValueNode()));
            } else if (own.put(key.getValue(), keyed(key, entry.getValueNode())) != null) {
                throw new FormatException(line(key), "'" + key.getValue() + "' is there twice");
            }
        }
        own.forEach(merged::put);
        return merged;
    }

    // The line of an entry is the one of its key, which is what an editor should jump to.
    private Data keyed(ScalarNode key, Node value) throws FormatException {
        return new Data(data(value).value(), line(key));
    }

    private static void merge(Map<String, Data> into, Data from) throws FormatException {
        Map<String, Data> table = from.table();
        List<Data> items = from.items();
        if (table != null) {
            table.forEach(into::putIfAbsent);
        } else if (items != null) {
            for (Data item : items) {
                merge(into, item);
            }
        } else {
            throw new FormatException(from.line(), "<< takes maps");
        }
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
