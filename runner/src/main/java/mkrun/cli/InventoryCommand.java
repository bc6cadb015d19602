package mkrun.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mkrun.inventory.Group;
import mkrun.inventory.Host;
import mkrun.inventory.Inventory;
import mkrun.target.Secret;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mkrun inventory}: what the inventory says, as mkrun understands it. */
@Command(
        name = "inventory",
        description = "Show the inventory as mkrun understands it.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class InventoryCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;

    @Mixin
    private InventoryArguments arguments = new InventoryArguments();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private What what = new What();

    static final class What {
        @Option(names = "--graph", description = "Groups and hosts as a tree.")
        boolean graph;

        @Option(names = "--list", description = "Every host with its groups and variables, as JSON.")
        boolean list;

        @Option(
                names = "--host",
                paramLabel = "HOST",
                description = "The variables of one host, and where each was written.")
        String host = "";
    }

    InventoryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        Inventory inventory = Inventories.read(console, arguments, PlaybookFiles.WORKING_DIRECTORY)
                .with(ExtraVars.parse(arguments.extraVars));
        if (what.graph) {
            graph(inventory, Inventory.ALL, "");
        } else if (what.list) {
            list(inventory);
        } else {
            host(inventory);
        }
        return ExitCode.OK.code();
    }

    /** The tree in ansible-inventory's drawing. */
    private void graph(Inventory inventory, String name, String indent) {
        console.out().println(indent + "@" + name + ":");
        Group group = inventory.group(name).orElseThrow();
        String below = indent.isEmpty() ? "  |--" : "  |" + indent;
        group.children().forEach(child -> graph(inventory, child, below));
        group.hosts().forEach(host -> console.out().println(below + host));
    }

    private void list(Inventory inventory) throws JsonProcessingException {
        Map<String, Object> hosts = new LinkedHashMap<>();
        for (Host host : Inventories.select(inventory, arguments.limit)) {
            Map<String, Object> description = new LinkedHashMap<>();
            description.put("groups", host.groups());
            description.put("vars", variables(host));
            hosts.put(host.name(), description);
        }
        console.out()
                .println(JSON.copy().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(hosts));
    }

    private void host(Inventory inventory) throws JsonProcessingException {
        Host host = inventory
                .host(what.host)
                .orElseThrow(() -> new CliException(
                        ExitCode.INVALID,
                        "no host '" + what.host + "' in the inventory; there are: "
                                + String.join(
                                        ", ",
                                        inventory.hosts().stream()
                                                .map(Host::name)
                                                .toList())));
        List<String[]> lines = new ArrayList<>();
        for (Map.Entry<String, Object> variable : variables(host).entrySet()) {
            lines.add(new String[] {
                variable.getKey() + ": " + JSON.writeValueAsString(variable.getValue()),
                host.vars().origin(variable.getKey()).orElse("")
            });
        }
        int width = lines.stream().mapToInt(l -> l[0].length()).max().orElse(0);
        lines.forEach(l -> console.out().println(l[0] + " ".repeat(width - l[0].length()) + "  # " + l[1]));
    }

    private static Map<String, Object> variables(Host host) {
        Map<String, Object> shown = new LinkedHashMap<>();
        host.vars().asMap().forEach((name, value) -> shown.put(name, SecretVars.isSecret(name) ? Secret.MASK : value));
        return shown;
    }
}
