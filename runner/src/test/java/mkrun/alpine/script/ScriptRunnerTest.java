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
                "a=x:~/y | a=x:~/y is not replayed",
                "IFS=: | IFS=: is not replayed",
                "PATH=/x | PATH=/x is not replayed",
                "echo $RANDOM | $RANDOM is not replayed",
                "echo $$ | $$ is not replayed",
                "echo $0 | $0 is not replayed",
                "break | break: there is no loop around it",
                "[[ a = b ]] | [[ a = b ]]: not replayed",
                "if true; then fi | unexpected 'fi'",
                "true; ; true | unexpected ';'",
                "echo ${1#'['*\"x]\"} >&3 | the redirection 1>&3 is not replayed",
                "echo x >/dev/tty1 | /dev/tty1 is made by the kernel, and not replayed",
                "f() { f; }; f | commands call each other without end",
            })
    void refusesWhatItDoesNotKnow(String command, String message) {
        ScriptException e = catchThrowableOfType(ScriptException.class, () -> run("#!/bin/sh\n\n" + command + "\n"));
        assertThat(e).hasMessage(message);
        assertThat(e.line()).isBetween(3, 4);
    }

    @Test
    void noScriptRunsOrGrowsWithoutEnd() {
        StringBuilder doubling = new StringBuilder("#!/bin/sh\na=xxxxxxxxxx\n");
        StringBuilder calls = new StringBuilder("#!/bin/sh\nf0() { :; }\n");
        for (int i = 1; i < 60; i++) {
            doubling.append("a=$a$a\n");
            calls.append("f%d() { f%d; f%d; }\n".formatted(i, i - 1, i - 1));
        }
        refuses(doubling.toString(), "the script makes more than 33554432 characters of text");
        refuses(calls + "f59\n", "the script goes on after 50000 commands");
        refuses("#!/bin/sh\n" + "(".repeat(100_000), "commands nested deeper than 50 are not replayed");
        refuses("#!/bin/sh\necho " + "$(".repeat(100_000), "commands nested deeper than 50 are not replayed");
        refuses("#!/bin/sh\necho " + "${a:-".repeat(100_000), "commands nested deeper than 50 are not replayed");
        refuses("#!/bin/sh\n" + "a() ".repeat(100_000), "commands nested deeper than 50 are not replayed");
        refuses("#!/bin/sh\necho a\0b\n", "the script holds a NUL byte");
        String text = "a".repeat(5000);
        refuses("#!/bin/sh\na=%s; echo ${a#*b*b}\n".formatted(text), "a value of 5000 characters is not cut");
        tree.put("/bin/grep", Entry.symlink("/bin/busybox"));
        refuses("#!/bin/sh\necho %s | grep -E '(a*)*b'\n".formatted(text), "the pattern (a*)*b takes too many steps");
    }

    private void refuses(String script, String message) {
        assertThat(catchThrowableOfType(ScriptException.class, () -> run(script)))
                .hasMessage(message);
    }

    @Test
    void whatAFailingProgramSaysIsNotMadeUp() {
        tree.put("/bin/cat", Entry.symlink("/bin/busybox"));
        refuses(
                "#!/bin/sh\nx=$(cat /none 2>&1)\n",
                "what it says when it fails is not known, and 2>&1 makes something of it");
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
