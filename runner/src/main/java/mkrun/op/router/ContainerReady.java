package mkrun.op.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import mkrun.image.Architecture;
import mkrun.op.image.ImageSource;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.RouterosVersion;
import mkrun.target.BlockedException;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Operation;
import mkrun.task.Plan;

/**
 * What a router must have before it can run a container and what mkrun cannot give it. All that is missing is told at
 * once, since some of it takes a walk to the router.
 *
 * @param spec of the container
 * @param source of its image
 */
record ContainerReady(ContainerSpec spec, ImageSource source) implements Operation<RouterProbe, String> {
    /** Archive, extracted files, and what a file system takes for itself. */
    private static final double SPACE_FACTOR = 2.5;

    private static final RouterosVersion LOSES_CONTAINERS = RouterosVersion.parse("7.22");
    private static final RouterosVersion KEEPS_THEM_AGAIN = RouterosVersion.parse("7.22.2");

    @Override
    public String type() {
        return "container";
    }

    @Override
    public Class<RouterProbe> probe() {
        return RouterProbe.class;
    }

    @Override
    public Set<String> reads() {
        return Set.of(ContainerRows.MENU);
    }

    @Override
    public String inspect(RouterProbe probe) throws TargetException {
        RouterFacts facts = probe.facts();
        ContainerRows containers = ContainerRows.of(probe, spec);
        Optional<String> disk = Placement.disk(facts, containers);
        List<String> toDo = new ArrayList<>();
        version(facts).ifPresent(toDo::add);
        architecture(facts).ifPresent(toDo::add);
        containerPackage(facts).ifPresent(toDo::add);
        deviceMode(facts).ifPresent(toDo::add);
        disk(facts, disk).ifPresent(toDo::add);
        if (toDo.isEmpty()) {
            space(probe, containers, facts.disk(disk.orElseThrow()).orElseThrow())
                    .ifPresent(toDo::add);
        }
        if (!toDo.isEmpty()) {
            throw new BlockedException(toDo);
        }
        return "RouterOS " + facts.version() + " " + facts.architecture() + " runs containers, on "
                + disk.orElseThrow();
    }

    @Override
    public Plan diff(String seen) {
        return Plan.nothing(seen);
    }

    private static Optional<String> version(RouterFacts facts) {
        RouterosVersion version = facts.version();
        return version.atLeast(LOSES_CONTAINERS) && !version.atLeast(KEEPS_THEM_AGAIN)
                ? Optional.of("RouterOS " + version + " loses its containers when it reboots: upgrade to "
                        + KEEPS_THEM_AGAIN + " or newer")
                : Optional.empty();
    }

    private static Optional<String> architecture(RouterFacts facts) {
        if (Architecture.ofRouter(facts.architecture()).isEmpty()) {
            return Optional.of("routers of architecture " + facts.architecture()
                    + " run no containers (x86_64, arm64 and arm do): leave this host out of the play");
        }
        return facts.armV5Only()
                ? Optional.of("this " + facts.boardName() + " runs ARMv5 programs only (CPU EN7562CT), for which there"
                        + " are no Alpine packages: leave this host out of the play")
                : Optional.empty();
    }

    private static Optional<String> containerPackage(RouterFacts facts) {
        if (facts.packages().contains("container")) {
            return Optional.empty();
        }
        String how = facts.version().atLeast("7.18")
                ? "/system/package/update/check-for-updates, then /system/package/enable container, then"
                        + " /system/package/apply-changes"
                : "upload container-" + facts.version() + "-" + packageSuffix(facts) + ".npk of the extra packages from"
                        + " https://mikrotik.com/download, then /system/reboot";
        return Optional.of("the package container is not installed or not enabled: " + how);
    }

    private static String packageSuffix(RouterFacts facts) {
        return facts.architecture().equals("x86_64") ? "x86" : facts.architecture();
    }

    private static Optional<String> deviceMode(RouterFacts facts) {
        return facts.containersAllowed().orElse(true)
                ? Optional.empty()
                : Optional.of("device-mode does not allow containers: /system/device-mode/update container=yes, then"
                        + " press the reset or mode button, or cut the power, within 5 minutes");
    }

    private Optional<String> disk(RouterFacts facts, Optional<String> slot) {
        if (slot.isEmpty()) {
            return Optional.of("there is no disk with a Unix file system for containers: plug one in and format it, "
                    + format(facts, "usb1"));
        }
        Optional<RouterFacts.Disk> disk = facts.disk(slot.get());
        if (disk.isEmpty()) {
            String others = String.join(
                    ", ",
                    facts.disks().stream().map(RouterFacts.Disk::slot).sorted().toList());
            return Optional.of("there is no disk " + slot.get() + " (there "
                    + (others.isEmpty() ? "is none" : "are: " + others) + ")");
        }
        if (!disk.get().mounted()) {
            return Optional.of("disk " + slot.get() + " is not mounted: wait until it is, or see /disk/print");
        }
        return Placement.fits(disk.get())
                ? Optional.empty()
                : Optional.of("disk " + slot.get() + " has the file system '"
                        + disk.get().fileSystem() + "', containers need ext4: save what is on it, then "
                        + format(facts, slot.get()));
    }

    private static String format(RouterFacts facts, String slot) {
        String command = facts.version().atLeast("7.19") ? "format" : "format-drive";
        return "/disk/" + command + " " + slot + " file-system=ext4";
    }

    private Optional<String> space(RouterProbe probe, ContainerRows containers, RouterFacts.Disk disk)
            throws TargetException {
        ImageSource.Resolved image = ImageUploaded.image(source, probe);
        if (containers.current(image.digest()).isPresent()) {
            return Optional.empty();
        }
        long archive = image.archive().size();
        long needed = (long) (archive * SPACE_FACTOR);
        if (disk.freeBytes() >= needed) {
            return Optional.empty();
        }
        // An upload that an earlier run finished takes no more room.
        OptionalLong there = probe.fileSize(containers.names().archive(disk.slot(), image.digest()));
        long free = disk.freeBytes() + there.orElse(0);
        return free >= needed
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "disk %s has %.1f MiB free, image %s needs %.1f MiB (archive and files): free some space",
                        disk.slot(),
                        free / 1048576.0,
                        spec.image(),
                        needed / 1048576.0));
    }
}
