package mkrun.run;

import java.util.Collections;
import java.util.Set;
import mkrun.task.Task;

/**
 * Which tasks run, by tag, with Ansible's special words: a task tagged {@code always} runs unless that tag is skipped, one
 * tagged {@code never} only if one of its tags is asked for; {@code all}, {@code tagged} and {@code untagged} may be asked
 * for too.
 *
 * @param only what {@code --tags} asks for; empty for all
 * @param skip what {@code --skip-tags} leaves out
 */
public record TagFilter(Set<String> only, Set<String> skip) {
    /** Every task but those tagged {@code never}. */
    public static final TagFilter ALL = new TagFilter(Set.of(), Set.of());

    public TagFilter {
        only = Set.copyOf(only);
        skip = Set.copyOf(skip);
    }

    /** Whether the task runs. */
    public boolean selects(Task task) {
        return wanted(task.tags()) && !skipped(task.tags());
    }

    private boolean wanted(Set<String> tags) {
        boolean named = !Collections.disjoint(tags, only);
        if (tags.contains("never")) {
            return named;
        }
        return named
                || only.isEmpty()
                || only.contains("all")
                || tags.contains("always")
                || only.contains("tagged") && !tags.isEmpty()
                || only.contains("untagged") && tags.isEmpty();
    }

    private boolean skipped(Set<String> tags) {
        return !Collections.disjoint(tags, skip)
                || skip.contains("tagged") && !tags.isEmpty()
                || skip.contains("untagged") && tags.isEmpty()
                || skip.contains("all") && !tags.contains("always");
    }
}
