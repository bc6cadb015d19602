package mkrun.playbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.op.router.ContainerSpec;
import mkrun.task.SourcePos;

/**
 * What the containers of each host take for themselves, over all plays: a name, an address, ports of the router. Two that take
 * the same would be changed back and forth by each run, or one would not be reached.
 */
final class ContainerClaims {
    private record Claim(ContainerSpec spec, SourcePos at) {}

    private final Problems problems;
    private final Map<String, List<Claim>> byHost = new HashMap<>();

    ContainerClaims(Problems problems) {
        this.problems = problems;
    }

    /**
     * Takes what a container needs; what another one of the host has already is a problem of the playbook.
     *
     * @param spec one that is wanted whatever is observed of the host
     * @param at where it is written
     */
    void claim(String host, ContainerSpec spec, SourcePos at) {
        List<Claim> claims = byHost.computeIfAbsent(host, h -> new ArrayList<>());
        for (Claim other : claims) {
            if (other.spec().name().equals(spec.name())) {
                sameName(other, spec, at);
            } else {
                sameAddress(other, spec, at);
                samePorts(other, spec, at);
            }
        }
        claims.add(new Claim(spec, at));
    }

    /** Plays may repeat a container, word by word. */
    private void sameName(Claim other, ContainerSpec spec, SourcePos at) {
        if (!other.spec().equals(spec)) {
            problems.add(
                    at,
                    "container '" + spec.name() + "' is another one than that of the play before (" + place(other)
                            + ")",
                    "each run would change it back and forth: say the same in both, or give one another name",
                    spec.name());
        }
    }

    private void sameAddress(Claim other, ContainerSpec spec, SourcePos at) {
        if (host(other.spec()).equals(host(spec))) {
            problems.add(
                    at,
                    "containers '" + other.spec().name() + "' (" + place(other) + ") and '" + spec.name()
                            + "' have the same address " + host(spec),
                    "give each its own",
                    spec.address());
        }
    }

    private void samePorts(Claim other, ContainerSpec spec, SourcePos at) {
        for (ContainerSpec.Publish port : spec.publishes()) {
            Optional<ContainerSpec.Publish> taken = other.spec().publishes().stream()
                    .filter(p -> p.port() == port.port() && p.protocol().equals(port.protocol()))
                    .findFirst();
            if (taken.isPresent()) {
                problems.add(
                        at,
                        "containers '" + other.spec().name() + "' (" + place(other) + ") and '" + spec.name()
                                + "' publish the same port, " + port.protocol() + " " + port.port(),
                        "it leads to one of them: publish another, as in publish 8080, to: " + port.to(),
                        "publish " + port.port());
            }
        }
    }

    private static String place(Claim claim) {
        return claim.at().file() + ":" + claim.at().line();
    }

    private static String host(ContainerSpec spec) {
        return spec.address().replaceFirst("/.*", "");
    }
}
