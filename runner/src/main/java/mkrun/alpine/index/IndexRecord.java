package mkrun.alpine.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mkrun.alpine.AlpineException;
import mkrun.alpine.ApkVersion;
import mkrun.alpine.Dependency;
import mkrun.alpine.Digests;
import mkrun.alpine.FileNames;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Provide;

/** Collects the lines of one record of an index. */
public final class IndexRecord {
    private static final String KNOWN = "CPVASITULomtckDpi";
    private static final String JOINED = "Dpi";

    private final Map<Character, String> values = new HashMap<>();
    private String problem = "";

    /** Takes the line between two offsets of a text. */
    void add(String text, int from, int to) {
        char letter = text.charAt(from);
        if (to < from + 2 || text.charAt(from + 1) != ':') {
            reject("its line '" + text.substring(from, to) + "' is not of the form X:value");
        } else if (KNOWN.indexOf(letter) >= 0) {
            String value = text.substring(from + 2, to);
            values.merge(letter, value, (old, more) -> JOINED.indexOf(letter) >= 0 ? old + " " + more : more);
        } else if (letter >= 'A' && letter <= 'Z') { // apk: what has to be understood is upper case
            reject("its field " + letter + ": is unknown here");
        }
    }

    /** Ends the record; one without any line adds nothing. */
    void finish(List<PackageRecord> packages, List<ApkIndex.Rejected> rejected) {
        if (values.isEmpty() && problem.isEmpty()) {
            return;
        }
        try {
            PackageRecord record = toRecord();
            if (problem.isEmpty()) {
                packages.add(record);
            } else {
                rejected.add(new ApkIndex.Rejected(record.name(), record.id(), problem));
            }
        } catch (AlpineException | NumberFormatException e) {
            String id = text('P') + "-" + text('V');
            rejected.add(new ApkIndex.Rejected(text('P'), id, String.valueOf(e.getMessage())));
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
        return values.getOrDefault(letter, "");
    }

    private long number(char letter) {
        String text = text(letter);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
