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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** librouteros, which Ansible's modules and others stand on, against an emulated router's API. */
class LibrouterosTest {
    private static final String SCRIPT = """
            import json, sys
            from librouteros import connect
            from librouteros.exceptions import TrapError
            from librouteros.login import plain, token
            from librouteros.query import And, Key, Or

            port = int(sys.argv[1])
            said = {}

            def trap(act):
                try:
                    return list(act() or [])
                except TrapError as error:
                    return str(error)

            def enter(**more):
                return connect('127.0.0.1', 'admin', more.pop('password', 'secret'), port=port, encoding='utf-8', **more)

            said['wrong password'] = trap(lambda: enter(password='wrong'))
            said['old login'] = trap(lambda: enter(login_method=token))
            api = enter(login_method=plain)
            static = api.path('ip', 'dns', 'static')
            one = static.add(name='one.lan', address='192.0.2.1')
            two = static.add(name='two.lan', address='192.0.2.2', comment='a = "b", c', disabled=True)
            name, disabled, comment = Key('name'), Key('disabled'), Key('comment')

            def names(*where):
                return [row['name'] for row in static.select(name, comment).where(*where)]

            said['all'] = list(static)
            said['where'] = [names(disabled == True), names(name != 'one.lan'), names(name.In('one.lan', 'two.lan')),
                             names(Or(name == 'one.lan', disabled == True)), names(And(name == 'one.lan', disabled == True)),
                             names(name == 'none')]
            static.update(**{'.id': one, 'comment': 'first', 'ttl': '5m'})
            said['updated'] = list(static.select(name, comment, Key('ttl')).where(Key('.id') == one))
            said['errors'] = [trap(lambda: [static.add(name='x.lan', address='nonsense')]),
                              trap(lambda: [static.add(nonsense='x')]),
                              trap(lambda: static.update(**{'.id': '*FF', 'comment': 'x'})),
                              trap(lambda: static.remove('*FF')),
                              trap(lambda: api('/ip/dns/static/nonsense'))]
            static.remove(one, two)
            said['removed'] = list(static)
            said['resource'] = list(api.path('system', 'resource'))
            said['long'] = len(api.path('system', 'script').add(name='x', source='#' * 20000))
            said['source'] = len(list(api.path('system', 'script'))[0]['source'])
            api.close()
            print(json.dumps(said))
            """;

    @TempDir
    Path dir;

    @Test
    void whatItSendsIsDoneAndWhatItGetsUnderstood() throws LabException, IOException {
        Needs.debianPython("librouteros");
        Path script = Files.writeString(dir.resolve("talk.py"), SCRIPT);
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse("7.20.8"), "arm64", dir.resolve("r1"))
                .withLogin("admin", "secret");
        try (LabRouter router = LabRouter.start(config)) {
            Client.Result result = new Client(dir)
                    .run(List.of("/usr/bin/python3", script.toString(), Integer.toString(router.apiPort())), "");

            assertThat(result.status()).as(result.out() + result.err()).isZero();
            JsonNode said = new ObjectMapper().readTree(result.out());
            assertThat(said.path("wrong password").asText()).isEqualTo("invalid user name or password (6)");
            assertThat(said.path("old login").asText()).isEqualTo("invalid user name or password (6)");
            assertThat(said.path("all")).isEqualTo(json("""
                                    [{".id": "*1", "name": "one.lan", "type": "A", "address": "192.0.2.1", "ttl": "1d",
                                      "disabled": false, "dynamic": false},
                                     {".id": "*2", "name": "two.lan", "type": "A", "address": "192.0.2.2", "ttl": "1d",
                                      "disabled": true, "dynamic": false, "comment": "a = \\"b\\", c"}]
                                    """));
            assertThat(said.path("where")).isEqualTo(json("""
                                    [["two.lan"], ["two.lan"], ["one.lan", "two.lan"], ["one.lan", "two.lan"], [], []]
                                    """));
            assertThat(said.path("updated")).isEqualTo(json("""
                    [{"name": "one.lan", "comment": "first", "ttl": "5m"}]"""));
            assertThat(said.path("errors")).isEqualTo(json("""
                                    ["invalid value for argument address", "unknown parameter nonsense", "no such item (4)",
                                     "no such item (4)", "no such command"]
                                    """));
            assertThat(said.path("removed")).isEmpty();
            assertThat(said.path("resource").get(0).path("version").asText()).isEqualTo("7.20.8 (stable)");
            assertThat(said.path("source").asInt()).isEqualTo(20000);
        }
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
