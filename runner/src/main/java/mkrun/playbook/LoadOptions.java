package mkrun.playbook;

import java.nio.file.Path;
import java.util.function.Function;
import mkrun.inventory.Vars;
import mkrun.op.image.ImageDefinition;
import mkrun.op.image.ImageSource;
import mkrun.op.router.NewerFields;
import org.jspecify.annotations.Nullable;

/**
 * What a load takes beside the playbook and the inventory.
 *
 * @param cacheDir where compiled scripts are kept between runs; null for nowhere
 * @param extraVars variables of the command line, above all others
 * @param limit host pattern that cuts every play's hosts; empty for all
 * @param images makes the source of an image that a container refers to; asked once per image, while loading
 * @param imagesOnly plays are not evaluated, so no inventory is needed
 * @param versionChecks which tasks are held against which versions
 * @param newerFields of versions that mkrun's tables do not hold
 */
public record LoadOptions(
        @Nullable Path cacheDir,
        Vars extraVars,
        String limit,
        Function<ImageDefinition, ImageSource> images,
        boolean imagesOnly,
        VersionChecks versionChecks,
        NewerFields newerFields) {

    /** Options for a run. */
    public static LoadOptions of(Function<ImageDefinition, ImageSource> images) {
        return new LoadOptions(
                null, Vars.EMPTY, "", images, false, VersionChecks.stated(task -> true), NewerFields.NONE);
    }

    /** Options for looking at images only. */
    public static LoadOptions forImages() {
        return new LoadOptions(
                null,
                Vars.EMPTY,
                "",
                definition -> {
                    throw new IllegalStateException("plays are not evaluated");
                },
                true,
                VersionChecks.stated(task -> false),
                NewerFields.NONE);
    }

    /** These with a folder for compiled scripts. */
    public LoadOptions withCacheDir(Path dir) {
        return new LoadOptions(dir, extraVars, limit, images, imagesOnly, versionChecks, newerFields);
    }

    /** These with variables of the command line. */
    public LoadOptions withExtraVars(Vars vars) {
        return new LoadOptions(cacheDir, vars, limit, images, imagesOnly, versionChecks, newerFields);
    }

    /** These with a pattern that cuts every play's hosts. */
    public LoadOptions withLimit(String pattern) {
        return new LoadOptions(cacheDir, extraVars, pattern, images, imagesOnly, versionChecks, newerFields);
    }

    /** These with other tasks held against other versions than those that the inventory states. */
    public LoadOptions withVersionChecks(VersionChecks checks) {
        return new LoadOptions(cacheDir, extraVars, limit, images, imagesOnly, checks, newerFields);
    }

    /** These with fields that newer versions have. */
    public LoadOptions withNewerFields(NewerFields fields) {
        return new LoadOptions(cacheDir, extraVars, limit, images, imagesOnly, versionChecks, fields);
    }
}
