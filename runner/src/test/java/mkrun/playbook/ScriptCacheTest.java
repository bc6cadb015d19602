package mkrun.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptCacheTest {
    private static final String META = "description 'a web server'\n";

    @TempDir
    private Path dir;

    private Path folder;

    @BeforeEach
    void folder() {
        folder = dir.resolve("cache/scripts");
    }

    private MetaScope meta(String text, String runner) throws ScriptProblems, IOException {
        Path file = Files.writeString(dir.resolve("main.groovy"), text);
        Scripts scripts = new Scripts(ScriptCache.at(folder, runner), new Problems());
        MetaScope scope = new MetaScope();
        scripts.load(SourceText.read(file), ScriptKind.META).evaluateWith(scope);
        return scope;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aSecondRunLoadsWhatTheFirstCompiled() throws Exception {
        assertThat(meta(META, "build 1").description()).isEqualTo("a web server");
        List<Path> written = files();
        assertThat(written).hasSize(1);

        // what the cache holds is what runs: the classes of another script under this one's key
        ScriptCache cache = ScriptCache.at(folder, "build 1");
        SourceText other = new SourceText(dir.resolve("main.groovy"), "main.groovy", "description 'from the cache'\n");
        String key = cache.key(ScriptKind.META, "main_script", META);
        cache.put(key, ScriptCompiler.compile(other, other.text(), ScriptKind.META, "main_script"));
        assertThat(meta(META, "build 1").description()).isEqualTo("from the cache");
        assertThat(files()).isEqualTo(written);
    }

    @Test
    void anotherTextOrAnotherBuildIsCompiledAnew() throws Exception {
        meta(META, "build 1");
        meta(META, "build 2");
        meta("description 'other'\n", "build 1");
        assertThat(files()).hasSize(3);
    }

    @Test
    void aDamagedFileCountsAsMissing() throws Exception {
        meta(META, "build 1");
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThat(meta(META, "build 1").description()).isEqualTo("a web server");
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        Files.write(file, new byte[] {127, 127, 127, 127, 1});
        assertThat(meta(META, "build 1").description()).isEqualTo("a web server");
    }

    @Test
    void aFolderThatCannotBeWrittenIsDoneWithout() throws Exception {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "in the way");
        assertThat(meta(META, "build 1").description()).isEqualTo("a web server");
    }

    @Test
    void classesInFoldersAreNotCached() {
        assertThat(ScriptCache.at(folder)).isEmpty();
    }

    @Test
    void aScriptThatDoesNotCompileLeavesNothing() {
        Assertions.assertThatThrownBy(() -> meta("descripton 'x'\n", "build 1")).isInstanceOf(ScriptProblems.class);
        assertThat(folder).doesNotExist();
    }

    @Test
    void keysTellKindsApart() {
        ScriptCache cache = ScriptCache.at(folder, "build");
        assertThat(Map.of(
                        cache.key(ScriptKind.VARS, "main_script", ""), 1,
                        cache.key(ScriptKind.META, "main_script", ""), 2))
                .hasSize(2);
    }
}
