package mkrun.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mkrun.lab.runc.Account;
import mkrun.lab.runc.ContainerSpec;
import mkrun.lab.runc.RuncContainer;

/**
 * A container that really runs.
 *
 * @param spec what it was started with
 */
record RunningContainer(RuncContainer container, ContainerSpec spec) {
    /**
     * A program to run in it beside the first one, which it takes its environment from.
     *
     * @param user as {@link Account#of} reads it; empty for the one of the first program
     * @param workdir empty for that of the first program
     * @return nothing if there is no such user
     */
    Optional<ContainerSpec.Program> program(List<String> args, String user, String workdir) throws IOException {
        ContainerSpec.Program first = spec.process();
        Path root = spec.root();
        Optional<Account> account = user.isEmpty() ? Optional.of(first.user()) : Account.of(user, root);
        return account.map(
                a -> new ContainerSpec.Program(args, first.env(), workdir.isEmpty() ? first.workdir() : workdir, a));
    }
}
