package mkrun.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.routeros.Values;

/** The commands of {@code /container} and of what containers hold: what a router lets them do, and when. */
final class Containers implements AutoCloseable {
    private static final String MENU = "/container";

    private final RouterState state;
    private final RouterFiles files;
    private final ContainerLife life;
    private final Netwatches netwatches;

    Containers(LabConfig config, RouterState state, RouterFiles files, RouterLog log, Boot boot, Runnable save) {
        this.state = state;
        this.files = files;
        ContainerFiles disk = new ContainerFiles(config, state, files);
        this.netwatches = new Netwatches(config, state, log, save, this::runner);
        this.life = new ContainerLife(
                config,
                state,
                disk,
                log,
                boot.faults(),
                save,
                listener -> config.containers() == LabContainers.RUNC
                        ? new RuncContainers(config, state, disk, boot.ports(), listener)
                        : new PlayedContainers(config, state, disk, listener),
                netwatches::test);
    }

    private ContainerRunner runner() {
        return life.runner();
    }

    void register(Interpreter interpreter) {
        netwatches.register(interpreter);
        interpreter.on(MENU, "add", this::add);
        interpreter.on(MENU, "set", this::set);
        interpreter.on(MENU, "start", call -> each(call, this::start));
        interpreter.on(MENU, "stop", call -> each(call, this::stop));
        interpreter.on(MENU, "remove", call -> each(call, this::remove));
        interpreter.on(MENU, "shell", new ContainerShell(state, runner())::run);
        interpreter.on(MENU, "comment", Containers::plain);
        interpreter.on(MENU, "unset", Containers::plain);
    }

    void resume() {
        life.resume();
    }

    void reboot() {
        life.reboot();
    }

    private interface RowAction {
        void on(TableRow row) throws RouterError;
    }

    private String each(CommandCall call, RowAction action) throws RouterError {
        requireDeviceMode();
        for (TableRow row : call.rows()) {
            action.on(row);
        }
        return "";
    }

    private void requireDeviceMode() throws RouterError {
        if (!state.single(DeviceMode.MENU).is("container")) {
            throw RouterError.of("failure: not allowed by device-mode");
        }
    }

    private static String plain(CommandCall call) throws RouterError {
        call.proceed();
        return "";
    }

    private String add(CommandCall call) throws RouterError {
        requireDeviceMode();
        requireHealthTimes(call);
        requireKnown(call);
        String file = call.argument("file").orElse("");
        if (file.isEmpty() && call.argument("remote-image").orElse("").isEmpty()) {
            throw RouterError.of("failure: No file or remote-image");
        }
        if (!file.isEmpty() && files.locate(file).filter(Files::isRegularFile).isEmpty()) {
            throw RouterError.of("failure: no such file");
        }
        requireFreeInterfaces(call.argument("interface"), Optional.empty());
        requireFreeRoot(call.argument("root-dir").orElse(""));
        call.proceed().ifPresent(row -> {
            nameIt(row, file);
            life.extract(row);
        });
        return "";
    }

    /** From 7.19 on a container without a name gets one from its image. */
    private void nameIt(TableRow row, String file) {
        if (row.text("name").isEmpty() && state.version().atLeast("7.19")) {
            String source = file.isEmpty() ? row.text("remote-image") : file.replaceFirst("\\.tar(\\.gz)?$", "");
            String wanted = source.substring(source.lastIndexOf('/') + 1);
            String name = wanted;
            for (int n = 2; state.table(MENU).where("name", name).isPresent(); n++) {
                name = wanted + "-" + n;
            }
            row.set("name", name);
        }
    }

    /** A veth that a container holds is no choice for another one. */
    private void requireFreeInterfaces(Optional<String> interfaces, Optional<TableRow> owner) throws RouterError {
        for (String veth : interfaces.orElse("").split(",")) {
            for (TableRow other : state.table(MENU).rows()) {
                boolean own = owner.map(o -> o.id().equals(other.id())).orElse(false);
                if (!own && !veth.isEmpty() && holds(other, veth)) {
                    throw noSuchInterface();
                }
            }
        }
    }

