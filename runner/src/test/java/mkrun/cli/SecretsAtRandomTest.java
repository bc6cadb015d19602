package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import mkrun.routeros.Quote;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets of whatever characters show up nowhere: on the screen, in the JSON of a run, in what mkrun keeps beside the project,
 * in a router's log. Only the router itself and the inventory hold them.
 */
class SecretsAtRandomTest {
    private static final String[] NAMES = {"user_password", "script_token", "snmp_secret", "list_secret"};
    private static final String ALPHABET = "abcXYZ0189 \"'\\$?;=[]{}()#!,.:-_/~*|&<>%äß€";
    private static final String PLAYBOOK = """
            play('secrets') {
                hosts 'all'
                tasks {
                    routeros '/user', entry: [name: 'ops'], set: [group: 'read', password: vars.secret('user_password')]
                    routeros '/system/script', entry: [name: 's'], set: [source: ":put \\"${vars.secret('script_token')}\\""]
                    routeros '/snmp/community', entry: [name: 'c'],
                        set: ['authentication-password': vars.secret('snmp_secret')]
                    task('refused') {
                        routeros '/ip/firewall/address-list', entry: [list: 'l', address: vars.secret('list_secret')]
                        ignoreErrors()
                    }
                }
            }
            """;

    @TempDir
    private Path dir;

    private final List<String> everything = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();

    private Path inventory(Random random) throws IOException {
        Map<String, String> vars = new LinkedHashMap<>();
        for (String name : NAMES) {
            StringBuilder secret = new StringBuilder();
            while (secret.length() < 12) {
                secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            String text = secret.toString().strip() + "x7";
            secrets.add(text);
            vars.put(name, text);
        }
        StringBuilder yaml =
                new StringBuilder("all:\n  hosts:\n    r1: {connection: lab, arch: arm64, routeros: 7.20.8}\n"
                        + "    r2: {connection: lab, arch: arm64, routeros: 7.12.2}\n  vars:\n");
        vars.forEach((name, text) -> yaml.append("    ")
                .append(name)
                .append(": '")
                .append(text.replace("'", "''"))
                .append("'\n"));
        return Files.writeString(dir.resolve("hosts.yml"), yaml);
    }

    private Typed run(String... words) {
        Typed typed = Typed.run(dir.resolve("state"), words);
        everything.add(typed.out());
        everything.add(typed.err());
        return typed;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void nothingShowsThem(long seed) throws IOException {
        String hosts = inventory(new Random(seed)).toString();
        String site = Files.writeString(dir.resolve("site.groovy"), PLAYBOOK).toString();
        String json = dir.resolve("run.json").toString();

        run(site, "-i", hosts, "--check", "--diff", "-vv");
        Typed first = run(site, "-i", hosts, "--diff", "-vv", "--json", json);
        Typed second = run(site, "-i", hosts, "--diff", "-vv");
        inventory(new Random(seed + 100));
        run(site, "-i", hosts, "--diff", "-vv");
        run("facts", "-i", hosts);
        run("exec", "-i", hosts, "all", "--", "/log/print");
        run("exec", "-i", hosts, "all", "--", "/system/script/print");
        run("export", "-i", hosts, "--dir", dir.resolve("exports").toString());

        assertThat(first.out()).contains("/user/add name=ops group=read password=********");
        assertThat(second.out()).contains("changed=0");
        everything.add(Files.readString(Path.of(json)));
        everything.addAll(files(dir.resolve("exports")));
        everything.addAll(files(dir.resolve("state")));
        for (String secret : secrets) {
            for (String form : List.of(
                    secret,
                    inner(Quote.string(secret)),
                    secret.replace("\\", "\\\\").replace("\"", "\\\""))) {
                assertThat(everything).as("seed %d, secret %s", seed, secret).noneMatch(text -> text.contains(form));
            }
        }
    }

    private static String inner(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }

    /** What mkrun keeps, but for the emulated routers, which must know the secrets. */
    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> found = Files.exists(root) ? Files.walk(root) : Stream.empty()) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(root.resolve("lab")))
                    .map(SecretsAtRandomTest::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
