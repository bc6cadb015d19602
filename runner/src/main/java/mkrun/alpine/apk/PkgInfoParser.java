package mkrun.alpine.apk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.alpine.PkgInfo;
import mkrun.alpine.Provide;

/** Reads {@code .PKGINFO}: lines {@code key = value}, comments after {@code #}, some keys repeated. */
final class PkgInfoParser {
    private static final String SEPARATOR = " = ";

    private final Map<String, List<String>> values = new HashMap<>();
    private final String where;

    private PkgInfoParser(String where) {
        this.where = where;
    }

    static PkgInfo parse(String text, String where) throws AlpineException {
        PkgInfoParser parser = new PkgInfoParser(where);
        for (String line : text.split("\n")) {
            parser.add(line);
        }
        return parser.info();
    }

    private void add(String line) {
        int at = line.indexOf(SEPARATOR);
        if (!line.startsWith("#") && at > 0) {
            values.computeIfAbsent(line.substring(0, at), k -> new ArrayList<>())
                    .add(line.substring(at + SEPARATOR.length()).trim());
        }
    }

    private PkgInfo info() throws AlpineException {
        return new PkgInfo(
                required("pkgname"),
                required("pkgver"),
                one("arch"),
                number("size"),
                one("pkgdesc"),
                one("url"),
                one("license"),
                one("origin"),
                one("maintainer"),
                one("packager"),
                number("builddate"),
                one("commit"),
                Math.toIntExact(Math.min(number("provider_priority"), Integer.MAX_VALUE)),
                dependencies("depend"),
                Provide.parseList(joined("provides")),
                dependencies("install_if"),
                dependencies("replaces"),
                Math.toIntExact(Math.min(number("replaces_priority"), Integer.MAX_VALUE)),
                List.of(
                        joined("triggers").isEmpty()
                                ? new String[0]
                                : joined("triggers").split(" +")),
                one("datahash"));
    }

    private String required(String key) throws AlpineException {
        if (one(key).isEmpty()) {
            throw new AlpineException(where + ": .PKGINFO has no " + key);
        }
        return one(key);
    }

    private String one(String key) {
        List<String> found = values.getOrDefault(key, List.of(""));
        return found.get(found.size() - 1);
    }

    private String joined(String key) {
        return String.join(" ", values.getOrDefault(key, List.of()));
    }

    private long number(String key) throws AlpineException {
        try {
            return one(key).isEmpty() ? 0 : Long.parseLong(one(key));
        } catch (NumberFormatException e) {
            throw new AlpineException(where + ": .PKGINFO: " + key + " = " + one(key) + " is no number", e);
        }
    }

    private List<Dependency> dependencies(String key) throws AlpineException {
        try {
            return Dependency.parseList(joined(key));
        } catch (AlpineException e) {
            throw new AlpineException(where + ": .PKGINFO: " + key + ": " + e.getMessage(), e);
        }
    }
}
