package mkrun.routeros;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The menu tables of the jar: {@code menus/index} names the menus, {@code menus/index-emulated} those that
 * only emulated routers have, {@code menus/shared.menu} holds what their files share. */
final class MenuFiles {
    private MenuFiles() {}

    /** @param index the file that names them */
    static List<String> paths(String index) {
        return lines(index);
    }

    /** Where the table of a menu is: that of {@code /ip/address} in {@code ip-address.menu}. */
    static String file(String path) {
        return path.equals("/") ? "root.menu" : path.substring(1).replace('/', '-') + ".menu";
    }

    /** Reads the table of a menu. */
    static Menu read(String path) {
        String file = file(path);
        Optional<Menu> menu = Shared.PARSER.read(file, lines(file));
        return menu.filter(m -> m.path().equals(path))
                .orElseThrow(() -> new IllegalStateException("menus/" + file + " has not the table of " + path));
    }

    private static final class Shared {
        private static final MenuParser PARSER = new MenuParser();

        static {
            PARSER.read("shared.menu", lines("shared.menu"));
        }
    }

    private static List<String> lines(String file) {
        try (InputStream in = MenuFiles.class.getResourceAsStream("menus/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks mkrun/routeros/menus/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
