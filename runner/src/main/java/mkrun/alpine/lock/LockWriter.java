package mkrun.alpine.lock;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import mkrun.alpine.Dependency;
import mkrun.alpine.repository.RepositoryState;

/** Lock files as text: JSON in which whatever may change by itself has a line of its own. */
final class LockWriter {
    /** The version of the form, first in every file. */
    static final String FORMAT = "mkrun lock 1";

    private LockWriter() {}

    static String text(LockFile lock) {
        return "{\n  \"format\": " + quoted(FORMAT) + ",\n  \"images\": " + list(lock.images(), "  ", LockWriter::image)
                + "\n}\n";
    }

    private static String image(LockedImage image) {
        List<String> fields = new ArrayList<>();
        fields.add("      \"image\": " + quoted(image.image()));
        fields.add("      \"arch\": " + quoted(image.arch()));
        fields.add("      \"world\": " + list(image.world(), "      ", (Dependency d) -> quoted(d.toString())));
        fields.add("      \"repositories\": " + list(image.repositories(), "      ", LockWriter::repository));
        fields.add("      \"keys\": " + list(image.keys(), "      ", LockWriter::key));
        fields.add("      \"packages\": " + list(image.packages(), "      ", LockWriter::lockedPackage));
        return "{\n" + String.join(",\n", fields) + "\n    }";
    }

    private static String repository(RepositoryState repository) {
        return new Row()
                .add("line", repository.line())
                .add("description", repository.description())
                .add("sha256", repository.sha256())
                .end();
    }

    private static String key(LockedKey key) {
        return new Row().add("file", key.file()).add("sha256", key.sha256()).end();
    }

    private static String lockedPackage(LockedPackage p) {
        return new Row()
                .add("name", p.name())
                .add("version", p.version())
                .add("arch", p.arch())
                .add("checksum", p.checksum())
                .add("sha256", p.sha256())
                .add("size", p.size())
                .add("datahash", p.datahash())
                .add("installed", p.installedSize())
                .add("built", p.buildTime())
                .add("repository", p.repository())
                .add("key", p.key())
                .end();
    }

    private static <T> String list(List<T> values, String indent, Function<T, String> text) {
        StringJoiner lines = new StringJoiner(",\n", "[\n", "\n" + indent + "]").setEmptyValue("[]");
        values.forEach(value -> lines.add(indent + "  " + text.apply(value)));
        return lines.toString();
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** An object on one line; texts that are empty are left out. */
    private static final class Row {
        private final StringJoiner fields = new StringJoiner(", ", "{", "}");

        Row add(String name, String value) {
            if (!value.isEmpty()) {
                fields.add(quoted(name) + ": " + quoted(value));
            }
            return this;
        }

        Row add(String name, long value) {
            fields.add(quoted(name) + ": " + value);
            return this;
        }

        String end() {
            return fields.toString();
        }
    }
}
