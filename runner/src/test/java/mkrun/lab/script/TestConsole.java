package mkrun.lab.script;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import mkrun.routeros.RouterosVersion;

/** A console over a router with one interface and nothing that happens by itself. */
final class TestConsole {
    private final RouterState state;
    private final Interpreter interpreter;

    TestConsole(String version) {
        state = new RouterState(RouterosVersion.parse(version), Set.of("routeros", "container", "routerboard"));
        interpreter = new Interpreter(state, time -> {});
        interpreter.on("/container", "add", call -> {
            call.proceed();
            return "";
        });
        synchronized (state) {
            Map<String, String> ether = new LinkedHashMap<>();
            ether.put("name", "ether1");
            ether.put("type", "ether");
            ether.put("disabled", "false");
            state.table("/interface").add(ether);
            state.single("/system/identity").set("name", "MikroTik");
        }
    }

    RouterState state() {
        return state;
    }

    Interpreter interpreter() {
        return interpreter;
    }

    String run(String line) {
        return interpreter.execute(line);
    }

    /** Runs lines that must print nothing. */
    TestConsole given(String... lines) {
        for (String line : lines) {
            String output = run(line);
            if (!output.isEmpty()) {
                throw new AssertionError(line + " printed: " + output);
            }
        }
        return this;
    }

    /** What {@code :put} prints of an expression, without the line's end. */
    String put(String expression) {
        return run(":put " + expression).replaceFirst("\r\n\\z", "");
    }

    Map<String, String> row(String menu, String id) {
        return new HashMap<>(state.table(menu).row(id).orElseThrow().values());
    }
}
