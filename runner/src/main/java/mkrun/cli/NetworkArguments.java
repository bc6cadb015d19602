package mkrun.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that gets packages. */
final class NetworkArguments {
    @Option(
            names = "--offline",
            description = "Ask no server for packages, indexes or keys; what the cache does not have is an error.")
    boolean offline;

    @Mixin
    TrustArguments trust = new TrustArguments();
}
