package mkrun.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Playbooks that are refused when they are evaluated for their hosts. */
class RefusedPlaybookTest extends RefusedPlaybooks {
    @Test
    void rowsThatNobodyCouldTellApartAreRefusedWithWhatToWrite() {
        refused("""
                play('routers') {
                    hosts 'all'
                    tasks {
                        routeros '/ip/firewall/filter', owner: 'web', entries: [[chain: 'input']]
                        routeros '/ip/firewall/filter', entries: [[mark: 'a', chain: 'input']]
                        routeros '/ip/service', entry: [name: 'ssh'], set: [port: 22], present: false
                        routeros '/ip/pool', entry: [name: 'p'], present: false, adopt: true
                        routeros '/ip/pool', entry: [name: 'p'], adopt: 7
                    }
                }
                """, """
                site.groovy:4:55: an entry of '/ip/firewall/filter' needs a mark, since nothing else names such a row (hosts r1, r2) -- write [mark: 'allow-ssh', ...], unique among the owner's entries
                        routeros '/ip/firewall/filter', owner: 'web', entries: [[chain: 'input']]
                                                                      ^^^^^^^

                site.groovy:5:9: routeros '/ip/firewall/filter' does not say whose the entries are (hosts r1, r2) -- write owner: 'web'
                        routeros '/ip/firewall/filter', entries: [[mark: 'a', chain: 'input']]
                        ^^^^^^^^

                site.groovy:6:72: 'present' of 'routeros /ip/service' means nothing: the rows of this menu are the router's own (hosts r1, r2)
                        routeros '/ip/service', entry: [name: 'ssh'], set: [port: 22], present: false
                                                                                       ^^^^^^^

                site.groovy:7:66: 'adopt' of 'routeros /ip/pool' does not go with present: false: rows of others are never removed (hosts r1, r2)
                        routeros '/ip/pool', entry: [name: 'p'], present: false, adopt: true
                                                                                 ^^^^^

                site.groovy:8:50: 'adopt' of 'routeros /ip/pool' must be true, false or the name of the owner whose rows are taken over (hosts r1, r2) -- write adopt: true for rows that no task made, adopt: 'web' also for those of that owner
                        routeros '/ip/pool', entry: [name: 'p'], adopt: 7
                                                                 ^^^^^
                """);
    }

    @Test
    void allRowsOfAnOwnerAreChecked() {
        refused("""
                play('routers') {
                    hosts 'all'
                    tasks {
                        routeros '/ip/firewall/filter', owner: 'web', entries: [
                            [mark: 'a', chain: 'input', protocl: 'tcp'],
                            [mark: 'b', chain: 'input', action: 'accept'],
                            [mark: 'c', chian: 'input', 'dst-port': '80'],
                        ]
                    }
                }
                """, """
                site.groovy:5:41: /ip/firewall/filter has no field 'protocl' -- did you mean 'protocol'? (hosts r1, r2)
                            [mark: 'a', chain: 'input', protocl: 'tcp'],
                                                        ^^^^^^^

                site.groovy:7:25: /ip/firewall/filter has no field 'chian' -- did you mean 'chain'? (hosts r1, r2)
                            [mark: 'c', chian: 'input', 'dst-port': '80'],
                                        ^^^^^
                """);
    }

    @Test
    void aTransactionInATransactionIsRefused() {
        refused("""
                play('routers') {
                    hosts 'all'
                    tasks {
                        transaction('outer') {
                            transaction('inner') {
                                routeros '/system/identity', set: [name: 'x']
                            }
                        }
                    }
                }
                """, """
                site.groovy:5:26: transaction 'inner' is inside transaction 'outer' (hosts r1, r2) -- one transaction is whole already: take the inner one away
                            transaction('inner') {
                                         ^^^^^
                """);
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        refused("""
                play('routers') {
                    hosts 'r1'
                    tasks {
                        task('name') {
                            routeros '/system/identity', set: [name: 'x']
                            commitConfirm('soon')
                        }
                    }
                }
                """, """
                site.groovy:6:13: commitConfirm: 'soon' is no time of whole seconds (host r1) -- write 30s or 2m
                            commitConfirm('soon')
                            ^^^^^^^^^^^^^
                """);
    }