    private RouterError noSuchInterface() {
        String text = "input does not match any value of interface";
        return RouterError.complete(
                state.version().atLeast("7.24") ? text + " (/container/add (interface); line 1)" : text);
    }

    private static boolean holds(TableRow container, String veth) {
        return Arrays.asList(container.text("interface").split(",")).contains(veth);
    }

    private void requireFreeRoot(String rootDir) throws RouterError {
        String root = RouterFiles.normal(rootDir);
        Optional<Path> place = files.locate(root);
        if (root.isEmpty()) {
            throw RouterError.of("missing value(s) of argument(s) root-dir");
        }
        if (place.isEmpty() || files.mountPoint(root)) {
            throw RouterError.of("failure: root-dir overlap with /" + root);
        }
        for (TableRow other : state.table(MENU).rows()) {
            overlap(root, RouterFiles.normal(other.text("root-dir")));
        }
        for (String locked : life.lockedRoots()) {
            overlap(root, locked);
        }
        if (state.version().atLeast("7.23") && Files.exists(place.get())) {
            throw RouterError.of("failure: root-dir overlap with /" + root);
        }
    }

    private static void overlap(String root, String other) throws RouterError {
        if ((root + "/").startsWith(other + "/") || (other + "/").startsWith(root + "/")) {
            throw RouterError.of("failure: root-dir overlap with /" + other);
        }
    }

    /** The least is that of the command tree. */
    private static void requireHealthTimes(CommandCall call) throws RouterError {
        for (String field : List.of("healthcheck-interval", "healthcheck-timeout", "healthcheck-start-interval")) {
            OptionalLong millis = Values.millis(call.argument(field).orElse("1s"));
            if (millis.isPresent() && millis.getAsLong() < 1000) {
                throw RouterError.of("value of " + field + " is out of range (1s..7w17h2m47s295ms)");
            }
        }
    }

    /** What this lab does not know what to make of is no use in a row. */
    private static void requireKnown(CommandCall call) throws RouterError {
        try {
            InlineValues.of(field -> call.argument(field).orElse(""));
        } catch (InlineRefused e) {
            throw RouterError.of("failure: " + e.reason());
        }
    }

    private String set(CommandCall call) throws RouterError {
        requireHealthTimes(call);
        requireKnown(call);
        if (call.argument("remote-image").isPresent() && state.version().atLeast("7.22")) {
            throw RouterError.of("failure: not supported"); // such a router pulls again, in place; ours does not
        }
        for (TableRow row : call.rows()) {
            requireFreeInterfaces(call.argument("interface"), Optional.of(row));
            if (call.argument("root-dir").isPresent()
                    && !ContainerStatus.of(row).in(ContainerStatus.STOPPED)) {
                throw RouterError.of("failure: cannot change root-dir of running container");
            }
        }
        call.proceed();
        return "";
    }

    private void start(TableRow row) throws RouterError {
        if (ContainerStatus.of(row) != ContainerStatus.STOPPED) {
            throw RouterError.of("failure: cannot start, container is not stopped");
        }
        life.start(row);
    }

    private void stop(TableRow row) throws RouterError {
        if (!ContainerStatus.of(row).in(ContainerStatus.RUNNING, ContainerStatus.STARTING)) {
            throw RouterError.of("failure: cannot stop, container is not running");
        }
        life.stop(row);
    }

    private void remove(TableRow row) throws RouterError {
        switch (ContainerStatus.of(row)) {
            case STOPPED, FAILED -> life.remove(row);
            case PULLING, EXTRACTING -> throw RouterError.of("failure: cannot remove container while it is extracted");
            case DELETING -> throw RouterError.of("no such item");
            default -> throw RouterError.of("failure: cannot remove running container");
        }
    }

    /** The configuration has changed. The state's monitor is held. */
    void configured() {
        runner().configured();
    }

    @Override
    public void close() {
        netwatches.close();
        life.close();
    }
}
