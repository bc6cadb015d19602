package mkrun.alpine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import mkrun.alpine.install.InstallOptions;
import mkrun.alpine.install.Installer;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.AlpinePackages;
import mkrun.testing.Needs;
import mkrun.testing.RealApk;
import mkrun.testing.RootOnDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Made-up scripts: whatever ours does not refuse, busybox's shell does as well, and the other way round nothing is taken
 * for a script that is none.
 */
class RandomScriptsAgainstAshTest {
    private static final int SCRIPTS = Integer.getInteger("mkrun.scripts", 240);
    /** The same scripts every day; {@code -Dmkrun.seed=N} makes others, {@code -Dmkrun.scripts=N} more. */
    private static final long SEED = Long.getLong("mkrun.seed", 20261127L);

    private static final List<String> ARGUMENTS = List.of("one  two", "/work/*", "");
    private static final String MARK = "=-=-=";

    /** Runs each script in a root as it was, and tells what it wrote and left behind. */
    private static final String DRIVER = """
            for f in $(ls /.scripts | sort -n); do
                rm -rf /work; mkdir /work
                cd /
                /bin/sh /.scripts/$f "$@" 2>/dev/null
                echo "exit $?"
                find /work | sort | while IFS= read -r p; do
                    [ -f "$p" ] && echo "$p $(cat "$p")" || echo "$p"
                done
                for p in /*; do
                    case $p in /bin|/linuxrc|/dev|/etc|/home|/lib|/media|/mnt|/opt|/proc|/root|/run|/sbin|/srv|/sys|/tmp|/usr|/var|/work) ;;
                    *) rm -rf "$p"; echo "stray $p";;
                    esac
                done
                echo "%s"
            done
            """.formatted(MARK);

    private RootfsTree installed = new RootfsTree();
    private Path disk = Path.of("");

    private void root(String arch) throws Exception {
        Needs.root();
        if (!arch.equals("x86_64")) {
            Needs.binfmt(arch.equals("armhf") ? "qemu-arm" : "qemu-aarch64");
        }
        AlpinePackages packages = AlpinePackages.of(arch);
        List<String> names = new ArrayList<>(List.of("musl", "busybox", "alpine-baselayout"));
        if (arch.equals("x86_64")) {
            names.addAll(List.of("alpine-baselayout-data", "busybox-binsh"));
        }
        Installer.install(installed, packages.resolution(List.of(), names), packages::file, arch, InstallOptions.at(0));
        installed.mkdirs("/work");
        disk = Files.createTempDirectory("mkrun-scripts");
        RootOnDisk.write(installed, disk);
        Files.createDirectory(disk.resolve(".scripts"));
        new ProcessBuilder(Needs.tool("mknod").toString(), disk + "/dev/null", "c", "1", "3")
                .start()
                .waitFor();
    }

    @AfterEach
    void remove() {
        if (!disk.toString().isEmpty()) {
            RootOnDisk.delete(disk);
        }
    }

    @ParameterizedTest
    @CsvSource({"x86_64, 1", "aarch64, 8", "armhf, 8"})
    void grammaticalScriptsDoTheSame(String arch, int slower) throws Exception {
        root(arch);
        LongFunction<String> script = arch.equals("armhf")
                ? seed -> forBusybox124(RandomScript.grammatical(seed))
                : RandomScript::grammatical;
        assertThat(compare(SCRIPTS / slower, script)).isGreaterThan(SCRIPTS / slower / 3);
    }

    /**
     * Without what busybox 1.24 does otherwise than later ones: there, for and case begin with status 0, quotes in a
     * pattern that is itself within quotes, as in {@code "${a%'*'}"}, stand for themselves, and {@code $23} is one parameter.
     */
    private static String forBusybox124(String script) {
        return script.replace("$?", "$#")
                .replace("#'*'}", "#x}")
                .replace("%'*'}", "%x}")
                .replaceAll("\\$(\\d)(?=\\d)", "\\${$1}");
    }

    @Test
    void jumbledScriptsDoTheSame() throws Exception {
        root("x86_64");
        assertThat(compare(SCRIPTS, RandomScript::jumbled)).isGreaterThan(SCRIPTS / 50);
    }

    /** How many were replayed. */
    private int compare(int scripts, LongFunction<String> script) throws Exception {
        System.out.println("scripts from seed " + SEED);
        Map<Integer, String> ours = new TreeMap<>();
        for (int i = 0; i < scripts; i++) {
            Path file = disk.resolve(".scripts/" + i);
            String text = script.apply(SEED + i);
            Files.writeString(file, text);
            int number = i;
            replayed(text).ifPresent(result -> ours.put(number, result));
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", DRIVER, "sh"));
        command.addAll(ARGUMENTS);
        String[] real = RealApk.chroot(disk, command).output().split(MARK + "\n");
        assertThat(real).hasSize(scripts);
        List<String> differences = new ArrayList<>();
        ours.forEach((i, result) -> {
            if (!result.equals(real[i])) {
                differences.add("seed " + (SEED + i) + "\n" + script.apply(SEED + i) + "\n--- ours\n" + result
                        + "--- ash\n" + real[i] + "======\n");
            }
        });
        assertThat(differences).isEmpty();
        return ours.size();
    }

    private Optional<String> replayed(String script) {
        RootfsTree tree = new RootfsTree();
        installed.entries().forEach(tree::put);
        Programs programs = new Programs(tree, 0, name -> Optional.empty(), line -> {});
        Io io = Io.heard("");
        int status;
        try {
            status = new Shell(programs, ARGUMENTS, Map.of()).run(Parser.parse(script, 1), io);
        } catch (ScriptException refused) {
            return Optional.empty();
        }
        StringBuilder result =
                new StringBuilder(io.out()).append("exit ").append(status).append('\n');
        tree.entries().forEach((path, entry) -> {
            if (path.equals("work") || path.startsWith("work/")) {
                result.append('/').append(path);
                if (entry.isFile()) {
                    result.append(' ')
                            .append(entry.content().asText().orElseThrow().replaceFirst("\n+$", ""));
                }
                result.append('\n');
            }
        });
        tree.entries().keySet().stream()
                .filter(path -> !path.isEmpty()
                        && !path.contains("/")
                        && installed.stat(path).isEmpty())
                .forEach(path -> result.append("stray /").append(path).append('\n'));
        return Optional.of(result.toString());
    }
}
