package mkrun.alpine.install;

import java.util.ArrayList;
import java.util.List;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.index.InstalledPackages;
import mkrun.alpine.install.InstalledPackage.OwnedFile;

/**
 * Reads {@code lib/apk/db/installed} with all that packages own. Records may come in any order, as apk before 2.14 and
 * other programs write them; what cannot be understood is an error, since a database that is written again without it
 * would have lost it.
 */
final class InstalledReader {
    private final String where;
    private final Installed installed;
    private final List<PackageRecord> records;
    private int record = -1;
    private int line;

    private InstalledReader(String where, Installed installed, List<PackageRecord> records) {
        this.where = where;
        this.installed = installed;
        this.records = records;
    }

    /**
     * Adds a database's packages to what is installed.
     *
     * @param where the file, for messages
     * @throws AlpineException if it cannot be understood; the message names the line
     */
    static void read(String text, String where, Installed into) throws AlpineException {
        InstalledPackages packages = InstalledPackages.parse(text, where);
        InstalledReader reader = new InstalledReader(where, into, packages.packages());
        List<String> block = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (line.length() < 2) {
                reader.block(block);
                block.clear();
                reader.line++;
            } else {
                block.add(line);
            }
        }
        reader.block(block);
        if (reader.record + 1 != packages.packages().size()) {
            throw new AlpineException(where + ": a record is without a name or checksum");
        }
    }

    private void block(List<String> lines) throws AlpineException {
        if (lines.isEmpty()) {
            return;
        }
        if (++record >= records.size()) {
            throw bad("a record is without a package");
        }
        InstalledPackage p = new InstalledPackage(records.get(record));
        if (!lines.contains("P:" + p.record().name())) {
            throw bad("a record is without a package");
        }
        if (installed.named(p.record().name()).isPresent()) {
            throw bad("the package " + p.record().name() + " is there twice");
        }
        installed.add(p);
        new Fields(p).read(lines);
    }

    private AlpineException bad(String what) {
        return new AlpineException(where + ":" + (line + 1) + ": " + what);
    }

    /** The fields of one record that an index does not have. */
    private final class Fields {
        private final InstalledPackage p;
        private String directory = "";
        private boolean inDirectory;
        private String file = "";

        Fields(InstalledPackage p) {
            this.p = p;
        }

        void read(List<String> lines) throws AlpineException {
            for (String text : lines) {
                if (text.charAt(1) != ':') {
                    throw bad("'" + text + "' is not of the form X:value");
                }
                field(text.charAt(0), text.substring(2));
                line++;
            }
            p.directories().forEach(d -> installed.directories().own(d, p.acl(d)));
        }

        private void field(char letter, String value) throws AlpineException {
            switch (letter) {
                case 'r' -> p.replaces(dependencies(value));
                case 'q' -> p.replacesPriority(number(value, 10));
                case 's' -> p.tag(value.replaceFirst("^@", ""));
                case 'f' -> p.broken(value);
                case 'F' -> directory(value);
                case 'M' -> p.own(owned(inDirectory, directory), acl(value));
                case 'R' -> file(value);
                case 'a' -> change(new OwnedFile(acl(value), current().checksum()));
                case 'Z' -> change(new OwnedFile(current().acl(), value));
                default -> {
                    // a field of the index, which has been read
                }
            }
        }

        private void directory(String value) throws AlpineException {
            directory = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
            inDirectory = true;
            file = "";
            if (!directory.isEmpty()) {
                for (String part : directory.split("/", -1)) {
                    checkName(part);
                }
            }
            if (!p.hasDirectory(directory)) {
                p.own(directory, Acl.DIRECTORY);
            }
        }

        private void file(String name) throws AlpineException {
            checkName(name);
            if (name.indexOf('/') >= 0) {
                throw bad("'" + name + "' is not a name in a directory");
            }
            file = Paths.join(owned(inDirectory, directory), name);
            InstalledPackage owner = installed.owners().putIfAbsent(file, p);
            if (owner != null) {
                throw bad("the file " + file + " belongs to " + owner.record().name() + " already");
            }
            change(new OwnedFile(Acl.FILE, ""));
        }

        private void checkName(String name) throws AlpineException {
            boolean control = name.chars().anyMatch(c -> c < 0x20 || c == 0x7f);
            if (control || name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw bad("a path that leads elsewhere");
            }
        }

        private String owned(boolean there, String path) throws AlpineException {
            if (!there) {
                throw bad("a field of a directory or file before the directory or file itself");
            }
            return path;
        }

        private OwnedFile current() throws AlpineException {
            return p.owned(owned(!file.isEmpty(), file)).orElseThrow();
        }

        private void change(OwnedFile owned) {
            p.ownFile(file, owned);
        }

        private List<Dependency> dependencies(String value) throws AlpineException {
            try {
                return Dependency.parseList(value);
            } catch (AlpineException e) {
                throw bad(String.valueOf(e.getMessage()));
            }
        }

        private Acl acl(String value) throws AlpineException {
            String[] parts = value.split(":", 4);
            if (parts.length < 3) {
                throw bad("'" + value + "' is not uid:gid:mode");
            }
            return new Acl(
                    number(parts[0], 10),
                    number(parts[1], 10),
                    number(parts[2], 8) & 07777,
                    parts.length == 4 ? parts[3] : "");
        }

        private int number(String text, int radix) throws AlpineException {
            try {
                return Integer.parseUnsignedInt(text, radix);
            } catch (NumberFormatException e) {
                throw bad("'" + text + "' is not a number");
            }
        }
    }
}
