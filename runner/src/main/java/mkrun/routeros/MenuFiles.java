package mkrun.routeros;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The menu tables of the jar: {@code menus/index} names them, {@code menus/index-emulated} those that
 * only emulated routers have, {@code menus/shared.menu} holds what they share. */
final class MenuFiles {
    private MenuFiles() {}

    /** @param index the file that names them */
    static List<Menu> read(String index) {
        MenuParser parser = new MenuParser();
        parser.read("shared.menu", lines("shared.menu"));
        return lines(index).stream()
                .map(file -> parser.read(file, lines(file)).orElseThrow())
                .toList();
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
