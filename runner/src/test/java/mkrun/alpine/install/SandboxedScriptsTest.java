package mkrun.alpine.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.ScriptType;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.sandbox.Sandbox;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.AlpinePackages;
import mkrun.testing.MadePackage;
import mkrun.testing.Needs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that cannot be replayed really run in bubblewrap, in roots of real packages, of three architectures. */
class SandboxedScriptsTest {
    private static final String LOOP = "n=0; while [ $n -lt 3 ]; do n=$((n + 1)); done\n";

    private final RootfsTree tree = new RootfsTree();

    @BeforeEach
    void tools() {
        Needs.tool("bwrap");
        Needs.root();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64", "armhf"})
    void whatTheScriptDoesToItsCopyIsDoneToTheRoot(String arch) throws Exception {
        if (!arch.equals("x86_64")) {
            Needs.binfmt(arch.equals("armhf") ? "qemu-arm" : "qemu-aarch64");
        }
        ScriptRecord record = run(arch, LOOP + """
                echo "$1 $n" > /opt/made/version
                mkdir -p /opt/made/dir; chmod 2750 /opt/made/dir; chown 12:34 /opt/made/dir
                ln -s version /opt/made/link
                ln /opt/made/kept /opt/made/hard
                chmod 4711 /opt/made/changed; echo more >> /opt/made/changed
                rm -r /opt/made/gone
                mv /opt/made/moved /opt/made/here
                """);
        assertThat(record.mode()).isEqualTo(ScriptRecord.Mode.SANDBOXED);
        assertThat(record.reason()).isEqualTo("line 2: a 'while' loop is not replayed");
        assertThat(record.effects())
                .containsExactlyInAnyOrder(
                        "changed /opt/made/changed",
                        "made /opt/made/dir",
                        "made /opt/made/hard",
                        "made /opt/made/here",
                        "made /opt/made/here/file",
                        "made /opt/made/link",
                        "made /opt/made/version",
                        "removed /opt/made/gone",
                        "removed /opt/made/moved");
        assertThat(tree.text("opt/made/version")).contains("1-r0 3\n");
        assertThat(tree.text("opt/made/changed")).contains("text\nmore\n");
        assertThat(tree.stat("opt/made/changed").orElseThrow().mode()).isEqualTo(04711);
        assertThat(tree.sameFile("opt/made/hard", "opt/made/kept")).isTrue();
        assertThat(tree.stat("opt/made/link").orElseThrow().link()).isEqualTo("version");
        Entry directory = tree.stat("opt/made/dir").orElseThrow();
        assertThat(List.of(directory.mode(), directory.uid(), directory.gid())).containsExactly(02750, 12, 34);
        assertThat(tree.text("opt/made/here/file")).contains("text\n");
        assertThat(tree.stat("opt/made/gone")).isEmpty();
        assertThat(tree.stat("opt/made/moved")).isEmpty();
    }

    @Test
    void nothingIsLeftOfWhatWasReplayedBeforeTheLineThatCannotBe() throws Exception {
        run("x86_64", "mkdir /half\n[ -e /half ] && rmdir /half && touch /whole\n" + LOOP);
        NavigableMap<String, Entry> sandboxed = new TreeMap<>(tree.entries());
        assertThat(sandboxed).containsKey("whole").doesNotContainKey("half");
    }

    @Test
    void theScriptSeesNothingOfThisMachine() throws Exception {
        run("x86_64", LOOP + """
                { id -u; ls -A /proc | grep -c '^[0-9]'; ls /sys/class/net 2>&1; cat /proc/net/dev | grep -c :
                env | sort; hostname; mount -t tmpfs none /mnt 2>&1; mknod /opt/dev c 1 3 2>&1; } > /seen
                exit 0
                """);
        assertThat(tree.text("seen").orElseThrow())
                .startsWith("0\n")
                .contains("PATH=/usr/sbin:/usr/bin:/sbin:/bin\n")
                .doesNotContain("HOME=", "JAVA")
                .contains("mknod: /opt/dev: Operation not permitted");
        assertThat(tree.stat("opt/dev")).isEmpty();
    }

    @Test
    void aScriptThatFailsIsAnErrorWithItsLastWords() {
        assertThatThrownBy(() -> run("x86_64", LOOP + "echo 'no such font' >&2; exit 7"))
                .hasMessage("""
                        made-1-r0: its post-install script cannot be replayed, and ends in the sandbox with exit status 7
                          | no such font
                          or say what is to be done in its place: replaceScript 'made.post-install', with: '...', because: '...'
                          or leave it out knowingly: skipScript 'made.post-install', because: '...'""");
    }

    @Test
    void aMachineThatCannotRunTheArchitectureSaysWhatItLacks() {
        assertThatThrownBy(() -> Sandbox.of("s390y"))
                .hasMessage("a sandbox for scripts of s390y needs qemu-user here; install qemu-user-static and"
                        + " binfmt-support (a handler with the flag F in /proc/sys/fs/binfmt_misc)");
    }

    private ScriptRecord run(String arch, String script) throws Exception {
        AlpinePackages real = AlpinePackages.of(arch);
        List<String> base = new ArrayList<>(List.of("musl", "busybox"));
        if (arch.equals("x86_64")) {
            base.add("busybox-binsh");
        }
        Installer.install(tree, real.resolution(List.of(), base), real::file, arch, InstallOptions.at(0));
        ApkFile made = MadePackage.named("made")
                .script(ScriptType.POST_INSTALL, script)
                .directories("opt", "opt/made", "opt/made/gone", "opt/made/moved")
                .file("opt/made/kept", "text\n")
                .file("opt/made/changed", "text\n")
                .file("opt/made/gone/file", "text\n")
                .file("opt/made/moved/file", "text\n")
                .file();
        PackageRecord record = made.toRecord();
        InstallOptions options =
                new InstallOptions(0, List.of(), Map.of(), new ScriptPolicy(List.of(), ScriptPolicy.Otherwise.SANDBOX));
        List<ScriptRecord> ledger = Installer.install(
                        tree, Resolution.ofInstalls(List.of(), List.of(record), Map.of()), r -> made, arch, options)
                .scripts();
        return ledger.stream()
                .filter(r -> r.packageName().equals("made"))
                .findFirst()
                .orElseThrow();
    }
}
