package mkrun.lab.script;

import java.util.stream.Collectors;
import mkrun.routeros.Quote;

/**
 * {@code /environment print}: the global variables that have values.
 *
 * <p>Sources: RouterOS's manual, scripting tips and tricks ({@code array={el0="el0_val"}},
 * {@code test={{"11"; "12"}; {"21"; "22"}}}, {@code myBps=71464}). Another page of it shows a name in quotes; the captures
 * are more, and agree.
 */
final class EnvironmentMenu {
    static final String MENU = "/environment";
    static final String PRINT = "print";

    private EnvironmentMenu() {}

    static Value print(Env env) {
        env.globals().all().forEach((name, value) -> env.printLine(name + "=" + shown(value)));
        return Value.NOTHING;
    }

    /** Texts in quotes, arrays in braces, all else as {@code :put} shows it. */
    private static String shown(Value value) {
        if (value instanceof Value.Items array) {
            return array.items().stream()
                    .map(i -> i.key().map(k -> k + "=").orElse("") + shown(i.value()))
                    .collect(Collectors.joining("; ", "{", "}"));
        }
        return value instanceof Value.Str text ? Quote.string(Bytes.text(text.string())) : value.text();
    }
}
