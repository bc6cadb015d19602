package mkrun.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import mkrun.routeros.RouterFacts;

/** Facts of a router, for people and for programs. */
final class FactsText {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    private FactsText() {}

    /** A line each. */
    static String of(RouterFacts facts) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("version", facts.version().toString());
        lines.put(
                "architecture", facts.architecture() + (facts.armV5Only() ? " (ARMv5: runs no images of mkrun)" : ""));
        lines.put("board", facts.boardName());
        lines.put("cpu", facts.cpu());
        lines.put("identity", facts.identity());
        lines.put("packages", String.join(", ", packages(facts)));
        lines.put(
                "device-mode",
                facts.containersAllowed()
                        .map(allowed -> "container=" + (allowed ? "yes" : "no"))
                        .orElse("not told by this router"));
        lines.put("system disk", size(facts.freeHddBytes()) + " free");
        facts.disks().forEach(disk -> lines.put("disk " + disk.slot(), disk(disk)));
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        return lines.entrySet().stream()
                .map(l -> "  " + l.getKey() + " ".repeat(width - l.getKey().length()) + "  " + l.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String disk(RouterFacts.Disk disk) {
        String state = disk.mounted() ? "" : ", not mounted";
        String space =
                disk.sizeBytes() == 0 ? "" : ", " + size(disk.freeBytes()) + " free of " + size(disk.sizeBytes());
        return (disk.fileSystem().isEmpty() ? "no file system" : disk.fileSystem()) + space + state;
    }

    private static String size(long bytes) {
        return bytes < GIB
                ? String.format(Locale.ROOT, "%.1f MiB", (double) bytes / MIB)
                : String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB);
    }

    private static List<String> packages(RouterFacts facts) {
        return facts.packages().stream().sorted().toList();
    }

    /** Values of JSON by name; sizes in bytes; {@code containers} only if the router tells. */
    static Map<String, Object> values(RouterFacts facts) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("version", facts.version().toString());
        values.put("architecture", facts.architecture());
        values.put("board", facts.boardName());
        values.put("cpu", facts.cpu());
        values.put("identity", facts.identity());
        values.put("packages", packages(facts));
        facts.containersAllowed().ifPresent(allowed -> values.put("containers", allowed));
        values.put("arm_v5_only", facts.armV5Only());
        values.put("free_hdd_bytes", facts.freeHddBytes());
        values.put("disks", facts.disks().stream().map(FactsText::values).toList());
        return values;
    }

    private static Map<String, Object> values(RouterFacts.Disk disk) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("slot", disk.slot());
        values.put("file_system", disk.fileSystem());
        values.put("mounted", disk.mounted());
        values.put("size_bytes", disk.sizeBytes());
        values.put("free_bytes", disk.freeBytes());
        return values;
    }
}
