package mkrun.alpine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mkrun.alpine.install.InstallOptions;
import mkrun.alpine.install.Installer;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.AlpinePackages;
import mkrun.testing.Needs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What docs/scripts.md promises of packages that the test repositories lack: the commands of their scripts, in a root of
 * Alpine 3.19, and what the ledger then says.
 */
class ListedScriptsTest {
    private static RootfsTree base;
    private final RootfsTree tree = new RootfsTree();

    /**
     * @param script package and type
     * @param commands what the script calls
     * @param ledger what is told, a line each
     */
    record Listed(String script, String commands, String... ledger) {
        @Override
        public String toString() {
            return script;
        }
    }

    @BeforeAll
    static void alpine() throws Exception {
        AlpinePackages real = AlpinePackages.of("x86_64");
        base = new RootfsTree();
        List<String> names = List.of("alpine-baselayout-data", "musl", "busybox", "busybox-binsh", "alpine-baselayout");
        List<String> more = List.of("ifupdown-ng", "openrc", "zlib", "apk-tools");
        List<String> all = Stream.of(names, more).flatMap(List::stream).toList();
        Installer.install(base, real.resolution(List.of(), all), real::file, "x86_64", InstallOptions.at(0));
    }

    @BeforeEach
    void copy() {
        base.entries().forEach(tree::put);
    }

    static List<Listed> listed() {
        return List.of(
                new Listed(
                        "nginx.pre-install",
                        """
                        addgroup -Sg 82 www-data 2>/dev/null
                        addgroup -S nginx 2>/dev/null
                        adduser -h /var/lib/nginx -g nginx -s /sbin/nologin -SDHG nginx nginx 2>/dev/null
                        addgroup nginx www-data 2>/dev/null
                        exit 0""",
                        "fails: addgroup -Sg 82 www-data: group 'www-data' in use",
                        "group nginx gid 101",
                        "user nginx uid 100 gid 101",
                        "user nginx joins group www-data"),
                new Listed(
                        "apache2.pre-install",
                        """
                        addgroup -S -g 82 www-data 2>/dev/null
                        addgroup -S apache 2>/dev/null
                        adduser -S -D -H -h /var/www -s /sbin/nologin -G apache -g apache apache 2>/dev/null
                        addgroup apache www-data 2>/dev/null
                        mkdir -p /run/apache2""",
                        "fails: addgroup -S -g 82 www-data: group 'www-data' in use",
                        "group apache gid 101",
                        "user apache uid 100 gid 101",
                        "user apache joins group www-data"),
                new Listed("dnsmasq.pre-install", """
                        addgroup -S dnsmasq 2>/dev/null
                        adduser -S -D -H -h /dev/null -s /sbin/nologin -G dnsmasq -g dnsmasq dnsmasq 2>/dev/null""", "group dnsmasq gid 101", "user dnsmasq uid 100 gid 101"),
                new Listed("unbound.pre-install", """
                        addgroup -S unbound 2>/dev/null
                        adduser -S -s /bin/false -D -H -h /etc/unbound -G unbound \\
                            -g "Unbound user" unbound 2>/dev/null""", "group unbound gid 101", "user unbound uid 100 gid 101"),
                new Listed("mosquitto.pre-install", """
                        addgroup -S mosquitto 2>/dev/null
                        adduser -S -H -h /var/empty -s /sbin/nologin -D -G mosquitto mosquitto 2>/dev/null""", "group mosquitto gid 101", "user mosquitto uid 100 gid 101"),
                new Listed("eudev.post-install", "addgroup -S sgx 2>/dev/null\nexit 0", "group sgx gid 101"),
                new Listed("eudev.trigger", "if [ -S /run/udev/control ]; then\n\tudevadm control --reload\nfi"),
                new Listed(
                        "dbus.post-install",
                        "exec dbus-uuidgen --ensure=/etc/machine-id",
                        "machine-id is left to the first start of dbus"),
                new Listed(
                        "dbus.trigger",
                        "dbus-send --system --type=method_call --dest=org.x / Reload >/dev/null 2>&1 || :"),
                new Listed("winbind.pre-install", "addgroup winbind 2>/dev/null\nexit 0", "group winbind gid 1000"),
                new Listed(
                        "busybox-extras.post-install",
                        "exec /bin/busybox-extras --install -s",
                        "2 links to /bin/busybox-extras"),
                new Listed("wireguard-tools-openrc.post-install", "cat 1>&2 <<EOF\n*\n* say something\n*\nEOF"),
                new Listed(
                        "cronie-openrc.post-install",
                        "if rc-status -a | grep -q crond; then\n\tcat >&2 <<-EOF\n\t* mind crond\n\tEOF\nfi"),
                new Listed(
                        "logrotate.post-upgrade",
                        "ver_old=$2\nif [ \"$(apk version -t \"$ver_old\" '3.19.0-r2')\" = '<' ]; then\n\tchmod 640 /etc/motd\nfi"),
                new Listed("openssh-server.post-upgrade", """
                        if [ "$(apk version -t "$2" '9.8_p1-r0')" = '<' ] \\
                            && apk info --installed openssh-server-common-openrc > /dev/null
                        then
                            rc-service sshd status | grep -q started && echo restarting >&2
                            if rc-service --ifstarted sshd restart; then exit 0; else exit 1; fi
                        fi
                        exit 0"""),
                new Listed("nginx.post-install", """
                        if ! [ -e /etc/nginx/http.d/default.conf ]; then
                            install -m644 /etc/motd /etc/nginx/http.d/default.conf
                        fi"""));
    }

