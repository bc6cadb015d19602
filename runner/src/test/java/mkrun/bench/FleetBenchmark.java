package mkrun.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mkrun.testing.Needs;
import mkrun.testing.RootOnDisk;

/**
 * A run with nothing to do over fleets of emulated routers that take 20 ms for each answer, against a program that does
 * nothing but open a session to each and run one command, and against Ansible (one run; its memory is that of one of its
 * processes), unless {@code -Dansible=no} leaves it out. The first argument is the number of runs, 3 if there is none, the others
 * the sizes. {@code JAVA_HOME} says which Java mkrun takes, the path which the bare program does.
 */
public final class FleetBenchmark {
    private static final String FORKS = "50";
    /** It holds a process for each host, of some 60 MB. */
    private static final int MOST_OF_ANSIBLE = 200;

    private FleetBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
        String[] sizes = arguments.length < 2
                ? new String[] {"10", "50", "200", "1000"}
                : Arrays.copyOfRange(arguments, 1, arguments.length);
        int most = Arrays.stream(sizes).mapToInt(Integer::parseInt).max().orElseThrow();
        Path scratch = Files.createTempDirectory("mkrun-fleet");
        List<String> rows = new ArrayList<>();
        try (LabFleet fleet = LabFleet.start(scratch.resolve("lab"), most, Duration.ofMillis(20), Duration.ZERO)) {
            for (String size : sizes) {
                rows.addAll(measure(fleet, scratch, Integer.parseInt(size), runs));
            }
        } finally {
            RootOnDisk.delete(scratch);
        }
        System.out.println("| routers, program | median s | CPU ms per router | MiB | ratio |\n|---|--:|--:|--:|--:|");
        rows.forEach(System.out::println);
    }

    private static List<String> measure(LabFleet fleet, Path scratch, int size, int runs) throws Exception {
        Path hosts = Files.write(
                scratch.resolve(size + ".ini"),
                Files.readAllLines(fleet.inventory()).subList(0, size));
        Path playbook = Files.writeString(scratch.resolve("fleet.groovy"), RunBenchmark.FLEET_PLAYBOOK);
        List<String> run = List.of("./mkrun", playbook.toString(), "-i", hosts.toString(), "-f", FORKS);
        Map<String, String> state =
                Map.of("MKRUN_STATE", scratch.resolve("state").toString());
        Stopwatch.process(Needs.projectRoot(), state, run);
        List<String> bare = List.of(
                "java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BareClient.class.getName(),
                fleet.ports().toString(),
                fleet.knownHosts().toString(),
                String.valueOf(size),
                FORKS);
        Measured floor = Measured.of(runs, Path.of("").toAbsolutePath(), Map.of(), bare);
        Measured ours = Measured.of(runs, Needs.projectRoot(), state, run);
        List<String> rows = new ArrayList<>(List.of(
                floor.row(size + ", bare JSch, one command", size, floor), ours.row(size + ", mkrun", size, floor)));
        if (size <= MOST_OF_ANSIBLE && !"no".equals(System.getProperty("ansible"))) {
            AnsibleFleet ansible = new AnsibleFleet(scratch.resolve("ansible"));
            List<String> ports = Files.readAllLines(fleet.ports()).subList(0, size);
            Measured theirs = Measured.of(1, scratch, ansible.environment(), ansible.command(ports, FORKS));
            rows.add(theirs.row(size + ", community.routeros", size, floor));
        }
        return rows;
    }
}
