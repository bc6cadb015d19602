package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mkrun.alpine.ScriptType;
import mkrun.testing.MadePackage;
import mkrun.testing.MadeRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mkrun build} writes beside an image. */
class BesideImagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dir;

    private Typed build(String more) throws Exception {
        MadeRepository.write(
                dir,
                MadePackage.named("tool")
                        .directories("bin", "etc", "usr", "usr/bin")
                        .file("etc/tool.conf", "x\n")
                        .file("bin/sh", 0755, "root", "root", "a shell")
                        .file("usr/bin/fc-cache", 0755, "root", "root", "ELF")
                        .script(ScriptType.POST_INSTALL, "/usr/bin/fc-cache --force")
                        .triggers("/usr/bin")
                        .script(ScriptType.TRIGGER, "true"));
        Files.writeString(
                dir.resolve("site.groovy"), "image('demo') {\n    alpine '3.20'\n    packages 'tool'\n" + more + "}\n");
        return Typed.run(
                dir.resolve("state"),
                "build",
                dir.resolve("site.groovy").toString(),
                "--repository",
                dir + "/apks",
                "--keys",
                dir + "/keys",
                "--arch",
                "amd64",
                "--out",
                dir + "/out");
    }

    private JsonNode beside(String suffix) throws IOException {
        return JSON.readTree(Files.readAllBytes(dir.resolve("out/demo-amd64." + suffix)));
    }

    @Test
    void theLedgerSaysWhatBecameOfEachScriptAndWhy() throws Exception {
        Typed run = build("    skipScript 'tool.post-install', because: 'there are no fonts'\n");
        assertThat(run.err()).isEmpty();
        JsonNode scripts = beside("scripts.json").path("scripts");
        assertThat(scripts).hasSize(2);
        assertThat(scripts.path(0).path("script").asText()).isEqualTo("post-install");
        assertThat(scripts.path(0).path("mode").asText()).isEqualTo("skipped");
        assertThat(scripts.path(0).path("reason").asText()).isEqualTo("there are no fonts");
        assertThat(scripts.path(1).path("mode").asText()).isEqualTo("replayed");
    }

    @Test
    void theBillsNameTheImageByItsDigest() throws Exception {
        Typed run = build("    skipScript 'tool.post-install', because: 'there are no fonts'\n");
        String digest = run.out().split("  ")[1];
        assertThat(beside("spdx.json")
                        .path("packages")
                        .path(0)
                        .path("versionInfo")
                        .asText())
                .isEqualTo(digest);
        assertThat(beside("cdx.json")
                        .path("metadata")
                        .path("component")
                        .path("version")
                        .asText())
                .isEqualTo(digest);
        assertThat(beside("cdx.json").path("components").path(1).path("name").asText())
                .isEqualTo("tool");
    }

    @Test
    void theReasonIsPartOfWhatTheImageIsMadeFrom() throws Exception {
        build("    skipScript 'tool.post-install', because: 'one'\n");
        build("    skipScript 'tool.post-install', because: 'another'\n");
        assertThat(beside("scripts.json").path("scripts").path(0).path("reason").asText())
                .isEqualTo("another");
    }

    @Test
    void aNameThatIsNoScriptIsRefusedWithItsPlace() throws Exception {
        Typed run = build("    skipScript 'tool', because: 'one'\n");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("site.groovy:4:").contains("'tool' names no script");
    }

    @Test
    void aRuleForAScriptOfAPackageThatIsNotThereIsRefusedWithItsPlace() throws Exception {
        Typed run = build(
                "    replaceScript 'tool.post-install', with: 'true'\n    skipScript 'tol.trigger', because: 'one'\n");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "site.groovy:5: there is a rule for the script tol.trigger, but the image has no package tol");
    }

    @Test
    void aReplacedScriptIsToldWithWhatWasDoneInItsPlace() throws Exception {
        Typed run = build("    replaceScript 'tool.post-install', with: 'true', because: 'no fonts'\n");
        assertThat(run.err()).isEmpty();
        JsonNode script = beside("scripts.json").path("scripts").path(0);
        assertThat(script.path("mode").asText()).isEqualTo("replaced");
        assertThat(script.path("reason").asText()).isEqualTo("no fonts");
    }

    @Test
    void whatHappensToScriptsIsOneOfTwoWords() throws Exception {
        Typed run = build("    scripts 'run'\n");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("site.groovy:4:").contains("write replay or sandbox");
    }
}