    @Test
    void anUndefinedVariableNamesTheHostsThatLackItAndTheNearestName() {
        refused("""
                play('p') {
                    hosts 'all'
                    tasks {
                        debug vars.string('shelf')
                        task('time') {
                            routeros '/system/ntp/client', set: [servers: vars.string('npt')]
                        }
                    }
                }
                """, """
                site.groovy:4:28: undefined variable 'shelf' (host r2) -- define it in the inventory, with 'vars' or with -e shelf=...
                        debug vars.string('shelf')
                                           ^^^^^

                site.groovy:6:72: undefined variable 'npt' (host r1) -- did you mean 'ntp'?
                            routeros '/system/ntp/client', set: [servers: vars.string('npt')]
                                                                                       ^^^
                """);
    }

    @Test
    void whereTheInventoryIsNotSeenAnUndefinedVariableSaysSo() {
        refused("""
                image('i') {
                    packages vars.string('shelf')
                    repositories 'embedded'
                }
                play('p') {
                    hosts vars.string('shelf')
                }
                vars.string('shelf')
                """, """
                site.groovy:2:27: undefined variable 'shelf' -- images do not see the inventory, since hosts share them: set it with 'vars' in the image, in the role's defaults or with -e shelf=...
                    packages vars.string('shelf')
                                          ^^^^^

                site.groovy:6:24: undefined variable 'shelf' -- there is no host here, so the inventory is not seen: set it with 'vars' in the play or with -e shelf=...
                    hosts vars.string('shelf')
                                       ^^^^^

                site.groovy:8:14: undefined variable 'shelf' -- there is no host here, so the inventory is not seen: set it with -e shelf=...
                vars.string('shelf')
                             ^^^^^
                """);
    }

    @Test
    void aVariableOfTheWrongTypeSaysWhereItWasSet() {
        fixture.extraVars(Map.of("port", "ssh"));
        refused("""
                play('p') {
                    hosts 'r1'
                    tasks { debug "${vars.number('port')}" }
                }
                """, """
                site.groovy:3:35: variable 'port' is not a number (host r1) -- it is set in -e
                    tasks { debug "${vars.number('port')}" }
                                                  ^^^^
                """);
    }

    @Test
    void anUnknownRoleIsNamedWithThePlacesLookedIn() {
        String refusal = fixture.refusal("image('i') {\n    alpine '3.20'\n    roles 'mailserver'\n}\n");
        assertThat(refusal)
                .startsWith("site.groovy:3:12: unknown role 'mailserver' -- looked in roles, ")
                .endsWith("\n    roles 'mailserver'\n           ^^^^^^^^^^");
    }

    @Test
    void anUnknownHandlerIsRefusedBeforeItIsNotified() {
        refused("""
                play('p') {
                    hosts 'all'
                    tasks {
                        task('name') {
                            routeros '/system/identity', set: [name: 'x']
                            notify 'tell the monitor'
                        }
                    }
                    handlers { handler('tell the monitoring') { debug 'renamed' } }
                }
                """, """
                site.groovy:6:21: unknown handler 'tell the monitor' (hosts r1, r2) -- did you mean 'tell the monitoring'?
                            notify 'tell the monitor'
                                    ^^^^^^^^^^^^^^^^
                """);
    }

    @Test
    void aHostPatternThatMatchesNothingIsRefused() {
        refused("""
                play('p') {
                    hosts 'router'
                    tasks { debug 'x' }
                }
                """, """
                site.groovy:2:12: no host and no group is named 'router'; groups: all, ungrouped, routers, attic -- did you mean 'routers'?
                    hosts 'router'
                           ^^^^^^
                """);
        assertThat(fixture.refusal("play('p') { hosts 'attic:!r1'; tasks { debug 'x' } }"))
                .startsWith("site.groovy:1:20: host pattern 'attic:!r1' matches no host of the inventory -- ");
    }

