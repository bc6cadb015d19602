package mkrun.routeros;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes facts of what the menus of {@link Reader#factsScript} answered. */
final class FactsParser {
    /** Menus without rows that are asked; every version has them. */
    static final List<String> SINGLE = List.of("/system/resource", "/system/identity", "/system/device-mode");

    /** Menus with rows that are asked; every version has them. */
    static final List<String> ROWS = List.of("/system/package", "/disk");

    /** Where it stands what the router is about to take back, of which that is asked and nothing else. */
    static final String SCHEDULER = "/system/scheduler";

    /** How comments of such entries begin; others have that name by accident. */
    private static final Pattern OURS = Pattern.compile("(begun|complete) mk[0-9a-f]+");

    private FactsParser() {}

    static RouterFacts facts(Map<String, List<Map<String, String>>> menus) throws RouterosException {
        Map<String, String> resource = single(menus, "/system/resource");
        String version = resource.getOrDefault("version", "");
        if (version.isEmpty()) {
            throw new RouterosException("the router does not tell its version: /system/resource is unreadable"
                    + " (does this user's group have the read policy?)");
        }
        return new RouterFacts(
                version(version),
                resource.getOrDefault("architecture-name", ""),
                resource.getOrDefault("board-name", ""),
                resource.getOrDefault("cpu", ""),
                single(menus, "/system/identity").getOrDefault("name", ""),
                packages(menus.getOrDefault("/system/package", List.of())),
                Optional.ofNullable(single(menus, "/system/device-mode").get("container"))
                        .map(FactsParser::yes),
                forbidden(single(menus, "/system/device-mode")),
                bytes(resource.get("free-hdd-space")),
                menus.getOrDefault("/disk", List.of()).stream()
                        .map(FactsParser::disk)
                        .toList(),
                menus.getOrDefault(SCHEDULER, List.of()).stream()
                        .filter(entry ->
                                OURS.matcher(entry.getOrDefault("comment", "")).matches())
                        .map(entry -> new RouterFacts.Unconfirmed(entry.getOrDefault("next-run", "")))
                        .findFirst());
    }

    private static RouterosVersion version(String text) throws RouterosException {
        try {
            return RouterosVersion.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RouterosException(e.getMessage());
        }
    }

    private static Map<String, String> single(Map<String, List<Map<String, String>>> menus, String menu) {
        return menus.getOrDefault(menu, List.of()).stream().findFirst().orElse(Map.of());
    }

    private static Set<String> forbidden(Map<String, String> deviceMode) {
        return deviceMode.entrySet().stream()
                .filter(e -> e.getValue().equals("false") || e.getValue().equals("no"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<String> packages(List<Map<String, String>> rows) {
        return rows.stream()
                .filter(r -> !yes(r.get("disabled")) && !yes(r.get("available")))
                .map(r -> r.getOrDefault("name", ""))
                .collect(Collectors.toSet());
    }

    private static RouterFacts.Disk disk(Map<String, String> row) {
        String mounted = row.get("mounted");
        return new RouterFacts.Disk(
                row.getOrDefault("slot", row.getOrDefault("name", "")),
                row.getOrDefault("fs", ""),
                mounted == null ? row.containsKey("free") : yes(mounted),
                bytes(row.get("size")),
                bytes(row.get("free")),
                (row.getOrDefault("type", "") + " " + row.getOrDefault("interface", "")).strip());
    }

    private static boolean yes(@Nullable String value) {
        return "true".equals(value) || "yes".equals(value);
    }

    private static long bytes(@Nullable String value) {
        return value == null ? 0 : Values.bytes(value).orElse(0);
    }
}
