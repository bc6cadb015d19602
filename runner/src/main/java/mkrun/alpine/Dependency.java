package mkrun.alpine;

import java.util.ArrayList;
import java.util.List;

/**
 * One dependency as packages and world files write it: {@code [!]name[op version]}.
 *
 * @param name name of a package or of something provided ({@code so:libc.musl-x86_64.so.1}, {@code /bin/sh})
 * @param conflict whether it must not be there ({@code !name})
 * @param operator how versions compare
 * @param version the version to compare with, empty exactly for {@link Operator#ANY}
 * @param tag name of the tagged repositories it may come from, without the {@code @}; empty for none. Only a world has it
 */
public record Dependency(String name, boolean conflict, Operator operator, String version, String tag) {
    private static final String OPERATORS = "<>=~";

    /** A dependency without a tag. */
    public Dependency(String name, boolean conflict, Operator operator, String version) {
        this(name, conflict, operator, version, "");
    }

    /**
     * Reads one dependency.
     *
     * @throws AlpineException if it is malformed or has a repository tag; the message quotes it
     */
    public static Dependency parse(String text) throws AlpineException {
        Dependency dependency = parse(text, "dependency");
        if (!dependency.tag.isEmpty()) {
            throw new AlpineException("'" + text + "': only a world may name a tagged repository, a package may not");
        }
        return dependency;
    }

    /**
     * Reads a wish of a world, which may have a tag.
     *
     * @throws AlpineException if it is malformed; the message quotes it
     */
    public static Dependency parseWish(String text) throws AlpineException {
        return parse(text, "world dependency");
    }

    private static Dependency parse(String text, String what) throws AlpineException {
        if (isBareName(text)) {
            return on(text);
        }
        int start = text.startsWith("!") ? 1 : 0;
        int nameEnd = next(text, start, true);
        int versionStart = next(text, nameEnd, false);
        String name = text.substring(start, nameEnd);
        String version = text.substring(versionStart);
        Operator operator = Operator.of(text.substring(nameEnd, versionStart)).orElse(null);
        int tag = name.indexOf('@');
        boolean versionFits = operator == Operator.ANY || operator == Operator.CHECKSUM || ApkVersion.isValid(version);
        if (operator == null
                || name.isEmpty()
                || tag == 0
                || tag == name.length() - 1
                || !isPlain(name)
                || !isPlain(version)
                || version.isEmpty() != (operator == Operator.ANY)
                || !versionFits) {
            throw new AlpineException(
                    "'" + text + "' is not a valid " + what + ", format is name(@tag)([<>~=]version)");
        }
        return tag < 0
                ? new Dependency(name, start == 1, operator, version)
                : new Dependency(name.substring(0, tag), start == 1, operator, version, name.substring(tag + 1));
    }

    /** Most dependencies are nothing but a name. */
    private static boolean isBareName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= '<' && c <= '@' && c != '?' || c == '!' || c >= '~') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The next place from {@code from} where an operator character stands, or where none does; else the end. */
    private static int next(String text, int from, boolean operator) {
        int at = from;
        while (at < text.length() && (OPERATORS.indexOf(text.charAt(at)) >= 0) != operator) {
            at++;
        }
        return at;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Reads a list separated by spaces or line ends. */
    public static List<Dependency> parseList(String text) throws AlpineException {
        List<Dependency> list = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\n') {
                end++;
            }
            if (end > at) {
                list.add(parse(text.substring(at, end)));
            }
            at = end + 1;
        }
        return List.copyOf(list);
    }

    /** Any version of a name. */
    public static Dependency on(String name) {
        return new Dependency(name, false, Operator.ANY, "");
    }

    /** Whether this names that package, by its own name and version and not by what it provides. */
    public boolean names(String packageName, String packageVersion) {
        return name.equals(packageName) && operator.accepts(packageVersion, version, Semantics.APK_2) != conflict;
    }

    @Override
    public String toString() {
        return (conflict ? "!" : "") + name + (tag.isEmpty() ? "" : "@" + tag) + operator + version;
    }
}
