package mkrun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mkrun.alpine.AlpineException;
import mkrun.lab.LabConfig;
import mkrun.lab.LabException;
import mkrun.lab.LabRouter;
import mkrun.lab.LabSpeeds;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.MadePackage;
import mkrun.testing.MadeRepository;
import org.junit.jupiter.api.io.TempDir;

/** Playbooks, inventories and packages that a test writes, and a router for them. */
abstract class OnWrittenPlays {
    static final String NAME_THE_ROUTER = """
            play('routers') {
                hosts 'all'
                tasks {
                    task('name the router') { routeros '/system/identity', set: [name: 'edge'] }
                }
            }
            """;

    static final String CONTAINER = """
            image('demo') {
                repositories '%s/apks'
                keys 'keys'
                packages 'tool'
            }
            play('routers') {
                hosts 'all'
                tasks {
                    container('demo') {
                        image 'demo'
                        address '172.17.0.2/24'
                        monitor '0s'
                    }
                }
            }
            """;

    @TempDir
    Path dir;

    LabConfig config() {
        return config("r1");
    }

    LabConfig config(String name) {
        return LabConfig.of(name, RouterosVersion.parse("7.20.8"), "x86_64", dir.resolve(name))
                .withLogin("admin", "lab")
                .withSpeeds(LabSpeeds.FAST);
    }

    static LabRouter router(LabConfig config) throws LabException {
        return LabRouter.start(config);
    }

    static MadePackage tool() {
        return MadePackage.named("tool").directories("etc").file("etc/tool.conf", "x\n");
    }

    Path site() {
        return dir.resolve("site.groovy");
    }

    String inventory(LabRouter router, String password, String knownHosts) throws IOException {
        Path known = Files.writeString(dir.resolve("known_hosts"), knownHosts + "\n");
        return inventory("r1 host=" + router.host() + " port=" + router.port() + " user=admin password=" + password
                + " known_hosts=" + known);
    }

    String inventory(String line) throws IOException {
        return Files.writeString(dir.resolve("hosts.ini"), line + "\n").toString();
    }

    Typed play(String playbook, String inventory, String... more) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(Files.writeString(site(), playbook).toString(), "-i", inventory));
        words.addAll(List.of(more));
        return Typed.run(dir.resolve("state"), words.toArray(String[]::new));
    }

    void repository(MadePackage... packages) throws IOException, AlpineException {
        MadeRepository.write(dir, packages);
    }
}
