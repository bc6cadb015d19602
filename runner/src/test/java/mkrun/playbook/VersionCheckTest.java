package mkrun.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionCheckTest {
    @TempDir
    private Path dir;

    private PlaybookFixture fixture;

    @BeforeEach
    void folder() {
        fixture = new PlaybookFixture(dir).file("hosts.ini", """
                [routers]
                r1 routeros=7.15.3
                r2 routeros=7.15.3
                r3 routeros=7.24
                r4
                """);
    }

    private void refused(String playbook, String message) {
        assertThat(fixture.refusal(playbook)).isEqualTo(message.strip());
    }

    private static String tasks(String tasks) {
        return "play('p') {\n    hosts 'all'\n    tasks {\n" + tasks.indent(8) + "    }\n}\n";
    }

    @Test
    void whatTheStatedVersionLacksIsAProblemOfThePlaybook() {
        refused(tasks("""
                routeros '/ip/dns', set: ['mdns-repeat-ifaces': 'ether1', 'doh-timeout': 'soon']
                routeros '/ip/dns', set: [
                    servers: '9.9.9.9',
                    'mdns-repeat-ifaces': 'ether1',
                ]
                routeros '/ip/address', entry: [name: 'x']
                routeros '/container/log', entry: [name: 'x']
                """), """
                site.groovy:4:68: /ip/dns: 'doh-timeout' cannot be 'soon', it takes a time such as 90s, 1h30m or\
                 00:01:30 (hosts r1, r2, r3 and 1 more)
                        routeros '/ip/dns', set: ['mdns-repeat-ifaces': 'ether1', 'doh-timeout': 'soon']
                                                                                   ^^^^^^^^^^^

                site.groovy:7:14: RouterOS 7.15.3 has no field mdns-repeat-ifaces of /ip/dns; RouterOS 7.16 is the\
                 first that has it (hosts r1, r2) -- the inventory states that version (variable routeros)
                            'mdns-repeat-ifaces': 'ether1',
                             ^^^^^^^^^^^^^^^^^^

                site.groovy:9:41: /ip/address has no field 'name' (hosts r1, r2, r3 and 1 more)
                        routeros '/ip/address', entry: [name: 'x']
                                                        ^^^^

                site.groovy:10:9: nothing can be set in /container/log: its commands are find, get, print (hosts r1, r2,\
                 r3 and 1 more)
                        routeros '/container/log', entry: [name: 'x']
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                """);
    }

    @Test
    void ofFieldsOfOneNameTheWrongOneIsShown() {
        refused(tasks("""
                routeros '/ip/firewall/address-list', owner: 'a', entries: [
                    [list: 'a', address: '192.0.2.1', timeout: '1h'],
                    [list: 'a', address: '192.0.2.2', timeout: '1h'],
                    [list: 'a', address: '192.0.2.3', timeout: '1h'],
                    [list: 'a', address: '192.0.2.4', timeout: '1h'],
                    [list: 'a', address: '192.0.2.5', timeout: '1h'],
                    [list: 'a', address: '192.0.2.6', timeout: '1h'],
                    [list: 'a', address: '192.0.2.7', timeout: '1h'],
                    [list: 'a', address: '192.0.2.8', timeout: '1h'], [list: 'b', address: '192.0.2.8', timeout: '-1h'],
                ]
                """), """
                site.groovy:12:97: /ip/firewall/address-list: 'timeout' cannot be '-1h', it takes a time such as 90s,\
                 1h30m or 00:01:30 (hosts r1, r2, r3 and 1 more)
                            [list: 'a', address: '192.0.2.8', timeout: '1h'], [list: 'b', address: '192.0.2.8', timeout: '-1h'],
                                                                                                                ^^^^^^^
                """);
    }

    @Test
    void whatAContainerNeedsIsCheckedToo() {
        refused("""
                image('img') { alpine '3.20' }
                play('p') {
                    hosts 'all'
                    tasks {
                        container('web') {
                            image 'img'
                            address '172.17.0.2/24'
                            mount '/data', at: 'usb1/d', readOnly: true
                            dns 'nowhere'
                        }
                        container('fine') { image 'img'; address '172.17.0.3/24'; mount '/data', at: 'usb1/e' }
                        container('old') {
                            image 'img'
                            address '172.17.0.4/24'
                            mount '/data', at: 'usb1/d', readOnly: true
                        }
                    }
                }
                """, """
                site.groovy:9:13: /container: 'dns' cannot be 'nowhere', it takes an IP address (hosts r1, r2, r3 and\
                 1 more)
                            dns 'nowhere'
                            ^^^

                site.groovy:12:9: RouterOS 7.15.3 has no field mode of /container/mounts; RouterOS 7.20 is the first\
                 that has it (hosts r1, r2) -- the inventory states that version (variable routeros)
                        container('old') {
                        ^^^^^^^^^^^^^^^^^^
                """);
    }

    @Test
    void conditionsThatTheVersionDecidesAreDecided() {
        assertThat(fixture.refusal(tasks("""
                task('new ones') {
                    when { facts -> facts.version == '7.24' }
                    routeros '/ip/dns', set: ['mdns-repeat-ifaces': 'ether1']
                }
                task('none') {
                    when { host.name == 'r9' }
                    routeros '/ip/dns', set: ['mdns-repeat-ifaces': 'ether1']
                }
                task('who knows') {
                    when { facts -> facts.architecture == 'arm' }
                    routeros '/ip/dns', set: ['mdns-repeat-ifaces': 'ether1']
                }
                task('careless') {
                    ignoreErrors()
                    routeros '/ip/dns', set: ['mdns-repeat-ifaces': 'ether1']
                }
                """))).isEqualTo("it loads");
    }

    @Test
    void handlersAreCheckedIfATaskThatRunsNotifiesThem() {
        refused("""
                play('p') {
                    hosts 'r1'
                    tasks {
                        task('a') { routeros '/system/identity', set: [name: 'x']; notify 'first' }
                        task('b') { when { false }; routeros '/system/identity', set: [name: 'x']; notify 'unheard' }
                    }
                    handlers {
                        handler('first') { debug 'x'; notify 'second' }
                        handler('second') { routeros '/ip/dns', set: ['mdns-repeat-ifaces': 'ether1'] }
                        handler('unheard') { routeros '/ip/dns', set: ['mdns-repeat-ifaces': 'ether2'] }
                    }
                }
                """, """
                site.groovy:9:56: RouterOS 7.15.3 has no field mdns-repeat-ifaces of /ip/dns; RouterOS 7.16 is the\
                 first that has it (host r1) -- the inventory states that version (variable routeros)
                        handler('second') { routeros '/ip/dns', set: ['mdns-repeat-ifaces': 'ether1'] }
                                                                       ^^^^^^^^^^^^^^^^^^
                """);
    }

    @Test
    void whatTagsSkipIsNotChecked() {
        String playbook = tasks("""
                task('a') { tags 'dns'; routeros '/ip/dns', set: ['mdns-repeat-ifaces': 'ether1'] }
                """);
        assertThat(fixture.refusal(playbook)).contains("mdns-repeat-ifaces of /ip/dns");
        fixture.checks(VersionChecks.stated(task -> !task.tags().equals(Set.of("dns"))));
        assertThat(fixture.refusal(playbook)).isEqualTo("it loads");
    }

    @Test
    void versionsCanBeGivenAndAreToldInFewWords() {
        List<String> notes = new ArrayList<>();
        String playbook = tasks("""
                routeros '/ip/dns', set: ['mdns-repeat-ifaces': 'ether1']
                task('arm') { when { facts -> facts.architecture == 'arm' }
                    routeros '/ip/dns', set: ['mdns-repeat-ifaces': 'ether1'] }
                """);
        fixture.checks(new VersionChecks(task -> true, List.of(), RouterosVersion.KNOWN, notes::add));
        assertThat(fixture.refusal(playbook))
                .contains("RouterOS 7.15.3 has no field mdns-repeat-ifaces of /ip/dns; RouterOS 7.16 is the first that"
                        + " has it (hosts r1, r2) -- the inventory")
                .contains("RouterOS 7.9.2 to 7.15.3 has no field mdns-repeat-ifaces of /ip/dns; RouterOS 7.16 is the"
                        + " first that has it (host r4)\n");
        assertThat(notes)
                .anyMatch(note -> note.endsWith("site.groovy:5: RouterOS 7.9.2 to 7.15.3 has no field"
                        + " mdns-repeat-ifaces of /ip/dns; RouterOS 7.16 is the first that has it"));

        fixture.checks(new VersionChecks(
                task -> true, List.of(RouterosVersion.parse("7.24")), RouterosVersion.KNOWN, notes::add));
        assertThat(fixture.refusal(playbook)).isEqualTo("it loads");
    }

    @Test
    void aStatementThatIsNoVersionIsAProblemOfTheInventory() {
        fixture.file("hosts.ini", "r1 routeros=latest\n");
        assertThat(fixture.refusal(tasks("debug 'x'")))
                .isEqualTo("hosts.ini:1: routeros: not a RouterOS version: 'latest' (expected like 7.20.8 or 7.24rc3)"
                        + " (host r1)");
    }

    @Test
    void aStatedVersionThatIsOlderThanTheTablesIsAProblemOfTheInventory() {
        fixture.file("hosts.ini", "r1 routeros=7.8\nr2 routeros=7.9\n");
        assertThat(fixture.refusal(tasks("debug 'x'")))
                .isEqualTo("hosts.ini:1: routeros: 7.8 is older than mkrun knows; the oldest is 7.9 (host r1)");
    }

    /** What a version lacks has no value beside it that would tell where it is. */
    @Test
    void aFieldIsShownWhereItStandsAndNotInsideOfAnotherWord() {
        fixture.file("hosts.ini", "r1 routeros=7.14.3\n");
        String key = "A".repeat(43) + "=";
        String line =
                "routeros '/interface/wireguard/peers', mark: 'surname', entry: [interface: 'wg1', 'public-key': '"
                        + key + "'], set: [name: 'x']";
        assertThat(fixture.refusal(tasks(line)))
                .startsWith("site.groovy:4:" + (line.indexOf("name: 'x'") + "        ".length() + 1) + ": ");
    }
}
