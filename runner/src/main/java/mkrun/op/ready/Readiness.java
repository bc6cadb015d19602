package mkrun.op.ready;

import java.util.ArrayList;
import java.util.List;
import mkrun.routeros.RouterFacts;

/** All judgements together. */
public final class Readiness {
    private static final List<Judgement> PLATFORM = List.of(
            new VersionJudgement(), new ArchitectureJudgement(), new PackageJudgement(), new DeviceModeJudgement());
    private static final List<Judgement> AROUND = List.of(
            new DiskJudgement(), new MemoryJudgement(), new ClockJudgement(), new DnsJudgement(), new UserJudgement());

    private Readiness() {}

    /** What there is to say of a router, in the order of {@link Finding.Subject}; at least one finding each. */
    public static List<Finding> of(Condition condition) {
        List<Finding> all = new ArrayList<>(platform(condition));
        AROUND.forEach(judgement -> all.addAll(judgement.of(condition)));
        return all;
    }

    /** What is told of the device itself, by the facts alone: version, architecture, package, device-mode. */
    public static List<Finding> platform(RouterFacts facts) {
        return platform(Condition.of(facts));
    }

    private static List<Finding> platform(Condition condition) {
        return PLATFORM.stream().flatMap(j -> j.of(condition).stream()).toList();
    }

    /**
     * Whether names can be resolved: RouterOS starts no container that has no server to ask.
     *
     * @param condition with {@code /ip/dns}
     */
    public static List<Finding> names(Condition condition) {
        return new DnsJudgement().of(condition);
    }
}
