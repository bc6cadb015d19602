package mkrun.alpine.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;

/**
 * The packages of a root, as its {@code lib/apk/db/installed} lists them. The files they own are passed over.
 *
 * @param packages in the order of the database
 * @param tags tag of the repository a package was installed from, without the {@code @}, by the package's name; only of
 *     those that have one
 */
public record InstalledPackages(List<PackageRecord> packages, Map<String, String> tags) {
    /** Fields that only the database has: directories, files, their owners and checksums, what a package replaces. */
    private static final String FILES = "FMRaZrqsf";

    public InstalledPackages {
        packages = List.copyOf(packages);
        tags = Map.copyOf(tags);
    }

    /**
     * Reads a database's text.
     *
     * @param where the file, for messages
     * @throws AlpineException if a record cannot be understood
     */
    public static InstalledPackages parse(String text, String where) throws AlpineException {
        StringBuilder index = new StringBuilder();
        Map<String, String> tags = new HashMap<>();
        String name = "";
        for (String line : text.split("\n", -1)) {
            char letter = line.isEmpty() ? '\n' : line.charAt(0);
            if (letter == 'P') {
                name = line.substring(Math.min(2, line.length()));
            } else if (letter == 's' && line.length() > 2) {
                tags.put(name, line.substring(2).replaceFirst("^@", ""));
            }
            if (FILES.indexOf(letter) < 0) {
                index.append(line).append('\n');
            }
        }
        ApkIndex read = ApkIndex.parse(index.toString(), where, "");
        List<ApkIndex.Rejected> rejected = read.rejected();
        if (!rejected.isEmpty()) {
            throw new AlpineException(
                    where + ": the record of " + rejected.get(0).id() + " cannot be read: "
                            + rejected.get(0).reason());
        }
        return new InstalledPackages(read.packages(), tags);
    }
}
