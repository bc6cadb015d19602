package mkrun.playbook;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.image.Architecture;
import mkrun.image.ImageHealth;
import mkrun.inventory.Vars;
import mkrun.op.image.ImageDefinition;
import mkrun.task.SourcePos;
import mkrun.task.Task;

/** An image: where its packages come from, its roles, and what else goes into it. Roles go before its own tasks. */
@Block("an image")
public final class ImageScope extends RootfsScope {
    private static final String MIRROR = "https://dl-cdn.alpinelinux.org/alpine";

    private final List<String> repositories = new ArrayList<>();
    private final List<String> roles = new ArrayList<>();
    private final Map<String, String> env = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private List<String> command = ImageDefinition.INIT;
    private Optional<ImageHealth> health = Optional.empty();
    private boolean sandboxesScripts;
    private String keysDir = "";
    private SourcePos rolesAt = Positions.UNKNOWN;
    private Vars own = Vars.EMPTY;

    ImageScope(RootfsPlace place) {
        super(place);
    }

    /** The image's variables and those of the command line. */
    @Override
    @Word("vars.string('name'), vars name: 'value'")
    public Variables getVars() {
        return new Variables(own.with(place().evaluation().extraVars()), Variables.Sight.IMAGE);
    }

    /** Sets variables for the image's roles, above their defaults. */
    public void vars(Map<String, ?> values) {
        own = own.with(Vars.of(Values.plainMap(values), Positions.here().toString()));
    }

    /** Takes packages from the main and community repositories of an Alpine release, {@code 3.20} or {@code edge}. */
    @Word("alpine '3.20'")
    public void alpine(String release) {
        if (!release.matches("\\d+\\.\\d+|edge")) {
            place().evaluation()
                    .problem("'" + release + "' is no Alpine release", "write alpine '3.20', or 'edge'", release);
        }
        String branch = release.equals("edge") ? release : "v" + release;
        repositories.add(MIRROR + "/" + branch + "/main");
        repositories.add(MIRROR + "/" + branch + "/community");
    }

    /**
     * Takes packages from these repositories.
     *
     * @param lines as in {@code /etc/apk/repositories}: a URL or a folder, seen from the playbook if it begins with a
     *     dot; or {@code embedded} for the few demo packages that mkrun itself holds
     */
    @Word("repositories 'https://dl-cdn.alpinelinux.org/alpine/v3.20/main'")
    public void repositories(String... lines) {
        for (String line : lines) {
            repositories.add(line.startsWith(".") ? fromPlaybook(line) : line);
        }
    }

    /** Trusts the {@code .rsa.pub} keys of a folder, seen from the playbook, and no others. */
    @Word("keys 'keys'")
    public void keys(String folder) {
        keysDir = fromPlaybook(folder);
    }

    private String fromPlaybook(String path) {
        return place().directory().resolve(path).normalize().toString();
    }

    /** Applies roles in this order, each after the roles it depends on. */
    @Word("roles 'openrc', 'sshd'")
    public void roles(String... names) {
        rolesAt = Positions.here();
        for (String name : names) {
            place().evaluation().guarded(() -> {
                place().evaluation().roles().inOrder(List.of(name));
                roles.add(name);
            });
        }
    }

    /** Environment of every process of the container. */
    @Word("env TZ: 'Europe/Berlin'")
    public void env(Map<String, ?> variables) {
        Options given = new Options("env", variables, variables.keySet().toArray(String[]::new));
        variables.keySet().forEach(name -> env.put(name, given.text(name, "")));
    }

    /** Labels of the image. */
    @Word("label 'org.opencontainers.image.source': 'https://example.net/alp-rc'")
    public void label(Map<String, ?> values) {
        Options given = new Options("label", values, values.keySet().toArray(String[]::new));
        values.keySet().forEach(name -> labels.put(name, given.text(name, "")));
    }

    /** The program of process 1 and its arguments; OpenRC's {@code /sbin/init} unless said otherwise. */
    @Word("command '/sbin/init'")
    public void command(String... words) {
        command = List.of(words);
    }

    /** The check that the image brings, which its containers have wherever it is run: {@code HEALTHCHECK} in a Dockerfile. */
    @Word("health command: 'wget -q -O /dev/null http://localhost/', startPeriod: '10s'")
    public void health(
            @NamedParams({
                        @NamedParam(value = "command", type = CharSequence.class, required = true),
                        @NamedParam(value = "interval", type = CharSequence.class),
                        @NamedParam(value = "timeout", type = CharSequence.class),
                        @NamedParam(value = "retries", type = Number.class),
                        @NamedParam(value = "startPeriod", type = CharSequence.class)
                    })
                    Map<String, ?> options) {
        place().evaluation().guarded(() -> health = Optional.of(SupervisionWords.imageHealth(options)));
    }

    /**
     * What becomes of packages' scripts that cannot be replayed: {@code replay}, which stops the build there, or
     * {@code sandbox}, which runs them, in bubblewrap and where needed through qemu-user.
     */
    @Word("scripts 'sandbox'")
    public void scripts(String how) {
        if (!how.equals("replay") && !how.equals("sandbox")) {
            place().evaluation().problem("'" + how + "' is no way to handle scripts", "write replay or sandbox", how);
        }
        sandboxesScripts = how.equals("sandbox");
    }

    /** The roles that are there, in the order of their tasks. */
    List<Role> rolesInOrder() {
        return place().evaluation().roles().inOrder(roles);
    }

    /** Where the last of them were named. */
    SourcePos rolesAt() {
        return rolesAt;
    }

    /** What the {@code vars} of the image set. */
    Vars ownVars() {
        return own;
    }

    List<String> repositoryLines() {
        return repositories;
    }

    /**
     * The image with these tasks.
     *
     * @throws IllegalArgumentException for a name that no image can have
     */
    ImageDefinition definition(String name, SourcePos position, Map<Architecture, List<Task>> tasks) {
        return new ImageDefinition(
                name, position, repositories, keysDir, env, labels, command, health, sandboxesScripts, tasks);
    }
}
