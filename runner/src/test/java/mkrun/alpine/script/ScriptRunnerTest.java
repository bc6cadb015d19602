package mkrun.alpine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptRunnerTest {
    private final RootfsTree tree = new RootfsTree();
    private final List<String> ledger = new ArrayList<>();

    @BeforeEach
    void programs() {
        tree.mkdirs("/bin");
        tree.mkdirs("/usr/sbin");
        tree.mkdirs("/etc");
        tree.put("/bin/busybox", Entry.file(Content.text("no real one"), 0755));
        tree.put("/bin/sh", Entry.symlink("/bin/busybox"));
        for (String applet : List.of("addgroup", "mkdir", "chmod", "wget")) {
            tree.put("/usr/sbin/" + applet, Entry.symlink("/bin/busybox"));
        }
        tree.put("/usr/sbin/frobnicate", Entry.file(Content.text("ELF"), 0755));
        tree.put("/etc/group", Entry.file(Content.text("users:x:100:\n"), 0644));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frobnicate --all | frobnicate --all: the program /usr/sbin/frobnicate has no counterpart in mkrun",
                "wget http://x | wget http://x: the program has no counterpart in mkrun",
                "/bin/busybox --install -s | /bin/busybox --install -s: the list of applets is not found in /bin/busybox",
                "echo $((1+1)) | $((1+1)) is not replayed",
                "echo ${x:=1} | ${x:=1} is not replayed",
                "cd /etc | cd /etc: not replayed",
                "while true; do :; done | a 'while' loop is not replayed",
                "mkdir --frob x | mkdir: the option --frob is not replayed",
                "chmod u=rw x | chmod u=rw x: the mode u=rw is not replayed",
                "if true; then | unexpected the end of the script",
                "echo 'open | no closing '",
                "sleep 5 & | a background command is not replayed",
                "[ a -nt b ] | [ a -nt b ]: not replayed",
                "echo ~ | ~ is not replayed",
            })
    void refusesWhatItDoesNotKnow(String command, String message) {
        ScriptException e = catchThrowableOfType(ScriptException.class, () -> run("#!/bin/sh\n\n" + command + "\n"));
        assertThat(e).hasMessage(message);
        assertThat(e.line()).isBetween(3, 4);
    }

    @Test
    void unknownThingsDoNotMatterWhereTheScriptDoesNotGet() throws Exception {
        assertThat(run("#!/bin/sh\nf() {\n  while frobnicate; do :; done\n}\nexit 0\nfrobnicate $((1))\n"))
                .isZero();
    }

    @Test
    void failuresAreAnswersAsInARealShellAndStandInTheLedger() throws Exception {
        assertThat(run("#!/bin/sh\naddgroup -S users 2>/dev/null\naddgroup -S new\nnothere || exit 3\n"))
                .isEqualTo(3);
        assertThat(ledger)
                .containsExactly(
                        "fails: addgroup -S users: group 'users' in use",
                        "group new gid 101",
                        "fails: nothere: not found");
    }

    @Test
    void stateThatMustDifferBetweenContainersIsLeftToTheirFirstBoot() throws Exception {
        tree.put("/usr/sbin/dbus-uuidgen", Entry.file(Content.text("ELF"), 0755));
        assertThat(run("#!/bin/sh\n\nexec dbus-uuidgen --ensure\n")).isZero();
        assertThat(ledger).containsExactly("machine-id is left to the first start of dbus");
    }

    @Test
    void onlyShellScriptsWhoseShellIsThereAreReplayed() {
        assertThat(catchThrowableOfType(ScriptException.class, () -> run("#!/usr/bin/lua\nprint(1)\n")))
                .hasMessage("only scripts for /bin/sh are replayed");
        tree.remove("/bin/sh");
        assertThat(catchThrowableOfType(ScriptException.class, () -> run("#!/bin/sh\n")))
                .hasMessage("the tree has no /bin/sh to run it, so it would fail in Alpine as well");
    }

    private int run(String script) throws ScriptException {
        return new ScriptRunner(tree, 0, name -> Optional.of("1.0-r0")).run(script, List.of("1.0-r0"), ledger::add);
    }
}
