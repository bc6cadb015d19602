package mkrun.target.ssh;

import java.io.IOException;
import java.nio.file.Path;
import mkrun.target.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Sessions with a server that does as a test says. */
abstract class OnScriptedServer {
    static final Secret PASSWORD = Secret.of(ScriptedSshServer.PASSWORD);

    @TempDir
    Path dir;

    ScriptedSshServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedSshServer(dir);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    SshSettings settings() {
        return server.settings().withPassword(PASSWORD);
    }
}
