package mkrun.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import mkrun.inventory.Host;
import mkrun.inventory.Inventory;
import mkrun.inventory.Vars;
import mkrun.playbook.StatedVersion;
import mkrun.routeros.RouterosVersion;
import mkrun.run.TargetFactory;
import mkrun.target.Secret;
import mkrun.target.Target;
import mkrun.target.TargetException;
import mkrun.target.routeros.Expected;
import mkrun.target.routeros.KnownRouters;
import mkrun.target.routeros.RouterTarget;
import mkrun.target.routeros.RowRoom;
import mkrun.target.routeros.TerminalLink;
import mkrun.target.routeros.UploadSlots;
import mkrun.target.ssh.HostKeys;
import mkrun.target.ssh.SshLink;
import mkrun.target.ssh.SshSettings;
import org.jspecify.annotations.Nullable;

/**
 * Reaches hosts as their variables say: {@code connection} ({@code ssh} or {@code lab}), {@code host}, {@code port},
 * {@code user}, {@code password}, {@code private_key_file}, {@code private_key_passphrase}, {@code known_hosts}, and how long to
 * wait ({@link Timeouts}). Ansible's names ({@code ansible_host} …) are understood too.
 * Uploads to hosts of one {@code site} wait for each other ({@link Sites}). The version that {@code routeros} states is compared with what the router says.
 */
final class HostTargets implements TargetFactory, AutoCloseable {
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    private final Inventory inventory;
    private final Console console;
    private final LabHosts lab;
    private final @Nullable Secret askedPassword;
    private final UploadSlots slots;
    private final KnownRouters known;
    private final PulledSchemas schemas;
    private final HostKeys hostKeys = new HostKeys();
    private final RowRoom room = RowRoom.ofHeap();

    /** Targets to which nothing is uploaded; see {@link #HostTargets(Inventory, StateDir, Console, boolean, int)}. */
    HostTargets(Inventory inventory, StateDir state, Console console, boolean askPass) {
        this(inventory, state, console, askPass, 1);
    }

    /**
     * Asks for the password at once if it is to be asked for, so that no host waits for it later.
     *
     * @param uploads how many at a time, to all hosts together
     */
    HostTargets(Inventory inventory, StateDir state, Console console, boolean askPass, int uploads) {
        this.inventory = inventory;
        this.console = console;
        this.schemas = new PulledSchemas(state);
        this.known = KnownRouters.in(state.cache().resolve("routers"));
        this.slots = new UploadSlots(uploads);
        this.lab = new LabHosts(state);
        this.askedPassword = askPass ? askPassword(console) : null;
    }

    /** The same outside of plays: notices go to the screen as they come. */
    Target open(String name, Set<String> reads) throws TargetException {
        return open(name, reads, notices(name));
    }

    /** Shows what a host has to be waited for, as plays do. */
    Consumer<String> notices(String name) {
        return text -> {
            console.err().println("[WARNING]: " + name + ": " + text);
            console.err().flush();
        };
    }

