package mkrun.alpine.index;

import java.util.function.Consumer;
import mkrun.alpine.AlpineException;
import mkrun.alpine.ApkVersion;
import mkrun.alpine.Dependency;
import mkrun.alpine.Digests;
import mkrun.alpine.FileNames;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Provide;
import org.jspecify.annotations.Nullable;

/** Collects the lines of one record of an index. */
final class IndexRecord {
    private static final String KNOWN = "CPVASITULomtckDpi";
    private static final String JOINED = "Dpi";

    private final @Nullable String[] values = new String[128];
    private String problem = "";

    /** Takes a line. */
    void add(String line) {
        if (line.isEmpty()) {
            return;
        }
        char letter = line.charAt(0);
        if (line.length() < 2 || line.charAt(1) != ':') {
            reject("its line '" + line + "' is not of the form X:value");
        } else if (KNOWN.indexOf(letter) >= 0) {
            String value = line.substring(2);
            String before = values[letter];
            values[letter] = before == null || JOINED.indexOf(letter) < 0 ? value : before + " " + value;
        } else if (letter >= 'A' && letter <= 'Z') { // apk: what has to be understood is upper case
            reject("its field " + letter + ": is unknown here");
        }
    }

    /** Ends the record: it is one, or it cannot be used. */
    void finish(Consumer<PackageRecord> packages, Consumer<ApkIndex.Rejected> rejected) {
        try {
            PackageRecord record = toRecord();
            if (problem.isEmpty()) {
                packages.accept(record);
            } else {
                rejected.accept(new ApkIndex.Rejected(record.name(), record.id(), problem));
            }
        } catch (AlpineException | NumberFormatException e) {
            String id = text('P') + "-" + text('V');
            rejected.accept(new ApkIndex.Rejected(text('P'), id, String.valueOf(e.getMessage())));
        }
    }

    private PackageRecord toRecord() throws AlpineException {
        if (!FileNames.isSafe(text('P')) || !ApkVersion.isValid(text('V')) || !isSafeOrEmpty(text('A'))) {
            throw new AlpineException("its name, version or architecture is not valid");
        }
        return new PackageRecord(
                Digests.canonical(text('C')),
                text('P'),
                text('V'),
                text('A'),
                number('S'),
                number('I'),
                text('T'),
                text('U'),
                text('L'),
                text('o'),
                text('m'),
                number('t'),
                text('c'),
                (int) Math.min(number('k'), Integer.MAX_VALUE),
                Dependency.parseList(text('D')),
                Provide.parseList(text('p')),
                Dependency.parseList(text('i')));
    }

    private static boolean isSafeOrEmpty(String name) {
        return name.isEmpty() || FileNames.isSafe(name);
    }

    private void reject(String reason) {
        problem = problem.isEmpty() ? reason : problem;
    }

    private String text(char letter) {
        String value = values[letter];
        return value == null ? "" : value;
    }

    private long number(char letter) {
        String text = text(letter);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
