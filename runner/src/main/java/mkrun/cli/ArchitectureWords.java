package mkrun.cli;

import mkrun.alpine.ArchitectureNames;

/** Architectures as {@code --arch} of the commands around packages takes them: by Alpine's names. */
final class ArchitectureWords {
    private ArchitectureWords() {}

    /** @throws CliException if it is none, before a folder of that name is made */
    static void require(String word) {
        ArchitectureNames.problem(word).ifPresent(problem -> {
            throw new CliException(ExitCode.USAGE, "--arch " + problem);
        });
    }

    /**
     * The same where packages for any architecture are possible.
     *
     * @throws CliException if it is neither
     */
    static void requireOfPackages(String word) {
        if (!word.equals(ArchitectureNames.ANY)) {
            require(word);
        }
    }
}
