package mkrun.alpine.script;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Programs about the running machine. An image has no daemons to talk to, and state that must differ between
 * containers is left to their first boot.
 */
final class HostState {
    private static final int NO_BUS = 1;

    private HostState() {}

    /**
     * @param ledger told what is left to the first boot
     */
    static Map<String, Program> programs(Consumer<String> ledger) {
        return Map.of(
                "dbus-send",
                call -> NO_BUS,
                "dbus-uuidgen",
                call -> {
                    // the machine's identity: dbus's own service makes it when it starts
                    expect(call, "--ensure");
                    ledger.accept("machine-id is left to the first start of dbus");
                    return 0;
                },
                "rc",
                call -> {
                    // OpenRC's name for the kind of machine, which is none during a build
                    expect(call, "--sys");
                    call.io().out().append('\n');
                    return 0;
                });
    }

    private static void expect(Program.Call call, String option) throws ScriptException {
        if (!call.operands().equals(List.of(option))) {
            throw call.unsupported("not replayed");
        }
    }
}