    @Override
    public Target open(String name, Set<String> reads, Consumer<String> notices) throws TargetException {
        Host host = inventory.host(name).orElseThrow();
        UploadSlots.Way way = slots.way(new Sites(inventory).of(host));
        Optional<RouterosVersion> stated = reads.isEmpty() ? Optional.empty() : StatedVersion.of(host);
        try {
            return RouterTarget.open(
                    () -> connect(name), new Expected(reads, known, stated, schemas), way, room, notices);
        } catch (CliException e) {
            throw new TargetException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Connects and logs in, and asks the router nothing yet. The caller closes the link.
     *
     * @param name of a host of the inventory
     */
    TerminalLink connect(String name) throws TargetException {
        Host host = inventory.host(name).orElseThrow();
        String connection = variable(host.vars(), "connection").orElse("ssh");
        SshSettings settings =
                switch (connection) {
                    case "ssh" -> ssh(host.name(), host.vars(), askedPassword);
                    case "lab" -> lab.start(host);
                    default -> throw neither(host.vars(), connection);
                };
        return SshLink.connect(settings, hostKeys);
    }

    /**
     * What is wrong with the variables by which hosts are reached, each with its place; nobody is contacted.
     *
     * @param names of hosts of the inventory
     */
    static Set<String> problems(Inventory inventory, Collection<String> names) {
        Set<String> problems = new LinkedHashSet<>(); // a group's mistake is one
        for (String name : names) {
            Host host = inventory.host(name).orElseThrow();
            try {
                check(host);
                new Sites(inventory).of(host);
            } catch (TargetException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return problems;
    }

    private static void check(Host host) throws TargetException {
        String connection = variable(host.vars(), "connection").orElse("ssh");
        switch (connection) {
            case "ssh" -> ssh(host.name(), host.vars(), null);
            case "lab" -> LabHosts.check(host);
            default -> throw neither(host.vars(), connection);
        }
    }

    private static TargetException neither(Vars vars, String connection) {
        return new TargetException(
                "connection '" + connection + "' (" + origin(vars, "connection") + ") is neither ssh nor lab");
    }

    /** What nobody may see of what hosts say: secrets of the inventory, and the password that was asked for. */
    List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>(SecretVars.of(inventory));
        if (askedPassword != null) {
            secrets.add(askedPassword);
        }
        return secrets;
    }

    /** The router's own word counts; whoever keeps the inventory should hear of it. */
    @Override
    public List<String> warnings(String name, Map<String, Object> facts) {
        Host host = inventory.host(name).orElseThrow();
        String reported = String.valueOf(facts.get("version"));
        Optional<RouterosVersion> stated = StatedVersion.of(host);
        return stated.isEmpty() || stated.get().toString().equals(reported)
                ? List.of()
                : List.of("the inventory states RouterOS " + stated.get() + " (" + StatedVersion.origin(host)
                        + "), but it runs " + reported + ", which is what counts");
    }

    private static SshSettings ssh(String name, Vars vars, @Nullable Secret askedPassword) throws TargetException {
        SshSettings settings = SshSettings.of(
                        said(vars, "host", "address").orElse(name),
                        said(vars, "user", "name").orElse("admin"))
                .withPort(port(vars));
        Optional<String> password = variable(vars, "password");
        if (password.isPresent()) {
            settings = settings.withPassword(Secret.of(password.get()));
        } else if (askedPassword != null) {
            settings = settings.withPassword(askedPassword);
        }
        Optional<String> key = variable(vars, "private_key_file");
        if (key.isEmpty()) {
            key = variable(vars, "ssh_private_key_file");
        }
        if (key.isPresent()) {
            settings = settings.withKeyFiles(List.of(home(key.get())));
        }
        Optional<String> passphrase = variable(vars, "private_key_passphrase");
        if (passphrase.isPresent()) {
            settings = settings.withKeyPassphrase(Secret.of(passphrase.get()));
        }
        Optional<String> knownHosts = variable(vars, "known_hosts");
        if (knownHosts.isPresent()) {
            settings = settings.withKnownHosts(home(knownHosts.get()));
        }
        return Timeouts.of(vars, settings);
    }

    /** Whether the host is an emulated router. */
    static boolean isLab(Host host) {
        return variable(host.vars(), "connection").orElse("").equals("lab");
    }

    /** A variable by our name, or by Ansible's. */
    static Optional<String> variable(Vars vars, String name) {
        Optional<String> ours = vars.string(name);
        return ours.isPresent() ? ours : vars.string("ansible_" + name);
    }

    /** Where a variable was written, by our name or by Ansible's. */
    static String origin(Vars vars, String name) {
        return vars.origin(name).or(() -> vars.origin("ansible_" + name)).orElse("inventory");
    }

    // An empty one, as a template leaves it, is a slip: the host's own name, or admin, would be somebody else.
    private static Optional<String> said(Vars vars, String name, String what) throws TargetException {
        Optional<String> text = variable(vars, name);
        if (text.isPresent() && text.get().isBlank()) {
            throw new TargetException(name + " '" + text.get() + "' (" + origin(vars, name) + ") is no " + what);
        }
        return text;
    }

    // A port that is none is refused: the default would lead to something else that listens.
    private static int port(Vars vars) throws TargetException {
        Optional<String> said = variable(vars, "port");
        if (said.isEmpty()) {
            return SshSettings.DEFAULT_PORT;
        }
        String text = said.get().strip();
        if (PORT.matcher(text).matches()) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        throw new TargetException(
                "port '" + text + "' (" + origin(vars, "port") + ") is no port: a number from 1 to 65535");
    }

    private static Path home(String file) {
        return file.startsWith("~/") ? Path.of(System.getProperty("user.home"), file.substring(2)) : Path.of(file);
    }

    private static Secret askPassword(Console console) {
        java.io.Console terminal = System.console();
        if (terminal == null) {
            throw new CliException(ExitCode.USAGE, "--ask-pass needs a terminal to ask on");
        }
        console.out().flush();
        char[] password = terminal.readPassword("SSH password: ");
        return Secret.of(password == null ? "" : new String(password));
    }

    @Override
    public void close() {
        lab.close();
    }
}