    @Test
    void aRoleThatDependsOnItselfIsRefused() {
        fixture.file("roles/a/meta/main.groovy", "dependencies 'b'\n");
        fixture.file("roles/b/meta/main.groovy", "dependencies 'a'\n");
        refused("image('i') {\n    alpine '3.20'\n    roles 'a'\n}\n", """
                site.groovy:3:12: roles depend on each other: a -> b -> a
                    roles 'a'
                           ^
                """);
    }

    @Test
    void aRolesArgumentsAreCheckedOnTheSideThatReadsThem() {
        fixture.file("roles/web/meta/main.groovy", """
                arguments {
                    string 'web_name', required: true, description: 'name of the site'
                    number 'web_port'
                    string 'web_mode', choices: ['static', 'php']
                }
                """);
        fixture.file("roles/web/defaults/main.yml", "web_port: eighty\nweb_mode: cgi\n");
        refused("image('i') {\n    alpine '3.20'\n    roles 'web'\n}\n", """
                site.groovy:3:12: role 'web' needs variable 'web_name' (name of the site)
                    roles 'web'
                           ^^^

                site.groovy:3:12: role 'web': variable 'web_port' is not a number -- it is set in roles/web/defaults/main.yml:1
                    roles 'web'
                           ^^^

                site.groovy:3:12: role 'web': variable 'web_mode' is 'cgi', not one of static, php -- it is set in roles/web/defaults/main.yml:2
                    roles 'web'
                           ^^^
                """);
    }

    @Test
    void whatAnOperationRefusesIsShownAtItsTask() {
        refused("""
                image('i') {
                    alpine '3.20'
                    directory 'srv'
                    file '/etc/x', source: 'nothing'
                }
                """, """
                site.groovy:3:5: path 'srv' is not absolute; write '/srv'
                    directory 'srv'
                    ^^^^^^^^^^^^^^^

                site.groovy:4:29: there is no file 'nothing' in files
                    file '/etc/x', source: 'nothing'
                                            ^^^^^^^
                """);
    }

    @Test
    void aTaskHoldsOneWord() {
        refused("""
                play('p') {
                    hosts 'r1'
                    tasks {
                        task('both') { debug 'a'; debug 'b' }
                        task('none') { tags 'x' }
                    }
                }
                """, """
                site.groovy:4:15: task 'both' wants 2 things (host r1) -- a task holds one word such as routeros
                        task('both') { debug 'a'; debug 'b' }
                              ^^^^

                site.groovy:5:15: task 'none' wants nothing (host r1) -- a task holds one word such as routeros
                        task('none') { tags 'x' }
                              ^^^^
                """);
    }

    @Test
    void anErrorInAScriptsOwnCodeIsAProblemAtItsLine() {
        assertThat(fixture.refusal(
                        "def list = [1, 2]\nimage('i') {\n    alpine '3.20'\n    debug list.get(5).toString()\n}\n"))
                .startsWith("site.groovy:4:5: index out of bounds: ");
    }

    @Test
    void anImageSaysWhereItsPackagesComeFrom() {
        refused("image('i') { packages 'openrc' }\n", """
                site.groovy:1:8: image 'i' does not say where its packages come from -- write alpine '3.20', or repositories 'URL'
                image('i') { packages 'openrc' }
                       ^
                """);
    }

    @Test
    void aMissingPlaybookIsAProblemOfTheFile() {
        PlaybookLoader loader = new PlaybookLoader(fixture.options());
        Assertions.assertThatThrownBy(() -> loader.load(dir.resolve("none.groovy"), fixture.inventory()))
                .isInstanceOf(PlaybookException.class)
                .hasMessage(dir.resolve("none.groovy").toAbsolutePath() + ": there is no such file");
    }

    @Test
    void theMarkOfAnEditorAtTheBeginningIsNoText() {
        refused("\ufeffplay('x') {\n    hosst 'all'\n}\n", """
                site.groovy:2:5: unknown word 'hosst' in a play -- did you mean 'hosts'?
                    hosst 'all'
                    ^^^^^
                """);
    }
}
