package mkrun.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;

/** The commands of {@code /container} and of what containers hold: what a router lets them do, and when. */
final class Containers implements AutoCloseable {
    private static final String MENU = "/container";

    private final LabConfig config;
    private final RouterState state;
    private final RouterFiles files;
    private final ContainerLife life;

    Containers(LabConfig config, RouterState state, RouterFiles files, RouterLog log, Runnable save) {
        this.config = config;
        this.state = state;
        this.files = files;
        this.life = new ContainerLife(config, state, files, log, save);
    }

    void register(Interpreter interpreter) {
        interpreter.on(MENU, "add", this::add);
        interpreter.on(MENU, "set", this::set);
        interpreter.on(MENU, "start", call -> each(call, this::start));
        interpreter.on(MENU, "stop", call -> each(call, this::stop));
        interpreter.on(MENU, "remove", call -> each(call, this::remove));
        interpreter.on(MENU, "shell", Containers::shell);
        interpreter.on("/interface/veth", "remove", this::removeVeth);
        interpreter.on("/container/mounts", "add", this::addMount);
    }

    void resume() {
        life.resume();
    }

    private interface RowAction {
        void on(TableRow row) throws RouterError;
    }

    private String each(CommandCall call, RowAction action) throws RouterError {
        requireDeviceMode();
        for (TableRow row : call.rows()) {
            action.on(row);
        }
        if (!call.rows().isEmpty()) {
            state.changed();
        }
        return "";
    }

    private void requireDeviceMode() throws RouterError {
        if (!config.hardware().containersAllowed()) {
            throw RouterError.of("failure: not allowed by device-mode");
        }
    }

    private String add(CommandCall call) throws RouterError {
        requireDeviceMode();
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
                    throw RouterError.of("input does not match any value of interface");
                }
            }
        }
    }

    private static boolean holds(TableRow container, String veth) {
        return Arrays.asList(container.text("interface").split(",")).contains(veth);
    }

    private void requireFreeRoot(String rootDir) throws RouterError {
        String root = RouterFiles.normal(rootDir);
        Optional<Path> place = files.locate(root);
        if (place.isEmpty() || root.equals(RouterFiles.SLOT)) {
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

    private String set(CommandCall call) throws RouterError {
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
            case EXTRACTING -> throw RouterError.of("failure: cannot remove container while it is extracted");
            case DELETING -> throw RouterError.of("no such item");
            default -> throw RouterError.of("failure: cannot remove running container");
        }
    }

    private static String shell(CommandCall call) throws RouterError {
        for (TableRow row : call.rows()) {
            if (ContainerStatus.of(row) != ContainerStatus.RUNNING) {
                throw RouterError.of("failure: container is not running");
            }
        }
        throw RouterError.of("failure: this router is emulated by mkrun, nothing runs in its containers");
    }

    private String removeVeth(CommandCall call) throws RouterError {
        for (TableRow veth : call.rows()) {
            for (TableRow container : state.table(MENU).rows()) {
                if (holds(container, veth.text("name"))) {
                    throw RouterError.of("failure: in use by container "
                            + container.get("name").orElse(container.id()));
                }
            }
        }
        List<TableRow> removed = List.copyOf(call.rows());
        call.proceed();
        removed.forEach(this::orphanPorts);
        return "";
    }

    /** Ports of bridges stay behind with the id of the interface that is gone. */
    private void orphanPorts(TableRow veth) {
        for (TableRow port : state.table("/interface/bridge/port").rows()) {
            if (port.text("interface").equals(veth.text("name"))) {
                port.set("interface", veth.id());
            }
        }
    }

    private String addMount(CommandCall call) throws RouterError {
        String list = call.argument("list").orElse("");
        String target = call.argument("dst").orElse("");
        if (RouterFiles.normal(target).isEmpty()) {
            throw RouterError.of("failure: invalid dst");
        }
        boolean taken = state.table("/container/mounts").rows().stream()
                .anyMatch(m -> m.text("list").equals(list)
                        && RouterFiles.normal(m.text("dst")).equals(RouterFiles.normal(target)));
        if (taken) {
            throw RouterError.of("failure: mount with same dst already exists");
        }
        call.proceed();
        return "";
    }

    @Override
    public void close() {
        life.close();
    }
}
