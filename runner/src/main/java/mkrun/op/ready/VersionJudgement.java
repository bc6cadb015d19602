package mkrun.op.ready;

import java.util.List;
import java.util.Optional;
import mkrun.routeros.RouterosVersion;

/** Versions that mkrun does not know, and those whose containers come to harm. */
final class VersionJudgement implements Judgement {
    private static final RouterosVersion LOSES_CONTAINERS = RouterosVersion.parse("7.22");
    private static final RouterosVersion KEEPS_THEM_AGAIN = RouterosVersion.parse("7.22.2");

    /**
     * A fault of some versions.
     *
     * @param from the first that has it
     * @param before the first that has it no more
     * @param what it is
     */
    private record Hazard(RouterosVersion from, RouterosVersion before, String what) {
        Hazard(String from, String before, String what) {
            this(RouterosVersion.parse(from), RouterosVersion.parse(before), what);
        }

        boolean strikes(RouterosVersion version) {
            return version.atLeast(from) && !version.atLeast(before);
        }
    }

    // From MikroTik's changelogs; each with the release that repaired it.
    private static final List<Hazard> HAZARDS = List.of(
            new Hazard("7.21", "7.21.1", "does not start containers with large mounts"),
            new Hazard(
                    "7.21",
                    "7.21.5",
                    "does not start containers that were made by 7.20.8 or older (their config.json is missing)"),
            new Hazard(
                    "7.22",
                    "7.23.2",
                    "does not start containers that were made by 7.20.8 or older (their config.json is missing)"));

    @Override
    public List<Finding> of(Condition condition) {
        RouterosVersion version = condition.facts().version();
        if (!version.atLeast(RouterosVersion.OLDEST)) {
            return List.of(Finding.missing(
                    Finding.Subject.VERSION,
                    "RouterOS " + version + " is older than mkrun knows",
                    upgrade(RouterosVersion.OLDEST)));
        }
        if (version.atLeast(LOSES_CONTAINERS) && !version.atLeast(KEEPS_THEM_AGAIN)) {
            return List.of(Finding.missing(
                    Finding.Subject.VERSION,
                    "RouterOS " + version + " loses its containers when it reboots",
                    upgrade(KEEPS_THEM_AGAIN)));
        }
        Optional<Hazard> hazard =
                HAZARDS.stream().filter(h -> h.strikes(version)).findFirst();
        if (hazard.isPresent()) {
            return List.of(Finding.warning(
                    Finding.Subject.VERSION,
                    "RouterOS " + version + " " + hazard.get().what(),
                    upgrade(hazard.get().before())));
        }
        return List.of(
                version.atLeast(RouterosVersion.NEWEST) && !version.equals(RouterosVersion.NEWEST)
                        ? Finding.warning(
                                Finding.Subject.VERSION,
                                "RouterOS " + version + " is newer than mkrun knows, and is taken for "
                                        + RouterosVersion.NEWEST)
                        : Finding.ok(Finding.Subject.VERSION, "RouterOS " + version));
    }

    private static Remedy upgrade(RouterosVersion to) {
        return Remedy.command("upgrade to " + to + " or newer");
    }
}
