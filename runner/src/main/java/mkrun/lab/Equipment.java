package mkrun.lab;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mkrun.lab.script.RouterState;

/**
 * Packages and device-mode: at first as the router's owner ordered it, then as they were changed on the router, until he
 * orders something else.
 */
final class Equipment {
    /** Hidden value of device-mode: what was ordered when the router got its packages and mode. */
    private static final String ORDERED = ".ordered";

    private Equipment() {}

    private static String ordered(LabConfig config) {
        return config.version() + " " + config.board().profile() + " "
                + config.hardware().containerPackage() + " " + config.hardware().containersAllowed()
                + (config.hardware().storagePackage() ? " " + Packages.STORAGE : "");
    }

    /** The packages that decide what the console of a router with such tables understands. */
    static Set<String> packages(LabConfig config, Map<String, RouterState.TableData> kept) {
        Set<String> packages = new HashSet<>(Set.of("routeros"));
        if (stands(config, kept)) {
            rows(kept, Packages.MENU).stream()
                    .filter(row -> !"true".equals(row.values().get("disabled")))
                    .forEach(row -> packages.add(row.values().getOrDefault("name", "")));
        } else {
            if (config.hardware().containerPackage()) {
                packages.add("container");
            }
            if (config.hardware().storagePackage()) {
                packages.add(Packages.STORAGE);
            }
        }
        if (!config.board().virtual()) {
            packages.add("routerboard");
        }
        return packages;
    }

    private static boolean stands(LabConfig config, Map<String, RouterState.TableData> kept) {
        return rows(kept, DeviceMode.MENU).stream()
                .anyMatch(row -> ordered(config).equals(row.values().get(ORDERED)));
    }

    private static List<RouterState.RowData> rows(Map<String, RouterState.TableData> kept, String menu) {
        return kept.containsKey(menu) ? kept.get(menu).rows() : List.of();
    }

    /** Gives a router what was ordered, unless it has got that before. */
    static void fill(LabConfig config, RouterState state) {
        if (!state.single(DeviceMode.MENU).text(ORDERED).equals(ordered(config))) {
            Packages.fill(config, state);
            DeviceMode.fill(config, state);
            state.single(DeviceMode.MENU).set(ORDERED, ordered(config));
        }
    }
}
