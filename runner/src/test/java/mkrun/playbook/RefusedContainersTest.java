package mkrun.playbook;

import org.junit.jupiter.api.Test;

/** Containers that a playbook may not ask for: what is said of them, and where. */
class RefusedContainersTest extends RefusedPlaybooks {
    @Test
    void anUnknownImageIsShownInItsContainer() {
        refused("""
                image('alp-rc') { alpine '3.20' }
                play('p') {
                    hosts 'r1'
                    tasks { container('c') { image 'alp-cr'; address '172.17.0.2/24' } }
                }
                """, """
                site.groovy:4:37: unknown image 'alp-cr' (host r1) -- did you mean 'alp-rc'?
                    tasks { container('c') { image 'alp-cr'; address '172.17.0.2/24' } }
                                                    ^^^^^^
                """);
    }

    @Test
    void imagesThatNoRouterCouldPullAreRefused() {
        refused("""
                image('alp-rc') { alpine '3.20' }
                play('p') {
                    hosts 'r1'
                    tasks {
                        container('a') { remoteImage 'Nginx'; address '172.17.0.2/24' }
                        container('b') { image 'alp-rc'; remoteImage 'nginx'; address '172.17.0.3/24' }
                        container('c') { image 'alp-rc'; registry url: 'http://r'; address '172.17.0.4/24' }
                        container('d') { remoteImage 'nginx'; registry url: 'r:5000'; address '172.17.0.5/24' }
                    }
                }
                """, """
                site.groovy:5:39: 'Nginx' is no name of an image: write it as [HOST/]PATH[:TAG], the path in lower case (host r1)
                        container('a') { remoteImage 'Nginx'; address '172.17.0.2/24' }
                                                      ^^^^^

                site.groovy:6:55: container 'b' has both image and remoteImage (host r1) -- take one of them away
                        container('b') { image 'alp-rc'; remoteImage 'nginx'; address '172.17.0.3/24' }
                                                                      ^^^^^

                site.groovy:7:42: registry means nothing for an image of this playbook, which is uploaded (host r1) -- write remoteImage 'HOST/PATH:TAG', or take it away
                        container('c') { image 'alp-rc'; registry url: 'http://r'; address '172.17.0.4/24' }
                                                         ^^^^^^^^

                site.groovy:8:9: 'r:5000' is no URL of a registry: write https://HOST, or http://HOST for plain HTTP (host r1)
                        container('d') { remoteImage 'nginx'; registry url: 'r:5000'; address '172.17.0.5/24' }
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                """);
    }

    @Test
    void containersThatTakeTheSameAreToldWhereverTheyAre() {
        refused("""
                play('a') {
                    hosts 'r1'
                    tasks {
                        container('db') { remoteImage 'alpine'; address '172.17.0.2/24'; publish 80 }
                        container('web') { remoteImage 'alpine'; address '172.17.0.2/24'; publish 80, to: 8080 }
                        container('udp') { remoteImage 'alpine'; address '172.17.0.4/24'; publish 80, protocol: 'udp' }
                    }
                }
                play('b') {
                    hosts 'all'
                    tasks {
                        container('db') { remoteImage 'alpine'; address '172.17.0.3/24' }
                    }
                }
                """, """
                site.groovy:5:59: containers 'db' (site.groovy:4) and 'web' have the same address 172.17.0.2 (host r1) -- give each its own
                        container('web') { remoteImage 'alpine'; address '172.17.0.2/24'; publish 80, to: 8080 }
                                                                          ^^^^^^^^^^^^^

                site.groovy:5:75: containers 'db' (site.groovy:4) and 'web' publish the same port, tcp 80 (host r1) -- it leads to one of them: publish another, as in publish 8080, to: 8080
                        container('web') { remoteImage 'alpine'; address '172.17.0.2/24'; publish 80, to: 8080 }
                                                                                          ^^^^^^^^^^

                site.groovy:12:20: container 'db' is another one than that of the play before (site.groovy:4) (host r1) -- each run would change it back and forth: say the same in both, or give one another name
                        container('db') { remoteImage 'alpine'; address '172.17.0.3/24' }
                                   ^^
                """);
    }

    @Test
    void containersMayTakeTheSameOnConditionsOrOnOtherHostsOrBeSaidTwiceAlike() {
        refused("""
                play('a') {
                    hosts 'r1'
                    tasks {
                        container('db') { remoteImage 'alpine'; address '172.17.0.2/24'; publish 80 }
                        container('web') { remoteImage 'alpine'; address '172.17.0.2/24'; publish 80; when { false } }
                    }
                }
                play('b') {
                    hosts 'all'
                    tasks { container('db') { remoteImage 'alpine'; address '172.17.0.2/24'; publish 80 } }
                }
                play('c') {
                    hosts 'r2'
                    tasks { container('x') { remoteImage 'alpine'; address '172.17.0.7/24'; publish 81 } }
                }
                """, "it loads");
    }
}
