package mkrun.lab.script;

import java.util.Collection;
import java.util.stream.Collectors;
import mkrun.routeros.RouterosVersion;

/** Errors that several commands give, worded as the version at hand does. */
final class Refusals {
    private Refusals() {}

    /** Commands say from 7.20 on where they failed. */
    static RouterError located(RouterError error, RouterosVersion version, String command, int line) {
        if (error.located() || !version.atLeast("7.20")) {
            return error.atLine(line);
        }
        return RouterError.complete(error.text() + " (" + command + "; line " + line + ")");
    }

    /** Arguments without which a command does not run; this one says where it failed only from 7.22 on. */
    static RouterError missing(RouterosVersion version, Collection<String> names) {
        String text = "missing value(s) of argument(s) " + String.join(" ", names);
        return version.atLeast("7.22") ? RouterError.of(text) : RouterError.complete(text);
    }

    static RouterError noSuchItem() {
        return RouterError.of("no such item");
    }

    static RouterError invalid(String argument) {
        return RouterError.complete("invalid value for argument " + argument);
    }

    /** 7.24 names the argument a second time, beside the command. */
    static RouterError noMatch(RouterosVersion version, String command, String argument) {
        return noMatch(version, command, argument, argument);
    }

    /** @param kind what the argument should have named */
    static RouterError noMatch(RouterosVersion version, String command, String argument, String kind) {
        String text = "input does not match any value of " + kind;
        return version.atLeast("7.24")
                ? RouterError.placed(text, command + " (" + argument + ")")
                : RouterError.complete(text);
    }

    /**
     * What can be one of several kinds is told for each; so was it seen of a bridge's ports.
     *
     * @param kinds what the argument could have named
     */
    static RouterError noMatch(String argument, Collection<String> kinds) {
        return RouterError.complete("invalid value for argument " + argument + ":"
                + kinds.stream()
                        .map(kind -> "\r\n    input does not match any value of " + kind)
                        .collect(Collectors.joining()));
    }

    static RouterError ambiguous(String argument) {
        return RouterError.complete("ambiguous value of " + argument + ", more than one possible value matches input");
    }
}
