package mkrun.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mkrun.run.TagFilter;
import picocli.CommandLine.Option;

/** Which tasks count, by their tags. */
final class TagArguments {
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

    TagFilter filter() {
        return new TagFilter(Set.copyOf(tags), Set.copyOf(skipTags));
    }
}
