package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.Needs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** netmiko's driver for RouterOS, which drives the interactive console, against an emulated router. */
class NetmikoTest {
    private static final String SCRIPT = """
            import json, sys
            from netmiko import ConnectHandler
            router = ConnectHandler(device_type='mikrotik_routeros', host='127.0.0.1', port=int(sys.argv[1]),
                                    username='admin', password='secret')
            # Left alone it takes the prompt before the repeated command for the one behind the answer
            # where the console is read between them: only the latter wipes what stood in its line.
            def send(command):
                return router.send_command(command, expect_string='> {20,}\\r')
            said = [router.find_prompt(),
                    send('/system identity print'),
                    send('/interface bridge add name=containers'),
                    send('/interface bridge print count-only'),
                    send('/foo print')]
            said.append(router.send_config_set(['/system identity set name=renamed']))
            router.disconnect()
            print(json.dumps(said))
            """;

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = "7.20.8")
    void commandsAreSentAndAnswersFound(String version) throws LabException, IOException {
        Needs.debianPython("netmiko");
        Path script = Files.writeString(dir.resolve("talk.py"), SCRIPT);
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse(version), "arm64", dir.resolve("r1"))
                .withLogin("admin", "secret");
        try (LabRouter router = LabRouter.start(config)) {
            Client.Result result = new Client(dir)
                    .run(List.of("/usr/bin/python3", script.toString(), Integer.toString(router.port())), "");

            assertThat(result.status()).as(result.out() + result.err()).isZero();
            JsonNode said = new ObjectMapper().readTree(result.out());
            assertThat(said.get(0).asText()).isEqualTo("[admin@MikroTik] >");
            assertThat(said.get(1).asText().strip()).isEqualTo("name: MikroTik");
            assertThat(said.get(2).asText().strip()).isEmpty();
            assertThat(said.get(3).asText().strip()).isEqualTo("1");
            assertThat(said.get(4).asText().strip()).isEqualTo("bad command name foo (line 1 column 2)");
        }
    }
}
