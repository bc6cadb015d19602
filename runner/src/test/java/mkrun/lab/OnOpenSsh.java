package mkrun.lab;

import java.nio.file.Path;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Routers that OpenSSH's clients log in to as {@code admin}, with a password. */
abstract class OnOpenSsh {
    static final String PASSWORD = "secret";

    @TempDir
    Path dir;

    Client client;

    @BeforeEach
    void client() {
        client = new Client(dir);
    }

    LabConfig config(String version) {
        return config(version, "r1");
    }

    /** One of several routers: it keeps its things under that name. */
    LabConfig config(String version, String name) {
        return LabConfig.of("r1", RouterosVersion.parse(version), "arm64", dir.resolve(name))
                .withLogin("admin", PASSWORD)
                .withSpeeds(LabSpeeds.FAST);
    }

    /** What a line prints. */
    String run(LabRouter router, String line) {
        return client.ssh(router, PASSWORD, line).out();
    }
}
