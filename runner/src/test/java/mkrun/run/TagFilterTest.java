package mkrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import mkrun.task.Condition;
import mkrun.task.Task;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagFilterTest {
    /** Each row is a case of ansible-playbook's documented rules: the task's tags, --tags, --skip-tags, runs or not. */
    @ParameterizedTest
    @CsvSource({
        "'', '', '', true",
        "base, '', '', true",
        "base, base, '', true",
        "base, other, '', false",
        "'', base, '', false",
        "always, base, '', true",
        "always, '', always, false",
        "never, '', '', false",
        "never, never, '', true",
        "never base, base, '', true",
        "never, all, '', false",
        "base, all, '', true",
        "base, '', base, false",
        "base slow, base, slow, false",
        "base, tagged, '', true",
        "'', tagged, '', false",
        "'', untagged, '', true",
        "base, '', tagged, false",
        "'', '', untagged, false",
    })
    void selectsAsAnsibleDoes(String tags, String only, String skip, boolean runs) {
        Task plain = FakeHost.task("t", "k", "v");
        Task task = new Task(
                plain.id(),
                plain.operation(),
                Condition.ALWAYS,
                List.of(),
                words(tags),
                false,
                Optional.empty(),
                Optional.empty());

        assertThat(new TagFilter(words(only), words(skip)).selects(task)).isEqualTo(runs);
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }
}
