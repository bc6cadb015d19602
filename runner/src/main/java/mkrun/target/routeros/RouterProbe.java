package mkrun.target.routeros;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import mkrun.routeros.Dialect;
import mkrun.routeros.MenuSchema;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.Row;
import mkrun.target.Probe;
import mkrun.target.TargetException;

/** Reads a router: facts and menus from a snapshot, the rest on demand. */
public interface RouterProbe extends Probe {
    /** What the router is; read when the session began, and again after a {@link Reboot}. */
    RouterFacts facts();

    /** What it understands. */
    default Dialect dialect() {
        return facts().dialect();
    }

    /** As whom it is read. */
    String user();

    /**
     * The rows of a menu in the router's order, dynamic ones included; empty if the router lacks the menu. Answered from
     * the snapshot where it holds the menu ({@link mkrun.task.Operation#reads}), else fetched, which costs an exchange.
     *
     * @throws TargetException if it cannot be read
     */
    List<Row> rows(String menu) throws TargetException;

    /**
     * The rows of several menus, by path; what is not known of them is fetched in one exchange.
     *
     * @throws TargetException if they cannot be read
     */
    default Map<String, List<Row>> rows(Set<String> menus) throws TargetException {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        for (String menu : menus) {
            rows.put(menu, rows(menu));
        }
        return rows;
    }

    /**
     * What the router says of a menu that mkrun has no table of: which commands it has, and the arguments of {@code add} and
     * {@code set}; empty if the router lacks the menu. It comes with the rows, at no other cost.
     *
     * @throws TargetException if it cannot be read
     */
    Optional<MenuSchema> schema(String menu) throws TargetException;

    /**
     * Size in bytes of a file; empty if there is none. Costs an exchange: {@code /file} is never part of a snapshot,
     * since listing it makes a router walk all its disks.
     *
     * @param path without leading slash
     */
    OptionalLong fileSize(String path) throws TargetException;

    /** Names of what is in a directory of the router's files; none if there is no such directory. Costs an exchange. */
    List<String> files(String directory) throws TargetException;

    /** Whether anything, of whatever kind, is at that path of the router's files. Costs an exchange. */
    boolean exists(String path) throws TargetException;
}
