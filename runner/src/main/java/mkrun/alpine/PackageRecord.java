package mkrun.alpine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One package as an index describes it.
 *
 * @param checksum identity: {@code Q1} and the Base64 of the SHA-1 of the compressed control member, in canonical form
 * @param name package name
 * @param version package version with its {@code -rN}
 * @param arch architecture the index gives, which is the folder the file is in; empty if the index gives none
 * @param size bytes of the {@code .apk} file
 * @param installedSize bytes when installed, 0 for a package that has no files and is never downloaded
 * @param description one line, may be empty as all texts below
 * @param url home page
 * @param license SPDX expression, mostly
 * @param origin name of the source package
 * @param maintainer name and mail address
 * @param buildTime seconds since 1970, 0 if unknown
 * @param commit revision of the package tree it was built from
 * @param providerPriority who is chosen among several that provide a name; 0 for none given
 * @param depends what it needs, and {@code !name} what it excludes
 * @param provides names it offers beside its own
 * @param installIf it installs itself when all of these are there; empty for no such rule
 */
public record PackageRecord(
        String checksum,
        String name,
        String version,
        String arch,
        long size,
        long installedSize,
        String description,
        String url,
        String license,
        String origin,
        String maintainer,
        long buildTime,
        String commit,
        int providerPriority,
        List<Dependency> depends,
        List<Provide> provides,
        List<Dependency> installIf) {

    public PackageRecord {
        depends = List.copyOf(depends);
        provides = List.copyOf(provides);
        installIf = List.copyOf(installIf);
    }

    /** Consistent with equality, and fast: records are many, and a checksum names one. */
    @Override
    public int hashCode() {
        return checksum.hashCode();
    }

    /** {@code name-version}, as apk prints it; also the file's name without {@code .apk}. */
    public String id() {
        return name + "-" + version;
    }

    /** The same record for another architecture's index. */
    public PackageRecord withArch(String other) {
        return new PackageRecord(
                checksum,
                name,
                version,
                other,
                size,
                installedSize,
                description,
                url,
                license,
                origin,
                maintainer,
                buildTime,
                commit,
                providerPriority,
                depends,
                provides,
                installIf);
    }

    /** The lines of this record in an index or an installed database, in the order apk writes them; no line ends. */
    public List<String> indexLines() {
        List<String> lines = new ArrayList<>();
        line(lines, 'C', checksum);
        line(lines, 'P', name);
        line(lines, 'V', version);
        line(lines, 'A', arch);
        lines.add("S:" + size);
        lines.add("I:" + installedSize);
        lines.add("T:" + description);
        lines.add("U:" + url);
        lines.add("L:" + license);
        line(lines, 'o', origin);
        line(lines, 'm', maintainer);
        line(lines, 't', buildTime == 0 ? "" : Long.toString(buildTime));
        line(lines, 'c', commit);
        line(lines, 'k', providerPriority == 0 ? "" : Integer.toString(providerPriority));
        line(lines, 'D', joined(depends));
        line(lines, 'p', joined(provides));
        line(lines, 'i', joined(installIf));
        return lines;
    }

    private static void line(List<String> lines, char letter, String value) {
        if (!value.isEmpty()) {
            lines.add(letter + ":" + value);
        }
    }

    private static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
