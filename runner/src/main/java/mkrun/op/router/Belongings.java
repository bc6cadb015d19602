package mkrun.op.router;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.routeros.Dialect;
import mkrun.routeros.Ledger;
import mkrun.routeros.Row;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;

/**
 * What mkrun has on a router.
 *
 * @param dialect what the router understands
 * @param menus as they were read, by path, in the order in which rows can be removed
 * @param ledger what mkrun keeps on the router beside comments
 * @param settings those that are changed while the router pulls an image
 * @param files paths of what is in the directories of containers
 */
record Belongings(
        Dialect dialect, Map<String, MenuRows> menus, Ledger ledger, SettingsForPull settings, List<String> files) {
    /**
     * A row and where it is.
     *
     * @param menu path
     */
    record Found(String menu, Row row) {}

    /**
     * Reads these menus, files only if the ledger knows of some that mkrun owns.
     *
     * @param paths of menus
     */
    static Belongings of(RouterProbe probe, Collection<String> paths) throws TargetException {
        Ledger ledger = Ledger.of(probe.rows(Ledger.MENU));
        Map<String, MenuRows> menus = new LinkedHashMap<>();
        for (String path : OwnableMenus.removable()) {
            RowLedger book = new RowLedger(probe.dialect(), path, ledger);
            boolean worth = !path.equals(OwnableMenus.FILES) || !book.owners().isEmpty();
            if (paths.contains(path) && worth && probe.dialect().has(path)) {
                menus.put(path, new MenuRows(probe.dialect(), path, book.marked(probe.rows(path)), ledger));
            }
        }
        SettingsForPull settings = SettingsForPull.of(probe, Optional.empty());
        return new Belongings(probe.dialect(), menus, ledger, settings, List.of());
    }

    /** The same with the files of containers: an exchange for each disk. */
    Belongings withFiles(RouterProbe probe) throws TargetException {
        Set<String> disks = new TreeSet<>();
        probe.facts().disks().forEach(disk -> disks.add(disk.slot()));
        for (Row row : rows(ContainerRows.MENU)) {
            ContainerFiles.containerOf(row).ifPresent(name -> disks.add(new ContainerFiles(name).diskOf(row)));
        }
        List<String> paths = new ArrayList<>();
        for (String disk : disks) {
            String directory = ContainerFiles.directory(disk);
            probe.files(directory).forEach(name -> paths.add(directory + "/" + name));
        }
        return new Belongings(dialect, menus, ledger, settings, paths);
    }

    /** The rows of a menu; none if it was not read. */
    List<Row> rows(String menu) {
        return Optional.ofNullable(menus.get(menu)).map(MenuRows::rows).orElse(List.of());
    }

    /** The rows of all menus that were read, by path. */
    Map<String, List<Row>> rows() {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        menus.forEach((path, seen) -> rows.put(path, seen.rows()));
        return rows;
    }

    /** Everybody who has anything here. */
    Set<Whose> owners() {
        Set<Whose> owners = new TreeSet<>();
        menus.forEach((menu, seen) -> {
            seen.rows().forEach(row -> whose(menu, row).ifPresent(owners::add));
            seen.book().owners().forEach(mark -> owners.add(Whose.of(menu, mark)));
        });
        files.forEach(path ->
                ContainerFiles.containerOf(nameOf(path)).map(Whose::container).ifPresent(owners::add));
        return owners;
    }

    private static Optional<Whose> whose(String menu, Row row) {
        Optional<Whose> container = menu.equals(ContainerRows.MENU)
                ? ContainerFiles.containerOf(row).map(Whose::container)
                : Optional.empty();
        return container.or(() -> Mark.named(row).filter(mark -> !row.dynamic()).map(mark -> Whose.of(menu, mark)));
    }

    /** The rows of one owner, in the order in which they can be removed: of a menu the last first. */
    List<Found> of(Whose owner) {
        List<Found> found = new ArrayList<>();
        menus.forEach((menu, seen) -> {
            for (int i = seen.rows().size() - 1; i >= 0; i--) {
                Row row = seen.rows().get(i);
                if (whose(menu, row).filter(owner::equals).isPresent()) {
                    found.add(new Found(menu, row));
                }
            }
        });
        return found;
    }

    /** The rows of a menu that carry a mark. */
    List<Found> marked(String menu, String mark) {
        return Optional.ofNullable(menus.get(menu)).stream()
                .flatMap(seen -> seen.marked(new Mark(mark)).stream())
                .map(row -> new Found(menu, row))
                .toList();
    }

    /** Paths of a container's archives, whole or not, and of directories that were root-dirs and are nobody's any more. */
    List<String> filesOf(String container) {
        return files.stream()
                .filter(path -> ContainerFiles.containerOf(nameOf(path))
                        .filter(container::equals)
                        .isPresent())
                .filter(path -> !inUse(path, rows(ContainerRows.MENU), rows("/container/mounts")))
                .toList();
    }

    /** Whether a container lives in a directory, or keeps something there that is not to go with its image. */
    static boolean inUse(String path, List<Row> containers, List<Row> mounts) {
        return containers.stream().anyMatch(row -> within(row.text("root-dir"), path))
                || mounts.stream().anyMatch(row -> within(row.text("src"), path));
    }

    private static boolean within(String path, String directory) {
        return (Normal.path(path) + "/").startsWith(directory + "/");
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
