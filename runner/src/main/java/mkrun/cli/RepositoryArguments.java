package mkrun.cli;

import java.util.ArrayList;
import java.util.List;
import mkrun.op.image.ImageDefinition;
import picocli.CommandLine.Option;

/** Where an image's packages come from, if not from where its playbook says. */
final class RepositoryArguments {
    @Option(
            names = "--repository",
            paramLabel = "DIR_OR_URL",
            description =
                    "A line as in /etc/apk/repositories: a folder or an http(s) URL, the architecture is appended."
                            + " May be repeated; replaces what the playbook says.")
    private List<String> repositories = new ArrayList<>();

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            defaultValue = "",
            description = "Folder of .rsa.pub files that index and packages must be signed with.")
    private String keys = "";

    /** Whether the playbook's repositories hold. */
    boolean ofPlaybook() {
        return repositories.isEmpty();
    }

    /** The image with packages from there. */
    ImageDefinition of(ImageDefinition image) {
        ImageDefinition from = repositories.isEmpty() ? image : image.withRepositories(repositories);
        return keys.isEmpty() ? from : from.withKeysDir(keys);
    }
}
