package mkrun.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VarsTest {
    private final Vars vars = Vars.of(
            Map.of("yes", "yes", "one", 1L, "text", " 42 ", "list", List.of("a"), "map", Map.of("k", 1), "no", false),
            "here");

    @Test
    void readsValuesAsWhatIsAskedFor() {
        assertThat(vars.bool("yes")).contains(true);
        assertThat(vars.bool("one")).contains(true);
        assertThat(vars.bool("no")).contains(false);
        assertThat(vars.bool("text")).isEmpty();
        assertThat(vars.number("text")).contains(42L);
        assertThat(vars.number("yes")).isEmpty();
        assertThat(vars.string("one")).contains("1");
        assertThat(vars.string("list")).isEmpty();
        assertThat(vars.list("list")).contains(List.of("a"));
        assertThat(vars.list("one")).contains(List.of(1L));
        assertThat(vars.map("map")).contains(Map.of("k", 1));
        assertThat(vars.map("list")).isEmpty();
        assertThat(vars.get("nothing")).isEmpty();
    }

    @Test
    void whatIsOnTopWinsWithItsOrigin() {
        Vars merged = vars.with(Vars.of(Map.of("one", 2L), "there"));
        assertThat(merged.get("one")).contains(2L);
        assertThat(merged.origin("one")).contains("there");
        assertThat(merged.origin("yes")).contains("here");
        assertThat(vars.get("one")).contains(1L);
    }

    @Test
    void aFileOfVariablesKeepsItsLines(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("vars.yml"), "---\na: 1\nb:\n  - x\n  - {y: null}\n");
        Vars read = VarsFile.read(file);
        assertThat(read.origin("b")).contains(file + ":3");
        assertThat(read.list("b").orElseThrow()).hasSize(2);
        assertThat(VarsFile.read(Files.writeString(dir.resolve("empty.yml"), "# none\n"))
                        .names())
                .isEmpty();
        assertThatThrownBy(() -> VarsFile.read(dir.resolve("gone.yml"))).hasMessage(dir + "/gone.yml: no such file");
    }
}
