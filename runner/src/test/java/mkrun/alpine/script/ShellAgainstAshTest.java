package mkrun.alpine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import mkrun.alpine.ScriptType;
import mkrun.alpine.install.InstallOptions;
import mkrun.alpine.install.Installer;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.AlpinePackages;
import mkrun.testing.Needs;
import mkrun.testing.RealApk;
import mkrun.testing.RootOnDisk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same script text in busybox's own shell and in ours: output, exit status and what is in /work afterwards. */
class ShellAgainstAshTest {
    private static final List<String> ARGUMENTS = List.of("one  two", "/etc/*", "");
    private static final String SEEN = "(work/.+|etc/(passwd|group|shadow)-?|etc/runlevels/.+)";
    private static final Function<String, Optional<String>> VERSIONS = name -> Optional.of("1.0-r0");
    private static final Map<String, Roots> ROOTS = new HashMap<>();

    /** The same installation in memory and on disk. */
    private record Roots(RootfsTree installed, Path disk) {
        static Roots of(String arch) throws Exception {
            Needs.root();
            AlpinePackages packages = AlpinePackages.of(arch);
            List<String> names = new ArrayList<>(List.of("musl", "busybox", "alpine-baselayout"));
            if (arch.equals("x86_64")) {
                names.addAll(0, List.of("alpine-baselayout-data"));
                names.add(3, "busybox-binsh");
                names.addAll(List.of("libcap2", "ifupdown-ng", "openrc", "libcrypto3", "libssl3", "zlib", "apk-tools"));
            }
            RootfsTree tree = new RootfsTree();
            InstallOptions now = InstallOptions.at(System.currentTimeMillis() / 1000);
            Installer.install(tree, packages.resolution(List.of(), names), packages::file, arch, now);
            tree.mkdirs("/work");
            Path disk = Files.createTempDirectory("mkrun-ash");
            RootOnDisk.write(tree, disk);
            new ProcessBuilder(Needs.tool("mknod").toString(), disk + "/dev/null", "c", "1", "3")
                    .start()
                    .waitFor();
            return new Roots(tree, disk);
        }
    }

