package mkrun.inventory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Evaluates host patterns: first what is named, then what {@code &} keeps, then what {@code !} leaves out. */
final class HostPattern {
    private static final Pattern SUBSCRIPT = Pattern.compile("(.+)\\[(-?\\d{1,9})(?:(:)(-?\\d{1,9})?)?]");

    private final List<String> hosts;
    private final Map<String, List<String>> groups;

    HostPattern(Inventory inventory) {
        this.hosts = inventory.hosts().stream().map(Host::name).toList();
        this.groups = inventory.groups();
    }

    Set<String> select(String pattern) throws InventoryException {
        List<String> parts = parts(pattern);
        Set<String> selected = new LinkedHashSet<>();
        boolean named = false;
        for (String part : parts) {
            if (!part.startsWith("&") && !part.startsWith("!")) {
                selected.addAll(hosts(part));
                named = true;
            }
        }
        if (!named) {
            selected.addAll(hosts); // '!x' alone means all but x
        }
        for (String part : parts) {
            if (part.startsWith("&")) {
                selected.retainAll(hosts(part.substring(1)));
            }
        }
        for (String part : parts) {
            if (part.startsWith("!")) {
                hosts(part.substring(1)).forEach(selected::remove);
            }
        }
        return selected;
    }

    /** Splits at colons and commas that stand in no brackets; files are replaced by their lines. */
    private List<String> parts(String pattern) throws InventoryException {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        for (char c : (pattern + ",").toCharArray()) {
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth > 0 || c != ',' && c != ':') {
                part.append(c);
            } else {
                add(parts, part.toString().strip());
                part.setLength(0);
            }
        }
        add(parts, part.toString().strip());
        if (parts.isEmpty()) {
            throw problem("the host pattern '" + pattern + "' is empty");
        }
        return parts;
    }

    private static void add(List<String> parts, String part) throws InventoryException {
        if (part.startsWith("@")) {
            try {
                Texts.read(Path.of(part.substring(1)))
                        .lines()
                        .map(String::strip)
                        .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                        .forEach(parts::add);
            } catch (IOException e) {
                throw problem("host pattern '" + part + "': " + Texts.unreadable(e));
            }
        } else if (!part.isEmpty()) {
            parts.add(part);
        }
    }

    private List<String> hosts(String part) throws InventoryException {
        if (part.startsWith("~")) {
            return matching(regex(part));
        }
        Matcher subscript = SUBSCRIPT.matcher(part);
        if (subscript.matches()) {
            return slice(hosts(subscript.group(1)), subscript);
        }
        if (groups.containsKey(part)) {
            return groups.get(part);
        }
        if (hosts.contains(part)) {
            return List.of(part);
        }
        if (Stream.of("*", "?", "[").anyMatch(part::contains)) {
            return matching(glob(part));
        }
        throw problem("no host and no group is named '" + part + "'; groups: " + String.join(", ", groups.keySet()));
    }

    private List<String> matching(Pattern pattern) {
        Set<String> found = new LinkedHashSet<>();
        groups.forEach((name, members) -> {
            if (pattern.matcher(name).find()) {
                found.addAll(members);
            }
        });
        hosts.stream().filter(h -> pattern.matcher(h).find()).forEach(found::add);
        return List.copyOf(found);
    }

    // As in Ansible, a regular expression is anchored at the beginning only.
    private static Pattern regex(String part) throws InventoryException {
        try {
            return Pattern.compile("\\A(?:" + part.substring(1) + ")");
        } catch (PatternSyntaxException e) {
            throw problem("host pattern '" + part + "' is no regular expression: " + e.getDescription());
        }
    }

    private static Pattern glob(String part) throws InventoryException {
        StringBuilder regex = new StringBuilder("\\A");
        for (char c : part.toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '[', ']', '-' -> regex.append(c);
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return Pattern.compile(regex.append("\\z").toString());
        } catch (PatternSyntaxException e) {
            throw problem("host pattern '" + part + "': brackets that do not match");
        }
    }

    private static List<String> slice(List<String> members, Matcher subscript) {
        int from = index(subscript.group(2), members.size());
        int to = subscript.group(3) == null
                ? from
                : subscript.group(4) == null ? members.size() - 1 : index(subscript.group(4), members.size());
        return from < 0 || from > to || from >= members.size()
                ? List.of()
                : members.subList(from, Math.min(to, members.size() - 1) + 1);
    }

    private static int index(String text, int size) {
        int index = Integer.parseInt(text);
        return index < 0 ? index + size : index;
    }

    private static InventoryException problem(String message) {
        return new InventoryException(List.of(new InventoryException.Problem("", 0, message)));
    }
}
