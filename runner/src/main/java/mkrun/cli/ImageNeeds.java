package mkrun.cli;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import mkrun.image.Architecture;
import mkrun.inventory.Host;
import mkrun.inventory.Inventory;
import mkrun.op.image.ImageBuilt;
import mkrun.playbook.Playbook;
import mkrun.task.Play;
import mkrun.task.Task;

/** Which images the hosts of an inventory run, for which architectures, without asking the hosts. */
final class ImageNeeds {
    private ImageNeeds() {}

    /**
     * The architectures of the hosts that run each image, as the variable {@code arch} says, by the image's name.
     *
     * @param unsaid the architectures to expect of a host without that variable, by image
     * @throws CliException for a host of an architecture that runs no containers
     */
    static Map<String, Set<Architecture>> of(
            Playbook playbook, Inventory inventory, Function<String, Set<Architecture>> unsaid) {
        Map<String, Set<Architecture>> needs = new TreeMap<>();
        for (Play play : playbook.plays()) {
            play.hosts().forEach((name, tasks) -> {
                Host host = inventory.host(name).orElseThrow();
                for (Task task : tasks.tasks()) {
                    if (task.operation() instanceof ImageBuilt built) {
                        Optional<Architecture> said = architecture(host);
                        needs.computeIfAbsent(built.imageName(), i -> EnumSet.noneOf(Architecture.class))
                                .addAll(said.isPresent() ? Set.of(said.get()) : unsaid.apply(built.imageName()));
                    }
                }
            });
        }
        return needs;
    }

    private static Optional<Architecture> architecture(Host host) {
        Optional<String> said = HostTargets.variable(host.vars(), "arch");
        if (said.isEmpty()) {
            return Optional.empty();
        }
        Optional<Architecture> known = Architecture.named(said.get()).or(() -> Architecture.ofRouter(said.get()));
        if (known.isEmpty()) {
            throw new CliException(
                    ExitCode.INVALID,
                    host.vars().origin("arch").orElse("inventory") + ": host '" + host.name() + "' has arch '"
                            + said.get() + "', which is none of amd64, arm64 and arm");
        }
        return known;
    }
}
