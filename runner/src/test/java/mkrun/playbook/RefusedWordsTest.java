package mkrun.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Playbooks that are refused as they are written, before anything is evaluated. */
class RefusedWordsTest extends RefusedPlaybooks {
    @Test
    void anUnknownWordIsShownWithItsPlaceAndTheOneThatWasMeant() {
        refused("""
                imag('alp-rc') {
                    alpine '3.20'
                }
                """, """
                site.groovy:1:1: unknown word 'imag' in a playbook -- did you mean 'image'?
                imag('alp-rc') {
                ^^^^
                """);
    }

    @Test
    void aBraceThatIsNotClosedIsSaidInAFewWords() {
        refused("play('a') {\n    hosts 'all'\n    tasks {\n    }\n", """
                site.groovy:5:1: a '}' is missing: not every '{' before here is closed
                """);
    }

    @Test
    void anUnknownWordInANestedBlockIsMeasuredByTheWordsOfThatBlock() {
        refused("""
                play('routers') {
                    hosts 'all'
                    tasks {
                        task('name') {
                            notfy 'x'
                        }
                        container('c') { adress '172.17.0.2/24' }
                    }
                }
                """, """
                site.groovy:5:13: unknown word 'notfy' in a task -- did you mean 'notify'?
                            notfy 'x'
                            ^^^^^

                site.groovy:7:26: unknown word 'adress' in a container -- did you mean 'address'?
                        container('c') { adress '172.17.0.2/24' }
                                         ^^^^^^
                """);
    }

    @Test
    void aWordOfAnotherBlockIsToldWhereItBelongs() {
        refused("""
                image('i') {
                    alpine '3.20'
                    publish 2222, to: 22
                }
                """, """
                site.groovy:3:5: unknown word 'publish' in an image -- 'publish' belongs into a container or a role's router side
                    publish 2222, to: 22
                    ^^^^^^^
                """);
    }

    /** Of Ansible's users, who may leave quotes out. */
    @Test
    void permissionBitsThatAreDecimalAreNotTaken() {
        refused("""
                image('i') {
                    alpine '3.20'
                    directory '/a', mode: 0750
                    directory '/b', mode: 01777
                    directory '/c', mode: 755
                }
                """, """
                site.groovy:5:21: option 'mode' of 'directory' is 755, which is 1363 in octal -- write '0755'
                    directory '/c', mode: 755
                                    ^^^^
                """);
    }

    @Test
    void nothingIsNoTextToSay() {
        assertThat(fixture.refusal("play('p') {\n hosts 'all'\n tasks { debug null }\n}"))
                .startsWith("site.groovy:3:2: there is no text to say (null) (hosts r1, r2)");
    }

    @Test
    void theWordsOfAnOuterBlockAreNotKnownInside() {
        assertThat(fixture.refusal("image('i') { alpine '3.20'; image('j') { } }"))
                .startsWith("site.groovy:1:29: unknown word 'image' in an image -- ");
    }

    @Test
    void problemsOfThePlaybookAndItsRolesAreReportedTogether() {
        fixture.file("roles/web/tasks/rootfs.groovy", "packages 'nginx'\nservce 'nginx'\n");
        fixture.file("roles/web/tasks/router.groovy", "publsh 80\n");
        refused("""
                image('i') {
                    alpin '3.20'
                    roles 'web', 'wep'
                    file '/etc/motd', mod: '0644', content: 'x'
                }
                """, """
                site.groovy:2:5: unknown word 'alpin' in an image -- did you mean 'alpine'?
                    alpin '3.20'
                    ^^^^^

                site.groovy:3:19: unknown role 'wep' -- did you mean 'web'?
                    roles 'web', 'wep'
                                  ^^^

                site.groovy:4:23: unknown option 'mod' in 'file' -- did you mean 'mode'?
                    file '/etc/motd', mod: '0644', content: 'x'
                                      ^^^

                roles/web/tasks/rootfs.groovy:2:1: unknown word 'servce' in an image's tasks -- did you mean 'service'?
                servce 'nginx'
                ^^^^^^

                roles/web/tasks/router.groovy:1:1: unknown word 'publsh' in a role's router side -- did you mean 'publish'?
                publsh 80
                ^^^^^^
                """);
    }

    @Test
    void valuesOfTheWrongTypeAreRefusedBeforeAnythingIsEvaluated() {
        refused("""
                image('i') {
                    alpine 3.20
                    file '/etc/motd', content: 5
                    user 'www', system: 'yes'
                }
                """, """
                site.groovy:2:5: 'alpine' cannot be used with (number) -- write: alpine '3.20'
                    alpine 3.20
                    ^^^^^^

                site.groovy:3:32: option 'content' of 'file' is a number -- it must be text
                    file '/etc/motd', content: 5
                                               ^

                site.groovy:4:25: option 'system' of 'user' is text -- it must be a boolean
                    user 'www', system: 'yes'
                                        ^^^^^
                """);
    }

    @Test
    void aMissingOptionIsNamed() {
        refused("""
                play('p') {
                    hosts 'all'
                    tasks { container('c') { mount '/data', readOnly: true } }
                }
                """, """
                site.groovy:3:30: 'mount' needs the option 'at' -- write: mount '/data', at: 'usb1/alp-rc/data'
                    tasks { container('c') { mount '/data', readOnly: true } }
                                             ^^^^^
                """);
    }

    @Test
    void aNameWithoutQuotesIsNoText() {
        refused("""
                play('p') {
                    hosts routers
                    tasks { debug "ntp is ${vars.sting('ntp')} on ${host.nme}" }
                }
                """, """
                site.groovy:2:11: unknown word 'routers' in a play -- a text is written 'routers', a variable vars.string('routers')
                    hosts routers
                          ^^^^^^^

                site.groovy:3:34: 'vars' has no 'sting' -- did you mean 'string'?
                    tasks { debug "ntp is ${vars.sting('ntp')} on ${host.nme}" }
                                                 ^^^^^

                site.groovy:3:58: 'host' has no 'nme' -- did you mean 'name'?
                    tasks { debug "ntp is ${vars.sting('ntp')} on ${host.nme}" }
                                                                         ^^^
                """);
    }

    /** As in Jinja's templates, and as Groovy's maps are read. */
    @Test
    void aVariableIsReadByWhatItIsToBe() {
        refused("""
                play('p') {
                    hosts 'all'
                    tasks { debug "ntp is ${vars.ntp_server}" }
                }
                """, """
                site.groovy:3:34: 'vars' has no 'ntp_server' -- write vars.string('ntp_server')
                    tasks { debug "ntp is ${vars.ntp_server}" }
                                                 ^^^^^^^^^^
                """);
    }

    @Test
    void printingIsNoWord() {
        refused("println 'hello'\n", """
                site.groovy:1:1: 'println' is no word of a playbook -- write: debug 'text'
                println 'hello'
                ^^^^^^^
                """);
    }

    @Test
    void aSyntaxErrorIsShownInItsLine() {
        refused("""
                play('p') {
                    hosts 'all
                }
                """, """
                site.groovy:2:11: Unexpected character: '\\''
                    hosts 'all
                          ^
                """.replace("2:15", "2:11"));
    }
}
