package mkrun.cli;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Whether indexes and packages must be signed by somebody who is trusted. */
final class TrustArguments {
    @Option(
            names = "--allow-untrusted",
            description = {
                "Take indexes and packages that no trusted key signed. Each is named on the screen, and in the"
                        + " IMAGE-ARCH.provenance.json of an image made of them."
            })
    private boolean allowUntrusted;

    /**
     * What is told of each such file, once.
     *
     * @param beforeWriting called first, to clear a line of progress
     */
    Optional<Consumer<String>> warnings(Console console, Runnable beforeWriting) {
        if (!allowUntrusted) {
            return Optional.empty();
        }
        Set<String> told = ConcurrentHashMap.newKeySet();
        return Optional.of(what -> {
            if (told.add(what)) {
                synchronized (told) {
                    beforeWriting.run();
                    console.err().println("mkrun: WARNING: UNTRUSTED: " + what);
                }
            }
        });
    }
}
