package mkrun.alpine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.AlpinePackages;
import mkrun.testing.Commands;
import mkrun.testing.Needs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trusted certificates: the bundle is the one that Alpine's own ca-certificates-bundle holds, made again from its parts;
 * the links by hash are those of OpenSSL.
 */
class CaCertificatesTest {
    private static final String TRIGGER = "#!/bin/sh\nupdate-ca-certificates >/dev/null 2>&1\nexit 0\n";
    private static final String CERTIFICATES = "/etc/ssl/certs/";

    private final RootfsTree tree = new RootfsTree();
    private final List<String> ledger = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private String version = "20230506-r0";
    private String bundle;

    @TempDir
    private Path dir;

    @BeforeEach
    void certificates() throws Exception {
        AlpinePackages real = AlpinePackages.of("x86_64");
        bundle = new String(real.entries("ca-certificates-bundle").stream()
                .filter(e -> e.path().equals("etc/ssl/certs/ca-certificates.crt"))
                .findFirst()
                .orElseThrow()
                .content()
                .bytes());
        for (String part : bundle.split("(?<=-----END CERTIFICATE-----\n)\n")) {
            parts.add(part);
        }
        for (String path : List.of("/bin", "/usr/sbin", "/usr/bin", CERTIFICATES, "/etc/ca-certificates/update.d")) {
            tree.mkdirs(path);
        }
        tree.mkdirs("/usr/share/ca-certificates/mozilla");
        tree.put("/bin/sh", Entry.file(Content.text("a shell"), 0755));
        tree.put("/usr/sbin/update-ca-certificates", Entry.file(Content.text("ELF"), 0755));
        tree.put("/usr/bin/c_rehash", Entry.file(Content.text("ELF"), 0755));
        tree.put(
                "/etc/ca-certificates/update.d/certhash",
                Entry.file(Content.text("#!/bin/sh\nexec /usr/bin/c_rehash /etc/ssl/certs\n"), 0755));
        StringBuilder configuration = new StringBuilder("# made by a test\n!mozilla/none.crt\n");
        for (int i = 0; i < parts.size(); i++) {
            String name = "mozilla/Authority_%03d.crt".formatted(i);
            tree.put("/usr/share/ca-certificates/" + name, Entry.file(Content.text(parts.get(i)), 0644));
            configuration.append(name).append('\n');
        }
        tree.put("/etc/ca-certificates.conf", Entry.file(Content.text(configuration.toString()), 0644));
    }

    @Test
    void theBundleIsAlpinesOwn() throws Exception {
        run();
        assertThat(parts).hasSizeGreaterThan(100);
        assertThat(tree.text(CERTIFICATES + "ca-certificates.crt")).contains(bundle);
        assertThat(tree.stat(CERTIFICATES + "ca-certificates.crt").orElseThrow().mode())
                .isEqualTo(0644);
        assertThat(ledger)
                .containsExactly(
                        parts.size() + " certificates in /etc/ssl/certs/ca-certificates.crt",
                        parts.size() + " links by hash in /etc/ssl/certs");
    }

    @Test
    void linksAreThoseThatOpensslMakes() throws Exception {
        String openssl = Needs.tool("openssl").toString();
        run();
        for (String name : tree.list(CERTIFICATES)) {
            if (name.endsWith(".pem")) {
                Files.writeString(
                        dir.resolve(name), tree.text(CERTIFICATES + name).orElseThrow());
            }
        }
        Commands.output(dir, openssl, "rehash", dir.toString());
        Map<String, String> expected = new TreeMap<>();
        try (var files = Files.list(dir)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                expected.put(
                        link.getFileName().toString(),
                        Files.readSymbolicLink(link).toString());
            }
        }
        assertThat(expected).hasSize(parts.size());
        Map<String, String> ours = new TreeMap<>();
        for (String name : tree.list(CERTIFICATES)) {
            if (name.matches("[0-9a-f]{8}\\.\\d+")) {
                ours.put(name, tree.stat(CERTIFICATES + name).orElseThrow().link());
            }
        }
        assertThat(ours).isEqualTo(expected);
    }

    @Test
    void whatTheAdministratorAddsIsTrustedToo() throws Exception {
        tree.mkdirs("/usr/local/share/ca-certificates");
        tree.put("/usr/local/share/ca-certificates/my, (own) CA.crt", Entry.file(Content.text(parts.get(0)), 0644));
        tree.put(CERTIFICATES + "ca-cert-Old.pem", Entry.symlink("/usr/share/ca-certificates/mozilla/Old.crt"));
        tree.put(CERTIFICATES + "mine.pem", Entry.symlink("/srv/mine.pem"));
        tree.put(CERTIFICATES + "0a0a0a0a.0", Entry.symlink("ca-cert-Old.pem"));
        run();
        assertThat(tree.text(CERTIFICATES + "ca-certificates.crt").orElseThrow())
                .endsWith(parts.get(0) + "\n");
        assertThat(tree.stat(CERTIFICATES + "ca-cert-my__=own=_CA.pem")
                        .orElseThrow()
                        .link())
                .isEqualTo("/usr/local/share/ca-certificates/my, (own) CA.crt");
        assertThat(tree.list(CERTIFICATES))
                .contains("mine.pem", "ca-cert-Authority_000.pem")
                .doesNotContain("ca-cert-Old.pem", "0a0a0a0a.0");
        assertThat(ledger).contains(parts.size() + " links by hash in /etc/ssl/certs"); // equal certificates once
    }

    @Test
    void versionsThatWriteAnotherBundleAreRefused() {
        version = "20180924-r1";
        ScriptException e = catchThrowableOfType(ScriptException.class, this::run);
        assertThat(e)
                .hasMessage("update-ca-certificates: the program /usr/sbin/update-ca-certificates has no counterpart in"
                        + " mkrun for ca-certificates 20180924-r1, only for ca-certificates>=20191127-r1");
    }

    @Test
    void hooksThatAreNotKnownAreRefusedWithTheirPlace() {
        tree.put("/usr/bin/trust", Entry.file(Content.text("ELF"), 0755));
        tree.put(
                "/etc/ca-certificates/update.d/java-cacerts",
                Entry.file(
                        Content.text("#!/bin/sh\n\nexec trust extract --overwrite /etc/ssl/certs/java/cacerts\n"),
                        0755));
        ScriptException e = catchThrowableOfType(ScriptException.class, this::run);
        assertThat(e.line()).isEqualTo(2);
        assertThat(e)
                .hasMessageContaining("line 3 of /etc/ca-certificates/update.d/java-cacerts: trust extract --overwrite")
                .hasMessageEndingWith("the program /usr/bin/trust has no counterpart in mkrun");
    }

    private void run() throws ScriptException {
        Optional<String> installed = Optional.of(version);
        new ScriptRunner(tree, 0, name -> name.equals("ca-certificates") ? installed : Optional.empty())
                .run(TRIGGER, List.of("/usr/share/ca-certificates"), ledger::add);
    }
}
