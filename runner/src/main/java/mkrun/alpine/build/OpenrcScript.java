package mkrun.alpine.build;

import java.util.ArrayList;
import java.util.List;
import mkrun.alpine.AlpineException;

/** An OpenRC service script for a command (openrc-run(8)). */
final class OpenrcScript {
    private OpenrcScript() {}

    static String of(SpecNode service, String name) throws AlpineException {
        boolean supervised = service.text("supervise", "true").equals("true");
        List<String> lines = new ArrayList<>(List.of("#!/sbin/openrc-run", ""));
        set(lines, "description", service.text("description", name));
        if (supervised) {
            set(lines, "supervisor", "supervise-daemon");
        } else {
            set(lines, "command_background", "yes");
        }
        set(lines, "command", service.required("command"));
        set(lines, "command_args", service.text("args", ""));
        set(lines, "command_user", service.text("user", ""));
        set(lines, "pidfile", service.text("pidfile", "/run/$RC_SVCNAME.pid"));
        List<String> needs = service.texts("needs");
        if (!needs.isEmpty()) {
            lines.addAll(List.of("", "depend() {", "\tneed " + String.join(" ", needs), "}"));
        }
        return String.join("\n", lines) + "\n";
    }

    private static void set(List<String> lines, String key, String value) {
        if (!value.isEmpty()) {
            lines.add(key + "=\""
                    + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("`", "\\`") + "\"");
        }
    }
}