    @AfterAll
    static void remove() {
        ROOTS.values().forEach(roots -> RootOnDisk.delete(roots.disk()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo one  two 'three  four' \"five  $1\"",
                "a='x  y'; echo $a; echo \"$a\"; echo \"${a}z\" $a$a",
                "echo \"$@\"; for i in \"$@\"; do echo \"<$i>\"; done; echo $# $2",
                "for i; do echo \"$i\"; done",
                "set -e; false || echo kept; if false; then echo no; fi; false; echo never",
                "set -e; true && false; echo here",
                "if [ -d /work ] && [ ! -e /work/none ]; then echo a; elif true; then echo b; else echo c; fi",
                "case /lib/modules/5 in /bin) echo bin;; /lib/modules/*) echo mod;; *) echo other;; esac",
                "case abc in a|b) echo 1;; ?[bx]c) echo 2;; esac; echo $?",
                "case '*' in \\*) echo star;; esac; case x in \"*\") echo quoted;; *) echo any;; esac",
                "p=/etc/rcS.d/S10modutils; echo ${p##*/S[0-9][0-9]} ${p%/*} ${p#/etc/} ${p%%/S*}",
                "echo ${none:-default} ${none-bare} ${a:+set}; a=1; echo ${a:+set} ${a:-other}",
                "f() { local x=inner; echo $x $1; return 3; }; x=outer; f arg; echo $? $x",
                "f() {\n  g\n}\ng() { echo g; exit 4; }\nf\necho never",
                "x=$(echo out; echo more); echo \"$x\"; y=`echo back`; echo $y",
                "x=$(false || true); echo $?; x=$(exit 7); echo $?",
                "(a=sub; echo $a; exit 2); echo $? $a",
                "echo a b c | cat; echo x | grep -q x && echo found; ! true; echo $?",
                "cat <<EOF\nvalue $1\n\\$literal\nEOF\ncat <<'EOF'\n$1\nEOF",
                "cat <<-EOF\n\ttabs gone\n\tEOF\necho after",
                "mkdir -p /work/a/b /work/c; touch /work/a/f; ln -s f /work/a/l; chmod 640 /work/a/f; echo /work/*",
                "case a5-z in [[:alpha:]][0-9][!a-z][^[:digit:]]) echo 1;; *) echo 2;; esac; case ] in []x]) echo 3;; esac",
                "echo /work/none* 'a*' /wor?",
                "echo text > /work/file; echo more >> /work/file; cat /work/file; cat < /work/file",
                "echo gone >/dev/null 2>&1; echo err >&2; echo ok 2>/dev/null",
                "mkdir /work/d; mkdir /work/d; echo $?; rm /work/none; echo $?; rm -f /work/none; echo $?",
                "ln -s /etc/passwd /work/p; readlink /work/p; readlink /work/none; echo $?; readlink -f /work/p",
                "install -d -m 2750 -o 123 -g 45 /work/spool; chown 5:6 /work/spool; chmod g-s /work/spool",
                "mkdir -p /work/r/s; touch /work/r/s/t; chown -R 9:8 /work/r; chmod -R a+x /work/r",
                "command -v cat; command -v nothing; echo $?; [ \"$(command -v cat || true)\" = /bin/cat ] && echo yes",
                "grep '^root:' /etc/group; grep -q '^nobody2:' /etc/passwd; echo $?; getent group users",
                "sed -e 's/^root/toor/' /etc/securetty; sed -Ee 's/^#?[Cc]onsole.*/C=1/' /etc/securetty",
                "frobnicate; echo $?; /bin/none; echo $?",
                "addgroup -S one; addgroup two; addgroup -g 4711 three; addgroup -S -g 4711 four; echo $?; tail=1",
                "addgroup -S svc; adduser -S -D -H -h /var/lib/svc -s /sbin/nologin -G svc -g svc svc; id=$?; echo $id",
                "adduser -S -D -h /work/home plain; addgroup plain users; adduser plain wheel; adduser -S -D plain",
                "adduser -D -h /work/kim -s /bin/sh kim; adduser --system --ingroup users --no-create-home -u 777 lee",
                "exec echo last\necho never",
                "for i in 1 2 3; do [ $i = 2 ] && continue; [ $i -ge 3 ] && break; echo $i; done",
                "a=1 b=2; c=$a$b; echo $c; a=x echo \"$a\"; \\echo escaped\\ space",
                "true # comment\n# another\necho 'a # b' a#b",
                "mkdir -p /work/m/d; echo 1 >/work/m/a; echo 2 >/work/m/b; mv /work/m/a /work/m/c; mv /work/m/c /work/m/b /work/m/d",
                "mkdir -p /work/m/d/e /work/m/f; touch /work/m/d/e/x; mv /work/m/d /work/m/f; mv /work/none /work/m; echo $?",
                "mkdir -p /work/m/d/x /work/m/f/d/y; mv /work/m/d /work/m/f; echo $?; mv /work/m/f/d/y /work/m/f/d/z; mv -f /work/m/f/d/z /work",
                "echo 1 >/work/a; chmod 4711 /work/a; chown 3:4 /work/a; cp /work/a /work/b; cp -p /work/a /work/c; cp -a /work/a /work/d",
                "echo 1 >/work/a; echo 2 >/work/b; chmod 600 /work/b; ln -s b /work/l; cp /work/a /work/l; cp /work/l /work/n; cp -a /work/l /work/k",
                "mkdir -p /work/s/t; echo x >/work/s/t/f; ln -s f /work/s/t/l; chmod 770 /work/s; cp -r /work/s /work/z; cp /work/s /work/y; echo $?",
                "mkdir -p /work/s /work/z; echo x >/work/s/f; cp -r /work/s /work/z; cp /work/s/f /work/none/g; echo $?; cp /work/s/* /work",
                "mkdir -p /work/a/b; rmdir /work/a; echo $?; rmdir /work/a/b /work/a; echo $?; rmdir /work/none; echo $?",
                "mkdir /work/e; touch /work/e/b /work/e/.h /work/e/a; ls /work/e; ls -A /work/e; [ -z \"$(ls -A /work/none 2>/dev/null)\" ] && echo empty",
                "echo x >/work/f; install -m644 /work/f /work/g; install -m 0600 -o 12 -g 34 /work/f /work/h; install /work/f /work/i",
                "echo x >/work/f; mkdir /work/d; install -m 755 /work/f /work/d; install -D -m 640 /work/f /work/n/e/w; install -m 1 /work/no /work/x; echo $?",
                "echo new >/work/f; echo old >/work/g; chmod 600 /work/g; install -m 644 /work/f /work/g; umask 022",
                "cd /; mkdir -m 2710 /work/d; chown 3:4 /work/d; stat -c '%a %u:%g' /work/d; stat -c %a /work/none; echo $?",
                "printf 'a %s b\\n' one; printf '%s-%s\\t%%\\n' x; printf plain; printf '\\\\ \\n'",
                "rc-update add hostname boot >/dev/null; rc-update -q add hostname; rc-update add nothere 2>/dev/null; echo $?",
                "rc-update -q add hostname boot default; rc-update -q add hostname no 2>/dev/null; echo $?; rc-update -q del hostname boot; rc-update -q del hostname boot 2>/dev/null; echo $?",
                "rc-update -q add hostname boot; rc-update -a -q del hostname >/dev/null 2>&1; echo $?; rc-update -u >/dev/null 2>&1",
                "rc-update -q add hwclock boot; rc-status -a | grep -q hwclock && echo there; rc-status -a | grep -q crond || echo not",
                "rc-service hostname status >/dev/null 2>&1; echo $?; rc-service --ifstarted hostname restart; echo $?; rc-service -e nothere; echo $?",
                "rc-service -i nothere restart; echo $?; rc-service nothere status >/dev/null 2>&1; echo $?",
                "apk version -t 1.0 2.0; apk version -t 1.2_rc1 1.2; [ \"$(apk version -t 1.10.1-r3 1.9)\" = '>' ] && echo newer",
                "apk info -e busybox; apk info --installed nothere; echo $?",
                "cat > /work/tool <<'EOF'\n#!/bin/sh\necho \"$# $1\"; exit 3\nEOF\nchmod 755 /work/tool; /work/tool 'a b' c; echo $?; x=$(/work/tool); echo $x",
                "echo a \\\n  b; if true\nthen echo t\nfi; { echo braces; }",
                "a=' x y '; echo 1$a'2'; echo 1\"$a\"2; for i in $a$a; do echo \"<$i>\"; done; b='x\\y'; echo $b; echo \"\\\\$b\"",
                "a=; echo ${a-unset} ${a+set} ${a:+full} ${none+set} ${none:-\"a  b\"} \"${none:-a  b}\" ${none:-$1} ${#1}",
                "p=x; echo ${p#$p} ${1%\"$2\"}; a='[x]'; echo ${a#\"[\"} ${a%']'}; q='*'; echo ${1#$q } ${1#\"$q\"}",
                "echo $(echo ')' \"(\"; case x in x) echo y;; esac) \"$(cat <<E\n$1 )\nE\n)\"; echo `echo \\`echo in\\``",
                "cat <<E\n\\\"a\\\" \"b\" \\$1 \\\\ 'c' ${none:-'d'}\nE",
                "f() { echo out; }; (f() { echo in; }; f; a=1); f; echo ${a-unset}; (exit 3); echo $?",
                "f() { local a; echo ${a-unset}; local b=$1; echo \"$b\"; }; a=1; f \"$1\"; echo $a; export c=$1; echo \"$c\"",
                "echo x >/work/f; cat /work/f >/work/f; cat /work/f; echo y >/work/none/f; echo $?; cat </work/none; echo $?",
                "set -e; x=$(false; echo kept); echo $x; if true; then false && true; fi; echo here; ! true; echo $?",
                "command -v if; command -v f; f() { :; }; command -v f; a=1 command -v cat; echo ${a-unset}; a=x; a=y echo $a",
                "for i in a b; do ! continue; done; echo $?; for i in a; do false; break; done; echo $?; f() { ! return 1; }; f; echo $?",
                "cat /work/no /etc/hostname; echo $?; printf 'a\\nb' | sed s/a/c/; printf 'x\\ry\\n' | grep y; echo x | sed 's,x,y,g'",
                "cat >/work/t <<'E'\n#!/bin/sh\necho ${a-unset} ${b-unset}\nE\nchmod +x /work/t; a=1; /work/t; b=2 /work/t; export a; /work/t",
            })
    void answersAsAsh(String script) throws Exception {
        compare("x86_64", script);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aarch64", "armhf"})
    void makesAccountsAsOlderBusyboxes(String arch) throws Exception {
        Needs.binfmt(arch.equals("armhf") ? "qemu-arm" : "qemu-aarch64");
        compare(arch, """
                addgroup -S one; addgroup two; addgroup -g 4711 three; addgroup -S -g 4711 four; echo $?
                adduser -S -D plain; adduser -S -D -H -h /dev/null -s /sbin/nologin -D svc -G one; echo $?
                adduser -D -h /work/kim -s /bin/sh kim; addgroup kim users; adduser svc wheel; echo $?
                adduser -S -D -h /work/old/gone -G none late; echo $?
                """);
    }

    /** The whole script of the package, with links that the new busybox no longer has. */
    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64", "armhf"})
    void upgradesLinksAsBusyboxDoes(String arch) throws Exception {
        if (!arch.equals("x86_64")) {
            Needs.binfmt(arch.equals("armhf") ? "qemu-arm" : "qemu-aarch64");
        }
        AlpinePackages packages = AlpinePackages.of(arch);
        String script = packages.file(packages.record("busybox"))
                .script(ScriptType.POST_UPGRADE)
                .flatMap(Content::asText)
                .orElseThrow();
        Roots roots = Roots.of(arch);
        Path root = roots.disk();
        RootfsTree tree = copy(roots.installed());
        Map<String, String> links = Map.of(
                "bin/gone",
                "/bin/busybox",
                "usr/sbin/gone",
                "/bin/busybox",
                "bin/other",
                "/bin/sh",
                "bin/ping6",
                "/bin/bbsuid",
                "bin/install",
                "/bin/busybox");
        for (Map.Entry<String, String> link : links.entrySet()) {
            Files.deleteIfExists(root.resolve(link.getKey()));
            Files.createSymbolicLink(root.resolve(link.getKey()), Path.of(link.getValue()));
            tree.put(link.getKey(), Entry.symlink(link.getValue()));
        }
        Files.writeString(root.resolve("script"), script);
        RealApk.Result real = RealApk.chroot(root, List.of("/bin/sh", "/script", "2", "1"));
        assertThat(real.status()).as(real.output()).isZero();
        assertThat(new ScriptRunner(tree, 0, VERSIONS).run(script, List.of("2", "1"), line -> {}))
                .isZero();
        Files.delete(root.resolve("script"));
        Files.delete(root.resolve("dev/null"));
        assertThat(RootOnDisk.differences(RootOnDisk.listing(root), RootOnDisk.listing(tree)))
                .isEmpty();
        RootOnDisk.delete(root);
    }

    private static void compare(String arch, String script) throws Exception {
        Roots roots = ROOTS.get(arch);
        if (roots == null) {
            roots = Roots.of(arch);
            ROOTS.put(arch, roots);
        }
        RootfsTree tree = copy(roots.installed());
        Io io = Io.none();
        Programs programs = new Programs(tree, System.currentTimeMillis() / 1000, VERSIONS, line -> {});
        int status = new Shell(programs, ARGUMENTS, Map.of()).run(Parser.parse(script, 1), io);
        String ours = io.out() + "exit " + status + "\n";

        RealApk.Result real = inAsh(roots, script);
        assertThat(ours).isEqualTo(real.output());
        Map<String, String> left = new TreeMap<>();
        for (String directory : List.of("work", "etc")) {
            RootOnDisk.listing(roots.disk().resolve(directory))
                    .forEach((path, line) -> left.put(directory + "/" + path, line));
        }
        assertThat(seen(RootOnDisk.listing(tree))).isEqualTo(seen(left));
    }

    private static RealApk.Result inAsh(Roots roots, String script) throws Exception {
        Path root = roots.disk();
        RootOnDisk.delete(root.resolve("work"));
        Files.createDirectory(root.resolve("work"));
        for (String level : roots.installed().list("/etc/runlevels")) {
            RootOnDisk.delete(root.resolve("etc/runlevels/" + level));
            Files.createDirectory(root.resolve("etc/runlevels/" + level));
        }
        for (String name : List.of("passwd", "group", "shadow")) {
            Files.deleteIfExists(root.resolve("etc/" + name + "-"));
            Files.write(
                    root.resolve("etc/" + name),
                    roots.installed()
                            .stat("etc/" + name)
                            .orElseThrow()
                            .content()
                            .bytes());
        }
        Files.writeString(root.resolve("script"), script + "\n");
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", "umask 022; /bin/sh /script \"$@\" 2>/dev/null; echo \"exit $?\"", "sh"));
        command.addAll(ARGUMENTS);
        return RealApk.chroot(root, command);
    }

    private static Map<String, String> seen(Map<String, String> listing) {
        listing.keySet().removeIf(path -> !path.matches(SEEN));
        return listing;
    }

    private static RootfsTree copy(RootfsTree tree) {
        RootfsTree copy = new RootfsTree();
        tree.entries().forEach(copy::put);
        return copy;
    }
}
