package mkrun.alpine.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.target.rootfs.RootfsTree;

/**
 * The table of effects: programs that packages bring and their scripts call, and what they do to a root, for the versions
 * of the package for which that is known. What scripts say in the shell itself needs no row.
 */
final class Effects {
    private static final int NO_BUS = 1;

    private final Function<String, Optional<String>> versions;
    private final List<Row> rows;

    /**
     * @param programs names of the programs, and what each does
     * @param owner the package and the versions of it that do this
     */
    private record Row(Dependency owner, Map<String, Program> programs) {}

    /**
     * @param versions the installed version of a package by its name
     * @param ledger told what was done, and what is left to the first boot
     */
    Effects(RootfsTree tree, Function<String, Optional<String>> versions, Consumer<String> ledger) {
        this.versions = versions;
        this.rows = List.of(
                row("openrc", new OpenrcTools(tree, ledger).all()),
                row("apk-tools", Map.of("apk", new ApkTool(tree)::run)),
                // before, no line end stood behind each certificate of the bundle
                row(
                        "ca-certificates>=20191127-r1",
                        Map.of("update-ca-certificates", new CaCertificates(tree, ledger)::update)),
                row("ca-certificates", Map.of("c_rehash", new CertificateHashes(tree, ledger)::link)),
                row("dbus", Map.of("dbus-send", call -> NO_BUS, "dbus-uuidgen", call -> machineId(call, ledger))));
    }

    /**
     * What a program does.
     *
     * @param path where the tree has it, for messages
     * @throws ScriptException if that is not known
     */
    Program of(Program.Call call, String path) throws ScriptException {
        String name = FileTools.lastName(path);
        String reason = "the program " + path + " has no counterpart in mkrun";
        for (Row row : rows) {
            Program program = row.programs.get(name);
            String version = versions.apply(row.owner.name()).orElse(null);
            if (program != null && version != null) {
                if (row.owner.names(row.owner.name(), version)) {
                    return program;
                }
                reason += " for " + row.owner.name() + " " + version + ", only for " + row.owner;
            }
        }
        throw call.unsupported(reason);
    }

    /** The machine's identity must differ between containers: dbus's own service makes it when it starts. */
    private static int machineId(Program.Call call, Consumer<String> ledger) throws ScriptException {
        if (call.operands().size() != 1 || !call.operands().get(0).matches("--ensure(=/etc/machine-id)?")) {
            throw call.unsupported("not replayed");
        }
        ledger.accept("machine-id is left to the first start of dbus");
        return 0;
    }

    private static Row row(String owner, Map<String, Program> programs) {
        try {
            return new Row(Dependency.parse(owner), programs);
        } catch (AlpineException e) {
            throw new AssertionError("the table is wrong: " + owner, e);
        }
    }
}
