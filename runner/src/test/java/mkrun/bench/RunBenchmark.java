package mkrun.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mkrun.testing.Needs;
import mkrun.testing.RootOnDisk;

/**
 * Starting up, the default inventory with nothing to do, and a run with nothing to do over 50 emulated routers that a
 * second process plays.
 */
public final class RunBenchmark {
    private static final int FLEET = 50;

    /** Bridge, address, NAT and name on every router: rows in five menus, without an image. */
    static final String FLEET_PLAYBOOK = """
                play('fleet') {
                    hosts 'all'
                    tasks {
                        task('name') { routeros '/system/identity', set: [name: host.name] }
                        task('bridge') { routeros '/interface/bridge', entry: [name: 'containers'] }
                        task('address') {
                            routeros '/ip/address', entry: [address: '172.17.0.1/24', interface: 'containers']
                        }
                        task('masquerade') {
                            routeros '/ip/firewall/nat',
                                entry: [chain: 'srcnat', action: 'masquerade', 'src-address': '172.17.0.0/24']
                        }
                    }
                }
                """;

    private RunBenchmark() {}

    /** The argument is the number of runs, 5 if there is none. */
    public static void main(String[] arguments) throws Exception {
        Stopwatch watch = new Stopwatch(arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]));
        Path scratch = Files.createTempDirectory("mkrun-bench");
        try {
            startUp(watch, scratch);
            fleet(watch, scratch);
        } finally {
            RootOnDisk.delete(scratch);
        }
    }

    private static void startUp(Stopwatch watch, Path scratch) throws Exception {
        mkrun(scratch, "site.groovy", "-i", "inventory"); // images and routers are made
        watch.time("java -version", () -> {}, () -> Stopwatch.process(scratch, Map.of(), List.of("java", "-version")));
        watch.time("mkrun --version", () -> {}, () -> mkrun(scratch, "--version"));
        watch.time("mkrun --help", () -> {}, () -> mkrun(scratch, "--help"));
        watch.time(
                "syntax check of the default playbook",
                () -> {},
                () -> mkrun(scratch, "site.groovy", "-i", "inventory", "--syntax-check"));
        watch.time(
                "default inventory, nothing to do", () -> {}, () -> mkrun(scratch, "site.groovy", "-i", "inventory"));
        watch.print("Start-up", "mkrun --version");
    }

    private static void fleet(Stopwatch watch, Path scratch) throws Exception {
        Path said = scratch.resolve("lab.txt");
        ProcessBuilder lab = new ProcessBuilder(
                        "./mkrun", "lab", "up", "-n", String.valueOf(FLEET), "--routeros", "7.20.8", "--arch", "arm64")
                .directory(Needs.projectRoot().toFile())
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        lab.environment().put("MKRUN_STATE", scratch.resolve("lab").toString());
        Process routers = lab.start();
        try {
            Path inventory = inventory(said, routers, scratch);
            String[] run = {
                Files.writeString(scratch.resolve("fleet.groovy"), FLEET_PLAYBOOK)
                        .toString(),
                "-i",
                inventory.toString(),
                "-f",
                "50"
            };
            mkrun(scratch, run);
            for (String forks : List.of("5", "20", "50")) {
                run[4] = forks;
                String[] command = run.clone();
                watch.time(FLEET + " routers, nothing to do, -f " + forks, () -> {}, () -> mkrun(scratch, command));
            }
            watch.print("A fleet with nothing to do", FLEET + " routers, nothing to do, -f 20");
        } finally {
            routers.destroy();
            routers.waitFor();
        }
    }

    private static Path inventory(Path said, Process routers, Path scratch) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        while (lines.stream().filter(l -> l.startsWith("lab")).count() < FLEET) {
            if (!routers.isAlive()) {
                throw new IOException("the routers ended: " + Files.readString(said));
            }
            Thread.onSpinWait();
            lines = Files.readAllLines(said);
        }
        List<String> started = lines;
        String hosts = IntStream.range(0, FLEET)
                .mapToObj(i -> started.get(i).split("\\s+"))
                .map(words -> words[0] + " host=127.0.0.1 user=admin password='' known_hosts="
                        + scratch.resolve("lab/lab/known_hosts") + " port="
                        + words[Arrays.asList(words).indexOf("-p") + 1])
                .collect(Collectors.joining("\n", "", "\n"));
        return Files.writeString(scratch.resolve("fleet.ini"), hosts);
    }

    private static void mkrun(Path scratch, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./mkrun"));
        command.addAll(List.of(arguments));
        Stopwatch.process(
                Needs.projectRoot(),
                Map.of("MKRUN_STATE", scratch.resolve("state").toString()),
                command);
    }
}
