package mkrun.op.ready;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import mkrun.image.Architecture;
import mkrun.routeros.CommandText;
import mkrun.routeros.PackageFile;
import mkrun.routeros.RouterFacts;
import mkrun.target.TargetException;
import mkrun.target.routeros.FileUpload;
import mkrun.target.routeros.Reboot;
import mkrun.target.routeros.RouterChange;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;

/** Finds what of the things that a router lacks mkrun can set right. Reads only. */
public final class Repairs {
    private static final String CONTAINER = PackageJudgement.NAME;

    /** What routers give somebody to get to them. */
    private static final Duration HAND = Duration.ofMinutes(5);

    private final Optional<PackageFolder> folder;
    private final Duration hand;
    private final Duration deadline;

    /** @param folder where package files are; empty if there is none */
    public Repairs(Optional<PackageFolder> folder) {
        this(folder, HAND, Reboot.DEADLINE);
    }

    /**
     * The same in another time.
     *
     * @param hand how long somebody has to get to the device
     * @param deadline how long a reboot may take
     */
    Repairs(Optional<PackageFolder> folder, Duration hand, Duration deadline) {
        this.folder = folder;
        this.hand = hand;
        this.deadline = deadline;
    }

    /**
     * What can be done for a router.
     *
     * @param repairs what it needs and mkrun can make, in the order in which it is made
     * @param lacking what keeps mkrun from others that it needs, and what to do about that
     */
    public record Found(List<Repair> repairs, List<String> lacking) {
        public Found {
            repairs = List.copyOf(repairs);
            lacking = List.copyOf(lacking);
        }
    }

    /**
     * The repairs that the router needs.
     *
     * @throws TargetException if the router cannot be asked
     */
    public Found of(Condition condition, RouterProbe probe) throws TargetException {
        RouterFacts facts = condition.facts();
        List<Repair> repairs = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        if (Architecture.ofRouter(facts.architecture()).isEmpty() || facts.armV5Only()) {
            return new Found(repairs, lacking); // it will never run containers
        }
        if (!facts.packages().contains(CONTAINER)) {
            try {
                repairs.add(installed(condition, probe));
            } catch (PackageFolder.LackingException e) {
                lacking.add(String.valueOf(e.getMessage()));
            }
        }
        if (!facts.containersAllowed().orElse(true)) {
            if (DeviceModeJudgement.exhausted(condition)) {
                repairs.add(countedAnew(facts));
            }
            repairs.add(allowed(facts));
        }
        return new Found(repairs, lacking);
    }

    private Repair installed(Condition condition, RouterProbe probe)
            throws TargetException, PackageFolder.LackingException {
        RouterFacts facts = condition.facts();
        List<RouterChange> changes = PackageJudgement.installed(condition).isPresent()
                ? new ArrayList<>(List.of(new RouterCommand(
                        Condition.PACKAGE,
                        CommandText.of(Condition.PACKAGE, "enable").plus(" " + CONTAINER))))
                : upload(facts, probe);
        CommandText apply = facts.version().atLeast("7.18")
                ? CommandText.of(Condition.PACKAGE, "apply-changes")
                : CommandText.of("/system", "reboot");
        changes.add(new Reboot(
                apply,
                "the package container is enabled",
                f -> f.packages().contains(CONTAINER),
                Duration.ZERO,
                deadline));
        return new Repair(Finding.Subject.PACKAGE, changes, "");
    }

    /** An earlier attempt may have brought the file there already. */
    private List<RouterChange> upload(RouterFacts facts, RouterProbe probe)
            throws TargetException, PackageFolder.LackingException {
        PackageFolder.Found found = folder.orElseThrow(
                        () -> new PackageFolder.LackingException("the package container is not on the"
                                + " router: give --npk DIR, a folder with " + PackageFile.nameFor(CONTAINER, facts)
                                + " of the extra packages from https://mikrotik.com/download"))
                .find(CONTAINER, facts);
        OptionalLong there = probe.fileSize(found.name());
        List<RouterChange> changes = new ArrayList<>();
        if (there.isPresent() && there.getAsLong() == found.content().size()) {
            return changes;
        }
        if (there.isPresent()) {
            changes.add(RouterCommand.removeFile(found.name()));
        }
        changes.add(new FileUpload(found.content(), found.name(), found.name()));
        return changes;
    }

    private Repair allowed(RouterFacts facts) {
        return atDevice(
                facts,
                "device-mode allows containers",
                f -> f.containersAllowed().orElse(false),
                "");
    }

    /** A router that was asked in vain too often takes the next press for that alone, and tells only at its console. */
    private Repair countedAnew(RouterFacts facts) {
        return atDevice(
                facts,
                "its unsuccessful attempts are forgotten",
                f -> true,
                "; this only makes it forget its unsuccessful attempts, and it is asked for once more when the router is up"
                        + " again");
    }

    private Repair atDevice(RouterFacts facts, String goal, Predicate<RouterFacts> reached, String more) {
        CommandText update = CommandText.of(Condition.DEVICE_MODE, "update");
        for (String feature : DeviceModeJudgement.forbidden(facts)) {
            update = update.with(feature, "yes");
        }
        return new Repair(
                Finding.Subject.DEVICE_MODE,
                List.of(new Reboot(update, goal, reached, hand, deadline)),
                "press the reset or mode button of the router now, or cut its power, within " + hand.toMinutes()
                        + " minutes (a virtual machine: switch it off and on). Boards take three attempts in vain, and Ctrl-C"
                        + " makes this one of them" + more);
    }
}
