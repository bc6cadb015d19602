package mkrun.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import mkrun.alpine.AlpineException;
import mkrun.alpine.lock.LockFile;
import mkrun.image.Architecture;
import mkrun.op.image.ImageDefinition;
import mkrun.op.image.ImageLock;

/** Lock files beside playbooks. */
final class Locks {
    private Locks() {}

    /**
     * The lock of a playbook, if it has one, for commands that look at routers.
     *
     * @param playbook its file
     * @param typed as the user named it
     * @throws CliException if there is a file that is none
     */
    static Optional<ImageLock> of(Path playbook, String typed) {
        return of(playbook, typed, locked -> "or leave out the routers of other architectures: --limit");
    }

    /**
     * The same for a command that is told the architectures.
     *
     * @throws CliException if there is a file that is none
     */
    static Optional<ImageLock> ofBuild(Path playbook, String typed) {
        return of(playbook, typed, locked -> "or build only what is locked: --arch " + locked);
    }

    private static Optional<ImageLock> of(Path playbook, String typed, UnaryOperator<String> instead) {
        Path file = LockFile.beside(playbook);
        return Files.exists(file)
                ? Optional.of(new ImageLock(read(file), file.toString(), typed, instead))
                : Optional.empty();
    }

    /**
     * Reads a lock file.
     *
     * @throws CliException if it is none
     */
    static LockFile read(Path file) {
        try {
            return LockFile.read(file);
        } catch (AlpineException e) {
            throw new CliException(ExitCode.INVALID, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Refuses a lock that was made for something else than what an image asks for.
     *
     * @param alpineArchs Alpine's architecture where it is not the usual one
     * @param repositoriesToo whether the definition's own repositories are used
     * @throws CliException with the first difference
     */
    static void check(
            ImageLock lock,
            ImageDefinition definition,
            Set<Architecture> architectures,
            Map<Architecture, String> alpineArchs,
            boolean repositoriesToo) {
        for (Architecture architecture : architectures) {
            String alpine = alpineArchs.getOrDefault(architecture, architecture.alpineArch());
            Optional<String> problem = lock.problem(definition, architecture, alpine);
            if (problem.isEmpty() && repositoriesToo) {
                problem = lock.repositoryProblem(definition, alpine);
            }
            problem.ifPresent(text -> {
                throw new CliException(ExitCode.INVALID, text);
            });
        }
    }
}
