package mkrun.routeros;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a router is, read in one exchange before anything else.
 *
 * @param architecture as RouterOS names it: {@code x86_64}, {@code arm64}, {@code arm} …
 * @param boardName such as {@code CHR} or {@code hAP ax^2}
 * @param cpu as the router describes it
 * @param identity its name
 * @param packages names of installed and enabled packages
 * @param containersAllowed the {@code container} switch of device-mode; empty if the router does not tell
 * @param forbidden what device-mode says no to, in the router's words: {@code scheduler}
 * @param freeHddBytes free bytes of the system disk
 * @param disks what {@code /disk} lists
 * @param unconfirmed what the router is about to take back; empty if there is nothing
 */
public record RouterFacts(
        RouterosVersion version,
        String architecture,
        String boardName,
        String cpu,
        String identity,
        Set<String> packages,
        Optional<Boolean> containersAllowed,
        Set<String> forbidden,
        long freeHddBytes,
        List<Disk> disks,
        Optional<Unconfirmed> unconfirmed) {
    /**
     * A disk.
     *
     * @param slot name, which is also the top directory of its files
     * @param fileSystem such as {@code ext4}; empty if it has none
     * @param mounted whether its files can be reached
     * @param sizeBytes 0 if unknown
     * @param freeBytes 0 if unknown
     * @param attachment its type and what it is attached by, in the router's words: {@code hardware USB 3.10 5000Mbps},
     *     {@code nfs}; empty if unknown
     */
    public record Disk(
            String slot, String fileSystem, boolean mounted, long sizeBytes, long freeBytes, String attachment) {
        /** One of which nobody knows by what it is attached. */
        public Disk(String slot, String fileSystem, boolean mounted, long sizeBytes, long freeBytes) {
            this(slot, fileSystem, mounted, sizeBytes, freeBytes, "");
        }
    }

    /**
     * A change of some run's that the router takes back by itself, unless that run still confirms it.
     *
     * @param nextRun when that happens, by the router's clock and in its words; may be empty
     */
    public record Unconfirmed(String nextRun) {
        /** Name of the entry of {@code /system/scheduler} that takes it back. */
        public static final String ENTRY = "mkrun-commit-confirm";
    }

    public RouterFacts {
        packages = Set.copyOf(packages);
        forbidden = Set.copyOf(forbidden);
        disks = List.copyOf(disks);
    }

    /** The dialect of this router. */
    public Dialect dialect() {
        Set<String> has = new HashSet<>(packages);
        if (!"CHR".equals(boardName) && !"x86_64".equals(architecture) && !"x86".equals(architecture)) {
            has.add("routerboard");
        }
        return Dialect.of(version, has);
    }

    /** The disk of that slot. */
    public Optional<Disk> disk(String slot) {
        return disks.stream().filter(d -> d.slot().equals(slot)).findFirst();
    }

    /**
     * Whether it says {@code arm} but has a core that runs ARMv5 programs only (EN7562CT): the hEX refresh and hEX S of
     * 2025. The only other boards of these names are {@code mmips}.
     */
    public boolean armV5Only() {
        return "arm".equals(architecture)
                && (cpu.contains("EN7562") || boardName.equals("hEX") || boardName.startsWith("hEX S"));
    }
}
