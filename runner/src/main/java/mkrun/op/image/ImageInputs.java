package mkrun.op.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Wish;
import mkrun.alpine.install.ScriptPolicy;
import mkrun.alpine.install.ScriptRule;
import mkrun.alpine.repository.Access;
import mkrun.alpine.repository.AlpineKeys;
import mkrun.alpine.repository.PackageSource;
import mkrun.alpine.sign.Keys;
import mkrun.image.Architecture;
import mkrun.op.rootfs.PackageScript;
import mkrun.op.rootfs.PackagesInstalled;
import mkrun.target.TargetException;
import mkrun.task.Task;

/**
 * What a definition says for one architecture.
 *
 * @param architecture what the image runs on
 * @param alpineArch Alpine's name of the architecture that its packages are of
 */
record ImageInputs(ImageDefinition definition, Architecture architecture, String alpineArch) {
    /**
     * Refuses packages that cannot run.
     *
     * @throws TargetException naming both architectures
     */
    void checkArchitecture() throws TargetException {
        if (!architecture.runs(alpineArch)) {
            throw new TargetException("packages of Alpine's " + alpineArch + " do not run on " + architecture);
        }
    }

    /** The tasks whose condition holds; what they may ask for is what is built. */
    List<Task> tasks() {
        Map<String, Object> facts = Map.of("architecture", architecture.ociName(), "alpine_arch", alpineArch);
        return definition.tasks(architecture).stream()
                .filter(task -> task.when().test(facts))
                .toList();
    }

    /** What the tasks wish for, each wish with the first task that has it. */
    List<Wish> wishes() throws AlpineException {
        Map<String, Wish> wishes = new TreeMap<>();
        for (Task task : tasks()) {
            if (task.operation() instanceof PackagesInstalled packages) {
                String role =
                        task.id().role().isEmpty() ? "" : "role " + task.id().role() + ", ";
                for (String name : packages.names()) {
                    wishes.putIfAbsent(name, Wish.parse(name, role + task.id().position()));
                }
            }
        }
        return List.copyOf(wishes.values());
    }

    /** What is done with packages' scripts. */
    ScriptPolicy scripts() {
        List<ScriptRule> rules = new ArrayList<>();
        for (Task task : tasks()) {
            if (task.operation() instanceof PackageScript script) {
                String origin = task.id().position().toString();
                rules.add(new ScriptRule(script.script(), script.replacement(), script.because(), origin));
            }
        }
        return new ScriptPolicy(
                rules, definition.sandboxesScripts() ? ScriptPolicy.Otherwise.SANDBOX : ScriptPolicy.Otherwise.STOP);
    }

    /** Whom the definition trusts. */
    Keys keys(Access access) throws AlpineException {
        return access.trusting(() -> ownKeys(access));
    }

    private Keys ownKeys(Access access) throws AlpineException {
        if (!definition.keysDir().isEmpty()) {
            return Keys.folder(Path.of(definition.keysDir()));
        }
        boolean onlyEmbedded = definition.repositories().stream().allMatch(PackageSource.EMBEDDED::equals);
        return onlyEmbedded ? Keys.none() : AlpineKeys.of(alpineArch, definition.repositories(), access);
    }
}
