package mkrun.op.image;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import mkrun.image.Architecture;
import mkrun.image.ImageStore;
import mkrun.inventory.Inventory;
import mkrun.playbook.LoadOptions;
import mkrun.playbook.PlaybookLoader;
import mkrun.target.Progress;
import mkrun.testing.RealImages;

/** Builds the images of a playbook from real packages and prints the digest of each archive: one build, one process. */
final class BuildOnce {
    private BuildOnce() {}

    /** Arguments: playbook, folder of packages, folder of keys, folder for the cache. */
    public static void main(String[] args) throws Exception {
        Path cache = Path.of(args[3]);
        ImageDefinition definition = new PlaybookLoader(LoadOptions.forImages())
                .load(Path.of(args[0]), Inventory.read(List.of("localhost,")))
                .images()
                .get("alp-rc")
                .withRepositories(List.of(args[1]))
                .withKeysDir(args[2]);
        ImageSource source = new ImageBuilder(cache, new ImageStore(cache), OptionalLong.empty(), Progress.NONE)
                .source(definition, RealImages.ALPINE);
        for (Architecture architecture : Architecture.values()) {
            ImageSource.Resolved image = source.resolve(architecture);
            System.out.println(
                    architecture + " " + image.digest() + " " + image.archive().sha256());
        }
    }
}
