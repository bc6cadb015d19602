package mkrun.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mkrun.playbook.Playbook;
import mkrun.run.TagFilter;
import picocli.CommandLine.Option;

/** Which tasks count, by their tags. */
final class TagArguments {
    /** Words that mean more than a tag; see {@link TagFilter}. */
    private static final Set<String> SPECIAL = Set.of("all", "tagged", "untagged", "always", "never");

    @Option(
            names = {"-t", "--tags"},
            split = ",",
            paramLabel = "TAGS",
            description = "Only plays and tasks tagged with these values.")
    private List<String> tags = new ArrayList<>();

    @Option(
            names = "--skip-tags",
            split = ",",
            paramLabel = "TAGS",
            description = "Only plays and tasks whose tags do not match these values.")
    private List<String> skipTags = new ArrayList<>();

    /** Tags that no task has, which are slips most often: nobody else would say why nothing is done. */
    void warnOfUnknown(Playbook playbook, Console console) {
        Set<String> known = new TreeSet<>();
        playbook.plays().stream()
                .flatMap(play -> play.hosts().values().stream())
                .flatMap(host -> Stream.concat(host.tasks().stream(), host.handlers().stream()))
                .forEach(task -> known.addAll(task.tags()));
        Stream.concat(tags.stream(), skipTags.stream())
                .filter(tag -> !SPECIAL.contains(tag) && !known.contains(tag))
                .distinct()
                .forEach(tag -> console.err()
                        .println("mkrun: WARNING: no task has the tag '" + tag + "'"
                                + (known.isEmpty() ? ", or any other" : "; there are: " + String.join(", ", known))));
    }

    TagFilter filter() {
        return new TagFilter(Set.copyOf(tags), Set.copyOf(skipTags));
    }
}
