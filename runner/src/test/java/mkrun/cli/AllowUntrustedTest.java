package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.archive.Gzip;
import mkrun.alpine.index.IndexWriter;
import mkrun.testing.MadePackage;
import mkrun.testing.MadeRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --allow-untrusted}: what it takes, that it shouts, and that it is remembered. */
class AllowUntrustedTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dir;

    private Path index;
    private Path apk;

    @BeforeEach
    void aSignedRepository() throws Exception {
        MadeRepository.write(dir, MadePackage.named("tool").directories("etc").file("etc/tool.conf", "x\n"));
        index = dir.resolve("apks/x86_64/APKINDEX.tar.gz");
        apk = dir.resolve("apks/x86_64/tool-1-r0.apk");
        Files.writeString(dir.resolve("site.groovy"), "image('demo') {\n    alpine '3.20'\n    packages 'tool'\n}\n");
    }

    private void takeSignaturesAway() throws Exception {
        byte[] bare = unsigned(Files.readAllBytes(apk));
        Files.write(apk, bare);
        PackageRecord record = ApkFile.read(bare, "tool").toRecord();
        Files.write(
                index,
                unsigned(IndexWriter.write(List.of(record), "x86_64", "test", 1_600_000_000, MadePackage.SIGNER)));
    }

    private static byte[] unsigned(byte[] file) throws IOException {
        return Arrays.copyOfRange(file, Gzip.member(file, 0, 1 << 20).end(), file.length);
    }

    private Typed run(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--repository", dir + "/apks", "--keys", dir + "/keys"));
        return Typed.run(dir.resolve("state"), all.toArray(String[]::new));
    }

    private Typed build(String... more) throws Exception {
        List<String> words =
                new ArrayList<>(List.of("build", dir + "/site.groovy", "--arch", "amd64", "--out", dir + "/out"));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private JsonNode provenance() throws IOException {
        return JSON.readTree(Files.readAllBytes(dir.resolve("out/demo-amd64.provenance.json")));
    }

    @Test
    void whatIsNotSignedIsRefusedWithoutIt() throws Exception {
        takeSignaturesAway();
        Typed solve = run("apk", "solve", "--arch", "x86_64", "tool");
        assertThat(solve.out()).isEmpty();
        assertThat(solve.err()).isEqualTo("mkrun: " + index + ": UNTRUSTED signature: it is not signed\n");
        assertThat(build().code()).isEqualTo(2);
    }

    @Test
    void itShoutsOnTheErrorChannelOnly() throws Exception {
        takeSignaturesAway();
        Typed solve = run("apk", "solve", "--arch", "x86_64", "--allow-untrusted", "tool");
        assertThat(solve.code()).isZero();
        assertThat(solve.out()).isEqualTo("tool-1-r0\n");
        assertThat(solve.err()).isEqualTo("mkrun: WARNING: UNTRUSTED: " + index + ": it is not signed\n");
    }

    @Test
    void theImageRemembersWhatNobodySigned() throws Exception {
        takeSignaturesAway();
        Typed build = build("--allow-untrusted");
        assertThat(build.code()).isZero();
        assertThat(build.err())
                .isEqualTo("mkrun: WARNING: UNTRUSTED: " + index + ": it is not signed\n"
                        + "mkrun: WARNING: UNTRUSTED: " + apk + ": it is not signed\n");
        JsonNode definition = provenance().path("predicate").path("buildDefinition");
        JsonNode untrusted = definition.path("internalParameters").path("untrusted");
        assertThat(untrusted)
                .extracting(JsonNode::asText)
                .containsExactly(index + ": it is not signed", apk + ": it is not signed");
        assertThat(definition
                        .path("resolvedDependencies")
                        .path(0)
                        .path("annotations")
                        .path("signer")
                        .asText())
                .isEmpty();
    }

    @Test
    void theStatementNamesTheImageItsIndexesAndItsPackages() throws Exception {
        Typed build = build();
        JsonNode statement = provenance();
        assertThat(statement.path("_type").asText()).isEqualTo("https://in-toto.io/Statement/v1");
        assertThat(statement.path("predicateType").asText()).isEqualTo("https://slsa.dev/provenance/v1");
        assertThat("sha256:"
                        + statement
                                .path("subject")
                                .path(0)
                                .path("digest")
                                .path("sha256")
                                .asText())
                .isEqualTo(build.out().split("  ")[1]);
        JsonNode definition = statement.path("predicate").path("buildDefinition");
        assertThat(definition.path("externalParameters").path("world").path(0).asText())
                .isEqualTo("tool");
        assertThat(definition.path("internalParameters").path("untrusted")).isEmpty();
        JsonNode read = definition.path("resolvedDependencies");
        assertThat(read.path(0).path("annotations").path("signer").asText()).isEqualTo(MadePackage.KEY_FILE);
        assertThat(read.path(1).path("uri").asText()).isEqualTo("pkg:apk/alpine/tool@1-r0?arch=x86_64");
        assertThat(read.path(1).path("annotations").path("checksum").asText()).startsWith("Q1");
        byte[] first = Files.readAllBytes(dir.resolve("out/demo-amd64.provenance.json"));
        Files.move(dir.resolve("state"), dir.resolve("other"));
        build();
        assertThat(Files.readAllBytes(dir.resolve("out/demo-amd64.provenance.json")))
                .isEqualTo(first);
    }

    @Test
    void anImageMadeWithItIsNotTakenForOneMadeWithout() throws Exception {
        assertThat(build("--allow-untrusted").err()).isEmpty();
        build();
        try (Stream<Path> stored = Files.list(dir.resolve("state/images"))) {
            assertThat(stored.filter(file -> file.toString().endsWith(".tar"))).hasSize(2);
        }
    }

    @Test
    void whatATrustedKeySignedMustStillBeWhatItSigned() throws Exception {
        byte[] bytes = Files.readAllBytes(index);
        int data = Gzip.member(bytes, 0, 1 << 20).end();
        byte[] other = Gzip.pack(new byte[1024]);
        byte[] changed = Arrays.copyOf(bytes, data + other.length);
        System.arraycopy(other, 0, changed, data, other.length);
        Files.write(index, changed);
        Typed solve = run("apk", "solve", "--arch", "x86_64", "--allow-untrusted", "tool");
        assertThat(solve.code()).isNotZero();
        assertThat(solve.err()).contains("BAD signature: it is not what " + MadePackage.KEY_FILE + " signed");
    }

    @Test
    void aPackageThatIndexDoesNotListIsStillRefused() throws Exception {
        takeSignaturesAway();
        Files.write(
                apk,
                MadePackage.named("tool")
                        .directories("etc")
                        .file("etc/tool.conf", "y\n")
                        .bytes());
        Typed build = build("--allow-untrusted");
        assertThat(build.code()).isEqualTo(2);
        assertThat(build.err()).contains("it is not the package the index lists");
    }

    @Test
    void aLockOfWhatNobodySignedIsBuiltWithItOnly() throws Exception {
        takeSignaturesAway();
        Typed lock = run("lock", dir + "/site.groovy", "--arch", "amd64", "--allow-untrusted");
        assertThat(lock.code()).as(lock.err()).isZero();
        assertThat(Files.readString(dir.resolve("site.groovy.lock.json"))).doesNotContain("\"key\"");
        Typed refused = build();
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("UNTRUSTED signature: it is not signed");
        assertThat(build("--allow-untrusted").code()).isZero();
    }
}
