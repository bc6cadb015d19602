package mkrun.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mkrun.inventory.InlineVars;
import mkrun.inventory.InventoryException;
import mkrun.inventory.Vars;
import mkrun.inventory.VarsFile;

/**
 * Variables of {@code -e}: {@code key=value} (the value is YAML, so {@code n=3} is a number, too), several of them with blanks
 * between, a map of JSON or YAML in braces, or {@code @file}.
 */
final class ExtraVars {
    /** For the description of the option. */
    static final String FORMS = "key=value, a map of JSON in braces, or @file with YAML or JSON. May be repeated.";

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
    private static final Pattern PAIR = Pattern.compile("\\s*(" + NAME + "=(?:\"[^\"]*\"|'[^']*'|[^\\s\"']*))");
    private static final Pattern PAIRS = Pattern.compile(PAIR + "(?:\\s" + PAIR + ")+\\s*");

    private ExtraVars() {}

    /** All of them, later ones over earlier ones. */
    static Vars parse(List<String> arguments) {
        Vars vars = Vars.EMPTY;
        for (String argument : arguments) {
            vars = vars.with(one(argument));
        }
        return vars;
    }

    private static Vars one(String argument) {
        if (argument.startsWith("@")) {
            return file(argument.substring(1));
        }
        if (argument.startsWith("{")) {
            return map(argument);
        }
        if (!PAIRS.matcher(argument).matches()) {
            return pair(argument);
        }
        Vars vars = Vars.EMPTY;
        for (MatchResult pair : PAIR.matcher(argument).results().toList()) {
            vars = vars.with(pair(pair.group(1)));
        }
        return vars;
    }

    private static Vars map(String argument) {
        return InlineVars.map(argument, "-e")
                .orElseThrow(() -> new CliException(
                        ExitCode.USAGE, "-e '" + argument + "': braces that hold no map of JSON or YAML"));
    }

    private static Vars pair(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        if (equals < 0 || !name.matches(NAME)) {
            throw new CliException(ExitCode.USAGE, "-e '" + argument + "': expected key=value, {map} or @file");
        }
        return InlineVars.pair(name, argument.substring(equals + 1), "-e");
    }

    private static Vars file(String name) {
        try {
            return VarsFile.read(Path.of(name));
        } catch (InventoryException e) {
            throw new CliException(ExitCode.INVALID, "-e @" + name + ":\n" + e.getMessage());
        }
    }
}
