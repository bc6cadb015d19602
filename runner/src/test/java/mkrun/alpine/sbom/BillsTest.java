package mkrun.alpine.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.packageurl.PackageURL;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mkrun.alpine.Dependency;
import mkrun.alpine.Digests;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Provide;
import mkrun.alpine.index.ApkIndex;
import mkrun.alpine.sign.Keys;
import mkrun.target.Content;
import mkrun.testing.Golden;
import mkrun.testing.Needs;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spdx.jacksonstore.MultiFormatStore;
import org.spdx.library.model.SpdxDocument;
import org.spdx.storage.simple.InMemSpdxStore;

/** Bills of materials, held against the formats' own schemas and rules. */
class BillsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    private static Subject subject(String arch, String release) throws Exception {
        Path index = Needs.alpine().resolve("apks").resolve(arch).resolve("APKINDEX.tar.gz");
        Keys keys = Keys.folder(Needs.alpine().resolve("keys"));
        List<PackageRecord> packages =
                ApkIndex.read(Files.readAllBytes(index), "apks", arch, keys).packages();
        return new Subject("alp-rc", "arm64", arch, DIGEST, 1_706_291_505, release, packages);
    }

    @ParameterizedTest
    @CsvSource({"x86_64, 3.19.1, 100", "aarch64, 3.13.4, 65", "armhf, 3.3.3, 50"})
    void cycloneDxFulfilsItsSchema(String arch, String release, int packages) throws Exception {
        Content bill = CycloneDx.of(subject(arch, release));
        assertThat(new JsonParser().validate(bill.bytes(), Version.VERSION_16)).isEmpty();
        JsonNode json = JSON.readTree(bill.bytes());
        assertThat(json.path("components")).hasSize(packages + 1);
        assertThat(json.path("metadata").path("component").path("version").asText())
                .isEqualTo(DIGEST);
    }

    @ParameterizedTest
    @CsvSource({"x86_64, 3.19.1, 100", "aarch64, 3.13.4, 65", "armhf, 3.3.3, 50"})
    void spdxFulfilsItsRules(String arch, String release, int packages) throws Exception {
        Content bill = Spdx.of(subject(arch, release));
        MultiFormatStore store = new MultiFormatStore(new InMemSpdxStore(), MultiFormatStore.Format.JSON);
        String namespace = store.deSerialize(new ByteArrayInputStream(bill.bytes()), false);
        assertThat(new SpdxDocument(store, namespace, null, false).verify()).isEmpty();
        JsonNode json = JSON.readTree(bill.bytes());
        assertThat(json.path("packages")).hasSize(packages + 2);
        assertThat(json.path("packages")
                        .path(0)
                        .path("checksums")
                        .path(0)
                        .path("checksumValue")
                        .asText())
                .isEqualTo(DIGEST.substring("sha256:".length()));
    }

    @ParameterizedTest
    @CsvSource({"x86_64, 3.19.1", "aarch64, 3.13.4", "armhf, 3.3.3"})
    void everyPurlIsOneAndNamesItsPackage(String arch, String release) throws Exception {
        Subject subject = subject(arch, release);
        for (PackageRecord record : subject.packages()) {
            PackageURL purl = new PackageURL(subject.purl(record));
            assertThat(purl.getType()).isEqualTo("apk");
            assertThat(purl.getNamespace()).isEqualTo("alpine");
            assertThat(purl.getName()).isEqualToIgnoringCase(record.name());
            assertThat(purl.getVersion()).isEqualTo(record.version());
            assertThat(purl.getQualifiers().get("arch")).isEqualTo(arch);
            assertThat(purl.getQualifiers().get("distro")).isEqualTo("alpine-" + release);
        }
        assertThat(new PackageURL(subject.purl()).getVersion()).isEqualTo(DIGEST);
    }

    @Test
    void theSameImageHasTheSameBills() throws Exception {
        assertThat(Spdx.of(subject("armhf", "3.3.3"))).isEqualTo(Spdx.of(subject("armhf", "3.3.3")));
        assertThat(CycloneDx.of(subject("armhf", "3.3.3"))).isEqualTo(CycloneDx.of(subject("armhf", "3.3.3")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIT",
                "GPL-2.0-only AND (MIT OR BSD-3-Clause)",
                "Apache-2.0 WITH LLVM-exception",
                "(MIT)",
                "GPL-2.0+"
            })
    void expressionsOfKnownLicensesAreTold(String license) {
        assertThat(Licenses.isExpression(license)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"custom", "GPL-2.0-only AND custom", "MIT AND", "(MIT", "", "MIT WITH MIT", "BSD GPL2+", ")"})
    void freeTextIsNoExpression(String license) {
        assertThat(Licenses.isExpression(license)).isFalse();
    }

    @Test
    void usersSeeThis() throws Exception {
        PackageRecord lib = record("lib+x", "1.0-r0", "MIT", "");
        PackageRecord tool = record("tool", "2.0_p1-r3", "custom", "so:libx.so.1");
        Subject subject = new Subject("demo", "amd64", "x86_64", DIGEST, 0, "3.20.3", List.of(lib, tool));
        Golden.matches("bill.spdx.json", Spdx.of(subject).asText().orElseThrow());
        Golden.matches("bill.cdx.json", CycloneDx.of(subject).asText().orElseThrow());
    }

    private static PackageRecord record(String name, String version, String license, String depends) throws Exception {
        return new PackageRecord(
                Digests.identity(new byte[20]),
                name,
                version,
                "x86_64",
                100,
                100,
                "Package " + name,
                "https://example.net/" + name,
                license,
                name,
                "Jane Doe <jane@example.net>",
                0,
                "0123abcd",
                0,
                Dependency.parseList(depends),
                List.of(new Provide("so:libx.so.1", "1")),
                List.of());
    }
}
