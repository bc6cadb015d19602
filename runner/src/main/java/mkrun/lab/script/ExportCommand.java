package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code export} of a menu and all below it: a script that configures another router the same. */
final class ExportCommand {
    /** Arguments that stand alone. */
    static final Set<String> FLAGS = Set.of("compact", "hide-sensitive", "show-sensitive", "terse", "verbose");

    static final String NAME = "export";
    static final String FILE = "file";

    private final Env env;
    private final String menu;
    private final Optional<Expr> condition;
    private final Style style;

    /**
     * @param terse each command in one line, with its menu
     * @param verbose with values that are as they came
     * @param sensitive with passwords
     */
    record Style(boolean terse, boolean verbose, boolean sensitive) {
        static Style of(Set<String> flags, boolean mayReadSecrets) {
            return new Style(
                    flags.contains("terse"),
                    flags.contains("verbose"),
                    flags.contains("show-sensitive") && mayReadSecrets);
        }
    }

    private ExportCommand(Env env, String menu, Arguments arguments) {
        this.env = env;
        this.menu = menu;
        this.condition = arguments.where();
        this.style = Style.of(arguments.flags(), env.session().may(Policies.SENSITIVE));
    }

    /** {@code /export}. */
    static Value all(Arguments arguments, Env env) throws RouterError {
        Policies.check(env, "/", NAME);
        return of(arguments, env, "/", arguments.has(FILE) ? Map.of(FILE, arguments.eval(FILE, env)) : Map.of());
    }

    /** {@code /ip/address/export}, and the like. */
    static Value of(Arguments arguments, Env env, String menu, Map<String, Value> values) throws RouterError {
        Value file = values.get(FILE);
        if (file != null) {
            Policies.require(env, Policies.FTP);
        }
        String text;
        synchronized (env.state()) {
            text = new ExportCommand(env, menu, arguments).text();
        }
        if (file == null) {
            env.print(Bytes.of(text));
        } else {
            env.session().interpreter().writeExport(Bytes.text(file.text()), text);
        }
        return Value.NOTHING;
    }

    private String text() throws RouterError {
        List<String> lines = new ArrayList<>();
        ExportHeader.lines(env.state()).forEach(l -> lines.add(l + Listing.END));
        for (ExportLayout layout : ExportLayout.of(env.state().version())) {
            if (layout.within(menu) && env.state().dialect().has(layout.menu())) {
                section(layout, lines);
            }
        }
        return String.join("", lines);
    }

    private void section(ExportLayout layout, List<String> lines) throws RouterError {
        if (env.session().interpreter().tooSlow(layout.menu())) {
            lines.add("#error exporting \"" + layout.menu() + "\" (timeout)" + Listing.END);
            return;
        }
        List<String> commands = new ExportedMenu(env, layout, style).commands(condition);
        if (!commands.isEmpty() && !style.terse()) {
            lines.add(spaced(layout.menu()) + Listing.END);
        }
        lines.addAll(commands);
    }

    /** A menu as exports write it: {@code /ip address}. */
    static String spaced(String menu) {
        return "/" + menu.substring(1).replace('/', ' ');
    }
}
