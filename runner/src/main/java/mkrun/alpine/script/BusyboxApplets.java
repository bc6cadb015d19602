package mkrun.alpine.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsProbe;

/**
 * The paths at which a busybox binary wants links to itself ({@code --install}), found without running it.
 *
 * <p>Alpine's packages list them since busybox 1.36.0-r8 in {@code /etc/busybox-paths.d}; older ones are read from the
 * binary: the applet names stand in one run of NUL-ended strings, and a little before them, packed two to a byte with
 * the low half first, the number of each applet's directory.
 */
final class BusyboxApplets {
    private static final List<String> DIRECTORIES = List.of("/", "/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/");
    private static final Map<String, Integer> ANCHORS =
            Map.of("cat", 1, "ls", 1, "sh", 1, "ash", 1, "awk", 3, "[", 3, "[[", 3, "ifconfig", 2, "chroot", 4);
    private static final byte[] FIRST_NAMES = "[\0[[\0".getBytes(StandardCharsets.US_ASCII);
    private static final int SEARCH_BACK = 4096;

    private BusyboxApplets() {}

    /**
     * The absolute paths of the links, in the binary's order.
     *
     * @param binary path of the binary, whose file name is also that of its list
     * @return empty if the binary is missing or keeps its tables in a way unknown here
     */
    static Optional<List<String>> paths(RootfsProbe probe, String binary) {
        String name = binary.substring(binary.lastIndexOf('/') + 1);
        Optional<String> list = probe.text("/etc/busybox-paths.d/" + name);
        if (list.isPresent()) {
            return Optional.of(list.get()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> "/" + line)
                    .toList());
        }
        return probe.follow(binary)
                .filter(Entry::isFile)
                .flatMap(e -> fromElf(e.content().bytes()));
    }

    /** The links of a binary by its own tables; empty unless the tables are found, and found once. */
    static Optional<List<String>> fromElf(byte[] elf) {
        int begin = indexOf(elf, FIRST_NAMES);
        if (begin < 0) {
            return Optional.empty();
        }
        List<String> names = namesAt(elf, begin);
        List<int[]> tables = new ArrayList<>();
        int bytes = (names.size() + 1) / 2;
        for (int at = begin - bytes; at >= Math.max(0, begin - SEARCH_BACK); at--) {
            directories(elf, at, names).ifPresent(tables::add);
        }
        if (tables.size() != 1) {
            return Optional.empty();
        }
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            paths.add(DIRECTORIES.get(tables.get(0)[i]) + names.get(i));
        }
        return Optional.of(Collections.unmodifiableList(paths));
    }

    private static List<String> namesAt(byte[] elf, int begin) {
        List<String> names = new ArrayList<>();
        String last = "";
        for (int at = begin; at < elf.length; ) {
            int end = at;
            while (end < elf.length && elf[end] > ' ') {
                end++;
            }
            String name = new String(elf, at, end - at, StandardCharsets.US_ASCII);
            if (end >= elf.length || elf[end] != 0 || name.compareTo(last) <= 0) {
                break;
            }
            names.add(name);
            last = name;
            at = end + 1;
        }
        return names;
    }

    private static Optional<int[]> directories(byte[] elf, int at, List<String> names) {
        int[] directories = new int[names.size()];
        for (int i = 0; i < directories.length; i++) {
            int pair = elf[at + i / 2] & 0xff;
            int directory = i % 2 == 0 ? pair & 15 : pair >> 4;
            Integer expected = ANCHORS.get(names.get(i));
            if (directory >= DIRECTORIES.size() || expected != null && expected != directory) {
                return Optional.empty();
            }
            directories[i] = directory;
        }
        return Optional.of(directories);
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (bytes[i] == wanted[0] && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
