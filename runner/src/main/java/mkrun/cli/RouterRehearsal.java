package mkrun.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does once what users do on routers, which a process of their own emulates, so that the launcher can have the classes of it
 * archived, or cached (JEP 514), and nothing else: the JVM goes through all of them when it starts. It comes after
 * {@link Rehearsal} and finds its images built.
 */
final class RouterRehearsal {
    private static final Pattern PORT = Pattern.compile("(\\S+)  .* ssh -p (\\d+) .*");

    private static final String PASSWORD = "rehearsal";
    private static final String NEVER_COMPILED =
            "play('all') {\n    hosts 'all'\n    tasks {\n        task('name') { routeros '/system/identity', set:"
                    + " [name: host.name] }\n    }\n}\n";

    private RouterRehearsal() {}

    /**
     * Plays through.
     *
     * @param arguments the folder that the rehearsal before wrote to
     */
    public static void main(String[] arguments) throws IOException {
        Path scratch = Path.of(arguments[0]);
        Process routers = routers(scratch);
        Files.writeString(scratch.resolve("routers.pid"), routers.pid() + "\n"); // for a launcher that is interrupted
        try {
            String inventory = inventory(routers, scratch).toString();
            String playbook = Rehearsal.container(scratch).toString();
            Path fresh = Files.writeString(scratch.resolve("fresh.groovy"), NEVER_COMPILED);
            Rehearsal.play(scratch, "run", playbook, "-i", inventory);
            Rehearsal.play(scratch, "run", playbook, "-i", inventory, "--check", "--diff");
            Rehearsal.play(scratch, "run", fresh.toString(), "-i", inventory);
            Rehearsal.play(scratch, "exec", "-i", inventory, "all", "--", "/system/resource/print");
        } finally {
            routers.destroy();
        }
        System.exit(new StandardOutput().end(0, System.err)); // whatever still runs, as Main does
    }

    private static Process routers(Path scratch) throws IOException {
        ProcessBuilder lab = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "lab",
                "up",
                "-n",
                "2",
                "--arch",
                "arm64",
                "--password",
                PASSWORD);
        lab.environment().putAll(Rehearsal.environment(scratch));
        return lab.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static Path inventory(Process routers, Path scratch) throws IOException {
        List<String> hosts = new ArrayList<>(List.of(
                "[all:vars]",
                "user=admin",
                "password=" + PASSWORD,
                "known_hosts=" + scratch.resolve("state/lab/known_hosts"),
                "[routers]"));
        BufferedReader told = routers.inputReader(StandardCharsets.UTF_8);
        for (String line = told.readLine(); line != null && !line.startsWith("State is kept"); line = told.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.matches()) {
                hosts.add(port.group(1) + " host=127.0.0.1 port=" + port.group(2));
            }
        }
        return Files.write(scratch.resolve("hosts.ini"), hosts);
    }
}
