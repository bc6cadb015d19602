package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MenuParserTest {
    private static Menu parse(String text) {
        MenuParser parser = new MenuParser();
        parser.read("shared.menu", List.of("set common as-value! where"));
        return parser.read("x.menu", text.lines().toList()).orElseThrow();
    }

    @Test
    void readsAllThatAMenuFileSays() {
        Menu menu = parse("""
                # a comment
                menu /x/y keyed list dst [7.11+]
                needs container [7.21+]

                field list string required=1 was name [<7.21]
                field mode list enum(rw|ro) [7.20+] default=rw secret was read-only [7.20+<7.23] ro=yes rw=no
                field in!side ref!(/interface|all) read-only
                command add $fields copy-from
                command print[<7.24] $common -where
                    brief![7.20+] from:1
                """.replace("in!side", "inside"));
        assertThat(menu.kind()).isEqualTo(Menu.Kind.KEYED);
        assertThat(menu.keys()).containsExactly("list", "dst");
        assertThat(menu.range()).hasToString("7.11+");
        assertThat(menu.needs()).containsExactly(new Menu.Need("container", VersionRange.parse("7.21+"), Set.of()));
        Field mode = menu.field("mode").orElseThrow();
        assertThat(mode.type().list()).isTrue();
        assertThat(mode.type().words()).containsExactly("rw", "ro");
        assertThat(mode.defaultValue()).isEqualTo(Optional.of("rw"));
        assertThat(mode.secret()).isTrue();
        assertThat(mode.formerNames())
                .containsExactly(new Field.FormerName(
                        "read-only", VersionRange.parse("7.20+<7.23"), Map.of("ro", "yes", "rw", "no"), false));
        FieldType inside = menu.field("inside").orElseThrow().type();
        assertThat(inside.negatable()).isTrue();
        assertThat(inside.words()).containsExactly("all");
        assertThat(inside.menus()).containsExactly("/interface");
        assertThat(menu.command("add").orElseThrow().arguments())
                .extracting(a -> a.name() + a.range())
                .containsExactly("copy-from", "list7.21+", "mode7.23+", "name<7.21", "read-only7.20+<7.23");
        assertThat(menu.command("print").orElseThrow().arguments())
                .containsExactly(
                        new Argument("as-value", VersionRange.ALWAYS, true, 0, 0),
                        new Argument("brief", VersionRange.parse("7.20+"), true, 0, 0),
                        new Argument("from", VersionRange.ALWAYS, false, 1, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "menus /x single, unknown word menus",
        "command add $nothing, unknown set $nothing",
        "command add what?, not an argument: what?",
        "field a enum(x, not a type: enum(x",
        "command add x[7.20], not a version range"
    })
    void whatItCannotReadItNames(String line, String message) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("menus/x.menu: " + line + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void theIndexesNameTheMenuOfEveryFileOfTheFolder() throws Exception {
        Path folder = Needs.projectRoot().resolve("runner/src/main/resources/mkrun/routeros/menus");
        try (Stream<Path> files = Files.list(folder)) {
            List<String> named = new ArrayList<>(Files.readAllLines(folder.resolve("index")));
            named.addAll(Files.readAllLines(folder.resolve("index-emulated")));
            assertThat(named.stream().map(MenuFiles::file))
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(f -> f.getFileName().toString())
                                    .filter(f -> f.endsWith(".menu") && !f.equals("shared.menu"))
                                    .toList());
        }
    }
}
