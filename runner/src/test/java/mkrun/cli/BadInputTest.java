package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of playbooks and inventories that mean nothing. */
class BadInputTest extends OnWrittenPlays {
    @Test
    void anUnknownWord() throws IOException {
        Typed run = play("play('x') {\n    hosst 'all'\n}\n", "r1,");
        assertThat(run.err()).isEqualTo("""
                mkrun: the playbook does not load:

                %s:2:5: unknown word 'hosst' in a play -- did you mean 'hosts'?
                    hosst 'all'
                    ^^^^^
                """, site());
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void anUndefinedVariable() throws IOException {
        Typed run = play("""
                play('routers') {
                    hosts 'all'
                    tasks {
                        debug vars.string('site')
                    }
                }
                """, "r1,");
        assertThat(run.err()).isEqualTo("""
                mkrun: the playbook does not load:

                %s:4:28: undefined variable 'site' (host r1) -- define it in the inventory, with 'vars' or with -e site=...
                        debug vars.string('site')
                                           ^^^^
                """, site());
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void aHostPatternWithoutMatch() throws IOException {
        Typed run = play(NAME_THE_ROUTER, "r1,", "--limit", "r7");
        assertThat(run.out() + run.err())
                .isEqualTo(
                        "mkrun: --limit: no host and no group is named 'r7'; groups: all, ungrouped -- did you mean 'r1'?\n");
        assertThat(run.code()).isEqualTo(3);
        Typed none = play(NAME_THE_ROUTER, "r1,", "--limit", "r1:!r1");
        assertThat(none.out() + none.err()).isEqualTo("mkrun: no host matches --limit 'r1:!r1'\n");
        assertThat(none.code()).isEqualTo(3);
    }

    @Test
    void aPlaysHostPatternWithoutMatch() throws IOException {
        Typed run = play(NAME_THE_ROUTER.replace("'all'", "'edges'"), "r1,");
        assertThat(run.out() + run.err()).isEqualTo("""
                mkrun: the playbook does not load:

                %s:2:12: no host and no group is named 'edges'; groups: all, ungrouped
                    hosts 'edges'
                           ^^^^^
                """, site());
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void aTimeThatIsNone() throws IOException {
        Typed run = play(NAME_THE_ROUTER, inventory("r1 host=127.0.0.1 command_timeout=soon"));
        assertThat(run.line("fatal: "))
                .isEqualTo("fatal: [r1]: FAILED! => command_timeout 'soon' (" + dir
                        + "/hosts.ini:1) is no time in seconds, such as 30 or 2.5");
        assertThat(run.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "99999", "0", "22x"})
    void aPortThatIsNone(String port) throws IOException {
        Typed run = play(NAME_THE_ROUTER, inventory("r1 host=127.0.0.1 port=" + port));
        assertThat(run.line("fatal: "))
                .isEqualTo("fatal: [r1]: FAILED! => port '" + port + "' (" + dir
                        + "/hosts.ini:1) is no port: a number from 1 to 65535");
        assertThat(run.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"host=,host '',address", "user=,user '',name", "user=' ',user ' ',name"})
    void anEmptyAddressOrUser(String said, String told, String what) throws IOException {
        Typed run = play(NAME_THE_ROUTER, inventory("r1 " + said));
        assertThat(run.line("fatal: "))
                .isEqualTo("fatal: [r1]: FAILED! => " + told + " (" + dir + "/hosts.ini:1) is no " + what);
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void aKeyFileThatHoldsNoPrivateKey() throws IOException {
        Typed folder = play(NAME_THE_ROUTER, inventory("r1 host=127.0.0.1 private_key_file=" + dir));
        assertThat(folder.line("fatal: "))
                .isEqualTo("fatal: [r1]: UNREACHABLE! => 127.0.0.1: key file " + dir
                        + " is a folder: name the file in it, such as id_ed25519");
        Path key = Files.writeString(dir.resolve("id.pub"), "ssh-ed25519 AAAA me\n");
        Typed other = play(NAME_THE_ROUTER, inventory("r1 host=127.0.0.1 private_key_file=" + key));
        assertThat(other.line("fatal: ")).endsWith("; name the private one, without .pub");
    }

    @Test
    void anInventoryWithoutHosts() throws IOException {
        Typed run = play(NAME_THE_ROUTER, inventory(""));
        assertThat(run.out() + run.err()).isEqualTo("""
                mkrun: the playbook does not load:

                %s:2:12: the inventory has no hosts -- write one a line into it
                    hosts 'all'
                           ^^^
                """, site());
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void aPlaybookWithoutPlays() throws IOException {
        assertThat(play("", "r1,").err())
                .isEqualTo(
                        "mkrun: " + site() + " has no play, so there is nothing to run: write play('name') { ... }\n");
        assertThat(play("image('x') { repositories 'embedded' }", "r1,").err())
                .endsWith("write play('name') { ... }; 'mkrun build' builds its images\n");
    }
}
