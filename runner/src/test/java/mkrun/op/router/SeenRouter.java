package mkrun.op.router;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import mkrun.routeros.Dialect;
import mkrun.routeros.MenuSchema;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Row;
import mkrun.routeros.Schemas;
import mkrun.target.routeros.RouterProbe;

/** A router as it might have been read: rows that a test writes down. */
final class SeenRouter implements RouterProbe {
    private final Map<String, List<Row>> menus = new HashMap<>();
    private final Map<String, Long> files = new HashMap<>();
    private RouterFacts facts;
    private Schemas schemas = Schemas.NONE;

    SeenRouter(String version) {
        this.facts = new RouterFacts(
                RouterosVersion.parse(version),
                "arm64",
                "hAP ax^3",
                "ARM64",
                "r1",
                Set.of("routeros", "container"),
                Optional.of(true),
                Set.of(),
                100 << 20,
                List.of(new RouterFacts.Disk("usb1", "ext4", true, 64L << 30, 60L << 30)),
                Optional.empty());
    }

    SeenRouter facts(RouterFacts other) {
        facts = other;
        return this;
    }

    /** The same, of whose version these were pulled. */
    SeenRouter knowing(Schemas pulled) {
        schemas = pulled;
        return this;
    }

    /** The same with nothing but RouterOS itself. */
    SeenRouter withoutPackages() {
        facts = new RouterFacts(
                facts.version(),
                facts.architecture(),
                facts.boardName(),
                facts.cpu(),
                facts.identity(),
                Set.of("routeros"),
                facts.containersAllowed(),
                Set.of(),
                facts.freeHddBytes(),
                facts.disks(),
                Optional.empty());
        return this;
    }

    /** Adds a row; {@code fields} are names and values by turns. */
    SeenRouter row(String menu, String... fields) {
        List<Row> rows = menus.computeIfAbsent(menu, m -> new ArrayList<>());
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            values.put(fields[i], fields[i + 1]);
        }
        rows.add(new Row("*" + Integer.toHexString(rows.size() + 1).toUpperCase(Locale.ROOT), values));
        return this;
    }

    /** The one row of a menu without rows. */
    SeenRouter single(String menu, String field, String value) {
        menus.put(menu, List.of(new Row("", Map.of(field, value))));
        return this;
    }

    SeenRouter file(String path, long size) {
        files.put(path, size);
        return this;
    }

    @Override
    public String user() {
        return "admin";
    }

    @Override
    public RouterFacts facts() {
        return facts;
    }

    @Override
    public Dialect dialect() {
        return facts.dialect().knowing(schemas);
    }

    @Override
    public Optional<MenuSchema> schema(String menu) {
        return Optional.empty();
    }

    @Override
    public List<Row> rows(String menu) {
        return menus.getOrDefault(menu, List.of());
    }

    @Override
    public OptionalLong fileSize(String path) {
        return Optional.ofNullable(files.get(path)).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    @Override
    public List<String> files(String directory) {
        return files.keySet().stream()
                .filter(path -> path.startsWith(directory + "/"))
                .map(path -> path.substring(directory.length() + 1).replaceFirst("/.*", ""))
                .distinct()
                .toList();
    }

    @Override
    public boolean exists(String path) {
        return files.containsKey(path);
    }

    static String lines(String... lines) {
        return String.join("\n", Arrays.asList(lines));
    }
}
