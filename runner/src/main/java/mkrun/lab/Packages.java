package mkrun.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.Table;
import mkrun.lab.script.TableRow;
import mkrun.routeros.PackageHeader;
import mkrun.routeros.RouterosException;

/**
 * The menu {@code /system/package}, and what becomes of package files when the router goes down. From 7.18 on that waits
 * for {@code apply-changes}: a plain reboot leaves both schedule and files as they are, so that whoever relies on one
 * finds out here.
 */
final class Packages {
    static final String MENU = "/system/package";

    /** What disks of other machines, arrays and disks in memory need. */
    static final String STORAGE = "rose-storage";

    private static final String SYSTEM = "routeros";
    private static final String SCHEDULED = "scheduled";
    private static final String FILE_END = ".npk";

    private final LabConfig config;
    private final RouterState state;
    private final RouterFiles files;

    Packages(LabConfig config, RouterState state, RouterFiles files) {
        this.config = config;
        this.state = state;
        this.files = files;
    }

    void register(Interpreter interpreter) {
        interpreter.on(MENU, "enable", call -> schedule(call, true, "scheduled for enable"));
        interpreter.on(MENU, "disable", call -> schedule(call, false, "scheduled for disable"));
        interpreter.on(MENU, "uninstall", call -> schedule(call, false, "scheduled for uninstall"));
        interpreter.on(MENU, "unschedule", call -> {
            call.rows().forEach(row -> row.set(SCHEDULED, ""));
            return "";
        });
    }

    /** What a router comes with. */
    static void fill(LabConfig config, RouterState state) {
        Table packages = state.table(MENU);
        packages.replaceAll(List.of());
        if (config.hardware().containerPackage()) {
            packages.add(row(config, "container", 1_183_846));
        }
        if (config.hardware().storagePackage()) {
            packages.add(row(config, STORAGE, 1_921_121));
        }
        packages.add(row(config, SYSTEM, 12_189_696));
    }

    private static Map<String, String> row(LabConfig config, String name, long size) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("version", config.version().toString());
        row.put(SCHEDULED, "");
        row.put("build-time", SystemMenus.buildTime(config.version()));
        row.put("size", Long.toString(size));
        row.put("disabled", "false");
        return row;
    }

    private static String schedule(CommandCall call, boolean disabled, String what) throws RouterError {
        for (TableRow row : call.rows()) {
            if (row.text("name").equals(SYSTEM)) {
                throw RouterError.of("failure: can not change system package");
            }
            row.set(SCHEDULED, row.is("disabled") == disabled || what.endsWith("uninstall") ? what : "");
        }
        return "";
    }

    /** Whether there is anything to apply. */
    boolean pending() {
        return state.table(MENU).rows().stream()
                        .anyMatch(r -> !r.text(SCHEDULED).isEmpty())
                || !uploaded().isEmpty();
    }

    /**
     * What is done on the way down.
     *
     * @param applying whether {@code apply-changes} asked for it
     * @return what the log says when the router is up again
     */
    List<RouterLog.Line> goingDown(boolean applying) {
        if (state.version().atLeast("7.18") && !applying) {
            return List.of();
        }
        List<RouterLog.Line> notes = new ArrayList<>();
        state.table(MENU).rows().forEach(row -> carryOut(row, notes));
        uploaded().forEach(file -> install(file, notes));
        return notes;
    }

    private void carryOut(TableRow row, List<RouterLog.Line> notes) {
        String name = row.text("name") + "-" + row.text("version");
        switch (row.text(SCHEDULED)) {
            case "scheduled for enable" -> row.set("disabled", false);
            case "scheduled for disable" -> row.set("disabled", true);
            case "scheduled for uninstall" -> {
                state.table(MENU).remove(row);
                notes.add(new RouterLog.Line("system,info", "uninstalled " + name));
            }
            default -> {
                return;
            }
        }
        row.set(SCHEDULED, "");
    }

    /** Package files in the root of the system disk; elsewhere routers do not look. */
    private List<Path> uploaded() {
        try (Stream<Path> all = Files.list(files.root())) {
            return all.filter(f -> f.getFileName().toString().endsWith(FILE_END))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void install(Path file, List<RouterLog.Line> notes) {
        String name = file.getFileName().toString().replaceFirst("\\.npk$", "");
        try {
            PackageHeader header = PackageHeader.of(Files.readAllBytes(file));
            Optional<String> refusal = refusal(header, name);
            if (refusal.isPresent()) {
                notes.add(error(name, refusal.get()));
                return;
            }
            state.table(MENU).where("name", header.name()).ifPresent(state.table(MENU)::remove);
            state.table(MENU).add(row(config, header.name(), Files.size(file)));
            Files.delete(file);
            notes.add(new RouterLog.Line("system,info", "installed " + header.name() + "-" + header.version()));
        } catch (RouterosException | IOException e) {
            notes.add(error(name, "bad file"));
        }
    }

    private Optional<String> refusal(PackageHeader header, String name) {
        if (header.mismatch(config.version(), header.architecture().orElse("")).isPresent()) {
            return Optional.of("wrong version");
        }
        String told = name.endsWith("-x86") ? "x86_64" : name.substring(name.lastIndexOf('-') + 1);
        String architecture = header.architecture().orElse(told);
        return architecture.equals(config.architecture())
                        || architecture.equals(header.version().toString())
                ? Optional.empty()
                : Optional.of("wrong architecture");
    }

    private static RouterLog.Line error(String name, String why) {
        return new RouterLog.Line("system,error", "can not install " + name + ": " + why);
    }
}
