package mkrun.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.alpine.script.ScriptException;
import mkrun.alpine.script.ScriptRunner;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;

/**
 * Does once what users do most, so that the launcher can have the classes of it archived (class-data sharing): a run on the
 * emulated routers, a build, and a look at packages. Nothing of it is for its result.
 */
final class Rehearsal {
    /** The first Java that makes a cache of classes that are loaded and linked, in one step: JEP 514. */
    private static final int AHEAD_OF_TIME = 25;

    /**
     * What {@link RouterRehearsal} plays. Its image has nothing of the packages in mkrun, which are refused where routers are
     * not emulated as far as mkrun can know.
     */
    private static final String CONTAINER = """
            image('rehearsal') {
                repositories './packages'
                keys './keys'
                file '/bin/run', content: 'nothing', mode: '0755'
            }

            play('all') {
                hosts 'all'
                tasks {
                    container('rehearsal') {
                        image 'rehearsal'
                        cmd '/bin/run'
                        address '172.17.0.2/24'
                        mount '/data', at: 'usb1/rehearsal/data'
                        publish 2222, to: 22
                    }
                    task('name') {
                        routeros '/system/identity', set: [name: host.name]
                        notify 'told'
                    }
                }
                handlers {
                    handler('told') { debug host.name }
                }
            }
            """;

    private static final String KEY = "rehearsal-00000000";

    private Rehearsal() {}

    /**
     * Plays through.
     *
     * @param arguments mkrun's own folder, and a folder for whatever is written
     */
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        Path scratch = Path.of(arguments[1]);
        String playbook = home.resolve("playbooks/site.groovy").toString();
        String inventory = home.resolve("inventory").toString();
        play(scratch, "run", playbook, "-i", inventory);
        play(scratch, "run", playbook, "-i", inventory, "--check", "--diff");
        play(scratch, "build", playbook, "--out", scratch.resolve("out").toString());
        play(scratch, "apk", "solve", "--repository", "embedded", "mkrun-demo-openrc");
        replayScript();
        buildContainer(scratch);
        if (Runtime.version().feature() >= AHEAD_OF_TIME) {
            System.out.println("this JVM has an ahead-of-time cache");
        }
        System.exit(new StandardOutput().end(0, System.err)); // whatever still runs, as Main does
    }

    /** The playbook of {@link RouterRehearsal}, with its image built. */
    static Path container(Path scratch) {
        return scratch.resolve("container.groovy");
    }

    private static void buildContainer(Path scratch) throws IOException {
        Path keys = scratch.resolve("keys");
        Path packages = scratch.resolve("packages");
        play(scratch, "apk", "keygen", KEY, "--out", keys.toString());
        play(
                scratch,
                "apk",
                "index",
                packages.toString(),
                "--arch",
                "aarch64",
                "--key",
                keys.resolve(KEY + ".rsa").toString());
        Files.delete(keys.resolve(KEY + ".rsa"));
        Files.writeString(container(scratch), CONTAINER);
        play(
                scratch,
                "build",
                container(scratch).toString(),
                "--arch",
                "arm64",
                "--out",
                scratch.resolve("out").toString());
    }

    /** What scripts of Alpine's packages need, which the embedded ones do not have. */
    private static void replayScript() {
        RootfsTree tree = new RootfsTree();
        tree.mkdirs("/bin");
        tree.mkdirs("/etc");
        tree.put("/bin/busybox", Entry.file(Content.text("busybox\0/sbin/nologin\0"), 0755));
        for (String applet : List.of("sh", "addgroup", "adduser", "mkdir", "chown")) {
            tree.put("/bin/" + applet, Entry.symlink("/bin/busybox"));
        }
        String script = "#!/bin/sh\naddgroup -S a 2>/dev/null\nadduser -S -D -H -G a a\nfor i in \"$@\"; do\n"
                + "  case \"$i\" in /x/*) mkdir -p \"$i\";; *) [ -e \"$i\" ] && chown root:a \"${i#*/}\";; esac\ndone\nexit 0\n";
        try {
            new ScriptRunner(tree, 0, name -> Optional.empty()).run(script, List.of("/bin", "/x/y"), line -> {});
        } catch (ScriptException e) {
            // only what was loaded counts
        }
    }

    /** Runs a command line whose state is in a folder; what it says is told only where it fails. */
    static void play(Path scratch, String... words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream told = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = Main.run(told, told, environment(scratch), words);
        if (code != ExitCode.OK.code()) {
            System.err.println("mkrun " + String.join(" ", words) + " ended with " + code + ":\n"
                    + said.toString(StandardCharsets.UTF_8));
        }
    }

    /** The variables of such a command line. */
    static Map<String, String> environment(Path scratch) {
        return Map.of("MKRUN_STATE", scratch.resolve("state").toString());
    }
}
