package mkrun.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import mkrun.lab.script.TableRow;
import mkrun.routeros.Values;
import mkrun.routeros.ip.Addresses;

/**
 * What a container has of its own rather than from lists: values of {@code /container} that are small languages. Only what
 * sources tell of these is taken; they tell nothing of quotes, nor of commas within a value.
 *
 * @param env variables and their values
 * @param hosts names and their addresses
 * @param mount what is mounted, if anything is
 * @param tmpfs folders in memory, in order
 */
record InlineValues(
        Map<String, String> env, Map<String, String> hosts, Optional<ContainerMount> mount, List<Tmpfs> tmpfs) {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PLAIN = Pattern.compile("[^\"'\\\\\\p{Cntrl}]+");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){0,30}");

    /** A folder in memory: how many bytes, and where. */
    record Tmpfs(long bytes, String path) {}

    /** The parts of a value between commas. */
    private record Entries(String field, String known, List<String> texts) {
        Entries(String field, String text, String known) {
            this(field, known, text.isEmpty() ? List.of() : List.of(text.split(",", -1)));
        }

        InlineRefused refused(int index) {
            return new InlineRefused(field, index + 1, known);
        }

        /** Text behind that beginning. */
        String after(int index, String beginning) throws InlineRefused {
            if (index >= texts.size() || !texts.get(index).startsWith(beginning)) {
                throw refused(index);
            }
            return texts.get(index).substring(beginning.length());
        }

        /** Each entry as a name and what it is set to, no name twice. */
        Map<String, String> assignments(Pattern name) throws InlineRefused {
            Map<String, String> all = new LinkedHashMap<>();
            for (int i = 0; i < texts.size(); i++) {
                String text = texts.get(i);
                int equals = text.indexOf('=');
                String key = text.substring(0, Math.max(equals, 0));
                String value = text.substring(equals + 1);
                if (!name.matcher(key).matches() || !plain(value) || all.putIfAbsent(key, value) != null) {
                    throw refused(i);
                }
            }
            return all;
        }
    }

    InlineValues {
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
        tmpfs = List.copyOf(tmpfs);
    }

    /** @param field the text of a field; empty if it has none */
    static InlineValues of(UnaryOperator<String> field) throws InlineRefused {
        return new InlineValues(
                new Entries(
                                "env",
                                field.apply("env"),
                                "known is KEY=VALUE, each KEY once, without commas, quotes or backslashes in a VALUE;"
                                        + " envlists take any")
                        .assignments(VARIABLE),
                hosts(new Entries("hosts", field.apply("hosts"), "known is HOST=ADDRESS, each HOST once")),
                mount(new Entries(
                        "mount",
                        field.apply("mount"),
                        "known is src=FOLDER,dst=/FOLDER and nothing more; mountlists take several, and a mode")),
                tmpfs(new Entries("tmpfs", field.apply("tmpfs"), "known is SIZE@/FOLDER")));
    }

    /**
     * Those of a container that is to start. What it was given was looked at, but maybe not by this version of the lab.
     *
     * @throws NotStarted in a router's words
     */
    static InlineValues of(TableRow container) throws NotStarted {
        try {
            return of(container::text);
        } catch (InlineRefused e) {
            throw new NotStarted("could not start: " + e.reason());
        }
    }

    private static Map<String, String> hosts(Entries entries) throws InlineRefused {
        Map<String, String> hosts = entries.assignments(HOST);
        int index = 0;
        for (String address : hosts.values()) {
            if (Addresses.address(address).isEmpty()) {
                throw entries.refused(index);
            }
            index++;
        }
        return hosts;
    }

    private static Optional<ContainerMount> mount(Entries entries) throws InlineRefused {
        if (entries.texts().isEmpty()) {
            return Optional.empty();
        }
        String src = entries.after(0, "src=");
        String dst = entries.after(1, "dst=");
        if (!folder(src)) {
            throw entries.refused(0);
        }
        if (!dst.startsWith("/") || !folder(dst)) {
            throw entries.refused(1);
        }
        if (entries.texts().size() > 2) {
            throw entries.refused(2);
        }
        return Optional.of(new ContainerMount(src, dst, List.of("rw")));
    }

    private static List<Tmpfs> tmpfs(Entries entries) throws InlineRefused {
        List<Tmpfs> all = new ArrayList<>();
        for (String text : entries.texts()) {
            int at = text.indexOf('@');
            OptionalLong size = Values.bytes(text.substring(0, Math.max(at, 0)));
            String path = text.substring(at + 1);
            if (size.isEmpty() || !path.startsWith("/") || !folder(path)) {
                throw entries.refused(all.size());
            }
            all.add(new Tmpfs(size.getAsLong(), path));
        }
        return all;
    }

    /** A path that is not the top, and does not lead upwards. */
    private static boolean folder(String path) {
        String normal = RouterFiles.normal(path);
        return plain(path) && !normal.isEmpty() && !List.of(normal.split("/")).contains("..");
    }

    private static boolean plain(String text) {
        return PLAIN.matcher(text).matches() && text.equals(text.strip());
    }
}
