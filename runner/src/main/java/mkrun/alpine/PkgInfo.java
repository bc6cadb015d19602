package mkrun.alpine;

import java.util.List;

/**
 * What a package says about itself in {@code .PKGINFO}.
 *
 * @param arch architecture it was built for, {@code noarch} for any
 * @param packager who built it
 * @param installedSize bytes when installed
 * @param providerPriority see {@link PackageRecord}
 * @param replaces packages (by name and version, not by what they provide) whose files it may take over
 * @param replacesPriority who wins when two packages replace each other, default 0
 * @param triggers path patterns of directories whose change runs its trigger
 * @param datahash SHA-256 of the compressed data member, lower-case hex
 */
public record PkgInfo(
        String name,
        String version,
        String arch,
        long installedSize,
        String description,
        String url,
        String license,
        String origin,
        String maintainer,
        String packager,
        long buildTime,
        String commit,
        int providerPriority,
        List<Dependency> depends,
        List<Provide> provides,
        List<Dependency> installIf,
        List<Dependency> replaces,
        int replacesPriority,
        List<String> triggers,
        String datahash) {

    public PkgInfo {
        depends = List.copyOf(depends);
        provides = List.copyOf(provides);
        installIf = List.copyOf(installIf);
        replaces = List.copyOf(replaces);
        triggers = List.copyOf(triggers);
    }

    /** The index record of a package with this information. */
    public PackageRecord toRecord(String checksum, long size) {
        return new PackageRecord(
                checksum,
                name,
                version,
                arch,
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
}
