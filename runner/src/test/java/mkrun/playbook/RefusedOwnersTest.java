package mkrun.playbook;

import org.junit.jupiter.api.Test;

/** Tasks that say what all rows of an owner are, and do not agree. */
class RefusedOwnersTest extends RefusedPlaybooks {
    @Test
    void tasksThatWouldRemoveEachOthersRowsAreToldWhereverTheyAre() {
        refused("""
                play('a') {
                    hosts 'r1'
                    tasks {
                        routeros '/ip/pool', owner: 'web', entries: [[name: 'a', ranges: '10.0.0.1']]
                        task('more') {
                            routeros '/ip/pool', owner: 'web', entries: [[name: 'b', ranges: '10.0.1.1']]
                        }
                        routeros '/ip/vrf', key: ['name'], owner: 'web', prune: false, entries: [
                            [name: 'a'], [name: 'b'], [name: 'c'], [name: 'd'],
                        ]
                    }
                }
                play('b') {
                    hosts 'all'
                    tasks {
                        for (vrf in ['x', 'y']) {
                            routeros '/ip/vrf', key: ['name'], owner: 'web', entries: [[name: vrf]]
                        }
                    }
                }
                """, """
                site.groovy:6:42: owner 'web' has other rows of /ip/pool at site.groovy:4, and this task removes 'a' of that one (host r1) -- put all rows into one entries: [...], give each task an owner of its own, or say prune: false in both
                            routeros '/ip/pool', owner: 'web', entries: [[name: 'b', ranges: '10.0.1.1']]
                                                         ^^^

                site.groovy:17:56: owner 'web' has other rows of /ip/vrf at site.groovy:8, and this task removes 'a', 'b', 'c' and 1 more of that one (host r1) -- put all rows into one entries: [...], give each task an owner of its own, or say prune: false in both
                            routeros '/ip/vrf', key: ['name'], owner: 'web', entries: [[name: vrf]]
                                                                       ^^^

                site.groovy:17:56: owner 'web' has other rows of /ip/vrf at site.groovy:17, and this task removes 'x' of that one (host r2) -- put all rows into one entries: [...], give each task an owner of its own, or say prune: false in both
                            routeros '/ip/vrf', key: ['name'], owner: 'web', entries: [[name: vrf]]
                                                                       ^^^
                """);
    }

    @Test
    void tasksThatSayDifferentThingsOfOneRowAreTold() {
        refused("""
                play('a') {
                    hosts 'r1'
                    tasks {
                        routeros '/ip/pool', owner: 'web', prune: false, entries: [
                            [name: 'a', ranges: '10.0.0.1'], [name: 'b', ranges: '10.0.1.1'],
                        ]
                        routeros '/ip/pool', owner: 'web', prune: false, entries: [
                            [name: 'a', ranges: '10.0.0.2'], [name: 'c', ranges: '10.0.1.1'],
                        ]
                    }
                }
                """, """
                site.groovy:7:38: owner 'web' has other rows of /ip/pool at site.groovy:4, and the two say different things of 'a' (host r1) -- each run would change them back and forth: say the same in both, or mark one of them otherwise
                        routeros '/ip/pool', owner: 'web', prune: false, entries: [
                                                     ^^^
                """);
    }

    @Test
    void tasksMayShareAnOwnerOnConditionsOrElsewhereOrIfTheyAgree() {
        refused("""
                play('a') {
                    hosts 'r1'
                    tasks {
                        routeros '/ip/pool', owner: 'web', entries: [[name: 'a', ranges: '10.0.0.1/32']]
                        routeros '/ip/pool', owner: 'web', entries: [[name: 'a', ranges: ['10.0.0.1/32'], comment: 'x']]
                        routeros '/ip/pool', owner: 'dns', entries: [[name: 'b', ranges: '10.0.0.2']]
                        routeros '/ip/vrf', key: ['name'], owner: 'web', prune: false, entries: [[name: 'a']]
                        routeros '/ip/vrf', key: ['name'], owner: 'web', prune: false, entries: [[name: 'b']]
                        task('none') { routeros '/ip/pool', owner: 'web', entries: []; when { false } }
                        task('at need') { routeros '/ip/pool', owner: 'web', entries: []; tags 'never', 'clean' }
                    }
                }
                play('b') {
                    hosts 'r2'
                    tasks { routeros '/ip/pool', owner: 'web', entries: [[name: 'c', ranges: '10.0.0.1']] }
                }
                """, "it loads");
    }
}
