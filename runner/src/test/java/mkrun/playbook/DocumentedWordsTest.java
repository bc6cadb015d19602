package mkrun.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mkrun.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README and docs tell all words of playbooks, and each Groovy snippet in them compiles as one of their files or blocks. */
class DocumentedWordsTest {
    private static final Pattern CODE = Pattern.compile("```groovy\\n(.*?)```|`([^`\\n]+)`", Pattern.DOTALL);
    private static final Pattern SNIPPET = Pattern.compile("```groovy\\n(.*?)```", Pattern.DOTALL);

    /** What templates are compiled to, and nobody writes. */
    private static final Set<String> UNWRITTEN = Set.of("emit", "value");

    /** Where a snippet may be from: a whole file, or a part of a block. */
    private static final List<Surrounding> SURROUNDINGS = List.of(
            new Surrounding(ScriptKind.PLAYBOOK, "", ""),
            new Surrounding(ScriptKind.PLAYBOOK, "play('p') { tasks {\n", "\n} }"),
            new Surrounding(ScriptKind.PLAYBOOK, "play('p') { tasks { container('c') {\n", "\n} } }"),
            new Surrounding(ScriptKind.PLAYBOOK, "image('i') {\n", "\n}"),
            new Surrounding(ScriptKind.INVENTORY, "", ""),
            new Surrounding(ScriptKind.ROUTER_SIDE, "", ""),
            new Surrounding(ScriptKind.META, "", ""));

    private record Surrounding(ScriptKind kind, String before, String after) {
        List<Problem> problems(String snippet) {
            String code = before + snippet + after;
            try {
                ScriptCompiler.compile(new SourceText(Path.of("snippet"), "snippet", code), code, kind, "Snippet");
                return List.of();
            } catch (ScriptProblems e) {
                return e.problems();
            }
        }
    }

    /**
     * A snippet of a page.
     *
     * @param place such as {@code docs/containers.md:4}
     */
    record Snippet(String place, String code) {
        @Override
        public String toString() {
            return place;
        }
    }

    @Test
    void allWordsAreTold() throws IOException {
        StringBuilder told = new StringBuilder();
        for (Path page : pages()) {
            Matcher code = CODE.matcher(Files.readString(page));
            while (code.find()) {
                told.append(code.group()).append('\n');
            }
        }
        Set<String> words = words();
        assertThat(words).hasSizeGreaterThan(60);
        assertThat(words)
                .filteredOn(word -> !Pattern.compile("(?<![\\w-])" + word + "(?![\\w-])")
                        .matcher(told)
                        .find())
                .isEmpty();
    }

    private static Set<String> words() {
        Set<String> words = new TreeSet<>();
        for (JavaClass scope : new ClassFileImporter().importPackages("mkrun.playbook")) {
            for (JavaMethod method : scope.getMethods()) {
                if (method.isAnnotatedWith(Word.class)) {
                    words.add(word(method.getName()));
                }
            }
        }
        words.removeAll(UNWRITTEN);
        return words;
    }

    /** Words without arguments are properties to Groovy. */
    private static String word(String method) {
        return method.startsWith("get") ? method.substring(3, 4).toLowerCase() + method.substring(4) : method;
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void snippetsCompile(Snippet snippet) {
        List<List<Problem>> attempts = SURROUNDINGS.stream()
                .map(place -> place.problems(snippet.code()))
                .toList();
        assertThat(attempts).as(snippet.code()).anyMatch(List::isEmpty);
    }

    static List<Snippet> snippets() throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            Matcher snippet = SNIPPET.matcher(text);
            while (snippet.find()) {
                long line = text.substring(0, snippet.start(1)).lines().count() + 1;
                snippets.add(new Snippet(Needs.projectRoot().relativize(page) + ":" + line, snippet.group(1)));
            }
        }
        assertThat(snippets).hasSizeGreaterThan(15);
        return snippets;
    }

    private static List<Path> pages() throws IOException {
        Path root = Needs.projectRoot();
        try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(root.resolve("README.md")),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }
}
