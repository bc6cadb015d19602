package mkrun.alpine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One dependency as packages and world files write it: {@code [!]name[@tag][op version]}.
 *
 * @param name name of a package or of something provided ({@code so:libc.musl-x86_64.so.1}, {@code /bin/sh})
 * @param tag repository tag without the {@code @}, or empty
 * @param conflict whether it must not be there ({@code !name})
 * @param operator how versions compare
 * @param version the version to compare with, empty exactly for {@link Operator#ANY}
 */
public record Dependency(String name, String tag, boolean conflict, Operator operator, String version) {
    private static final Pattern SYNTAX = Pattern.compile("(!?)([^@<>=~!\\s]+)(?:@([^<>=~\\s]+))?(?:([<>=~]+)(\\S+))?");

    /**
     * Reads one dependency.
     *
     * @throws AlpineException if it is malformed; the message quotes it in apk's words
     */
    public static Dependency parse(String text) throws AlpineException {
        Matcher m = SYNTAX.matcher(text);
        if (m.matches()) {
            String version = m.group(5) == null ? "" : m.group(5);
            Operator operator =
                    Operator.of(m.group(4) == null ? "" : m.group(4)).orElse(null);
            if (operator != null
                    && (version.isEmpty() || operator == Operator.CHECKSUM || ApkVersion.isValid(version))) {
                String tag = m.group(3) == null ? "" : m.group(3);
                return new Dependency(m.group(2), tag, !m.group(1).isEmpty(), operator, version);
            }
        }
        throw new AlpineException("'" + text + "' is not a valid dependency, format is name(@tag)([<>~=]version)");
    }

    /** Reads a list separated by spaces or line ends. */
    public static List<Dependency> parseList(String text) throws AlpineException {
        List<Dependency> list = new ArrayList<>();
        for (String token : text.split("[ \n]+")) {
            if (!token.isEmpty()) {
                list.add(parse(token));
            }
        }
        return List.copyOf(list);
    }

    /** Any version of a name. */
    public static Dependency on(String name) {
        return new Dependency(name, "", false, Operator.ANY, "");
    }

    /** Whether this names that package, by its own name and version and not by what it provides. */
    public boolean names(String packageName, String packageVersion) {
        return name.equals(packageName) && operator.accepts(packageVersion, version) != conflict;
    }

    @Override
    public String toString() {
        return (conflict ? "!" : "") + name + (tag.isEmpty() ? "" : "@" + tag) + operator + version;
    }
}