    @ParameterizedTest
    @MethodSource("listed")
    void isReplayed(Listed listed) throws Exception {
        tree.put("/usr/bin/dbus-uuidgen", Entry.file(Content.text("ELF"), 0755));
        tree.put("/usr/bin/dbus-send", Entry.file(Content.text("ELF"), 0755));
        tree.put("/bin/busybox-extras", Entry.file(Content.text("ELF"), 0755));
        tree.mkdirs("/etc/busybox-paths.d");
        tree.mkdirs("/etc/nginx/http.d");
        tree.put(
                "/etc/busybox-paths.d/busybox-extras",
                Entry.file(Content.text("usr/bin/telnet\nusr/sbin/httpd\n"), 0644));
        List<String> ledger = new ArrayList<>();
        assertThat(run(listed.commands(), ledger)).isZero();
        assertThat(ledger).containsExactly(listed.ledger());
    }

    @Test
    void aKeyThatAServerWouldMakeIsRefused() {
        tree.put("/usr/bin/openssl", Entry.file(Content.text("ELF"), 0755));
        ScriptException e = catchThrowableOfType(
                ScriptException.class,
                () -> run(
                        "umask 077\n[ -f /etc/ssl/apache2/server.key ] || openssl genrsa 2048 > /k",
                        new ArrayList<>()));
        assertThat(e).hasMessage("umask 077: another mask than 022 is not replayed");
    }

    @Test
    void everyListedScriptStandsInTheDocumentation() throws Exception {
        String table = Files.readString(Needs.projectRoot().resolve("docs/scripts.md"));
        assertThat(listed()).allSatisfy(listed -> {
            int dot = listed.script().lastIndexOf('.');
            assertThat(table.lines()
                            .filter(line -> line.startsWith("| ")
                                    && line.contains("`" + listed.script().substring(0, dot) + "`")))
                    .as(listed.script())
                    .anyMatch(line -> line.contains(listed.script().substring(dot + 1)));
        });
    }

    private int run(String commands, List<String> ledger) throws ScriptException {
        return new ScriptRunner(tree, 0, name -> Optional.of("20240101-r0"))
                .run("#!/bin/sh\n" + commands + "\n", List.of("2.0-r0", "1.0-r0"), ledger::add);
    }
}
