package mkrun.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Does once what users do most, so that the launcher can have the classes of it archived (class-data sharing): a run on the
 * emulated routers, a build, and a look at packages. Nothing of it is for its result.
 */
final class Rehearsal {
    private Rehearsal() {}

    /**
     * Plays through.
     *
     * @param arguments mkrun's own folder, and a folder for whatever is written
     */
    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        Path scratch = Path.of(arguments[1]);
        String playbook = home.resolve("playbooks/site.groovy").toString();
        String inventory = home.resolve("inventory").toString();
        Map<String, String> environment =
                Map.of("MKRUN_STATE", scratch.resolve("state").toString());
        play(environment, "run", playbook, "-i", inventory);
        play(environment, "run", playbook, "-i", inventory, "--check", "--diff");
        play(environment, "build", playbook, "--out", scratch.resolve("out").toString());
        play(environment, "apk", "solve", "--repository", "embedded", "mkrun-demo-openrc");
        System.exit(0); // whatever still runs
    }

    private static void play(Map<String, String> environment, String... words) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Main.run(nowhere, nowhere, environment, words);
    }
}
