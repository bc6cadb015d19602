package mkrun.lab.runc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who a process in a container is.
 *
 * @param groups beside {@code gid}
 */
public record Account(int uid, int gid, List<Integer> groups) {
    /** Root. */
    public static final Account ROOT = new Account(0, 0, List.of());

    private static final long MOST = 1 << 20;

    public Account {
        groups = List.copyOf(groups);
    }

    /**
     * Reads {@code USER}, {@code USER:GROUP}, each a name that the container's own files know or a number. An empty text is root.
     *
     * @param root the container's files
     * @return nothing if there is no such user or group
     */
    public static Optional<Account> of(String text, Path root) throws IOException {
        String[] parts = (text.isEmpty() ? "0" : text).split(":", 2);
        List<String[]> users = lines(root, "etc/passwd", 4);
        List<String[]> groups = lines(root, "etc/group", 3);
        Optional<String[]> user = find(users, parts[0]);
        Optional<Integer> uid = number(user.map(u -> u[2]).orElse(parts[0]));
        Optional<Integer> gid = parts.length == 2
                ? number(find(groups, parts[1]).map(g -> g[2]).orElse(parts[1]))
                : number(user.map(u -> u[3]).orElse("0"));
        if (uid.isEmpty() || gid.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Account(
                uid.get(), gid.get(), user.map(u -> memberships(groups, u[0])).orElse(List.of())));
    }

    private static List<Integer> memberships(List<String[]> groups, String name) {
        return groups.stream()
                .filter(g -> g.length > 3 && List.of(g[3].split(",")).contains(name))
                .flatMap(g -> number(g[2]).stream())
                .toList();
    }

    private static Optional<String[]> find(List<String[]> lines, String nameOrId) {
        return lines.stream()
                .filter(line -> line[0].equals(nameOrId) || line[2].equals(nameOrId))
                .findFirst();
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /** The container may have made a link of the file, or of its folder, that leads out of it: then it knows nobody. */
    private static List<String[]> lines(Path root, String file, int least) throws IOException {
        Path path = root.resolve(file);
        List<String[]> lines = new ArrayList<>();
        if (Files.isDirectory(path.getParent(), LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && Files.size(path) <= MOST) {
            for (String line :
                    Files.readString(path, StandardCharsets.ISO_8859_1).split("\n")) {
                String[] fields = line.strip().split(":", -1);
                if (fields.length >= least) {
                    lines.add(fields);
                }
            }
        }
        return lines;
    }
}
