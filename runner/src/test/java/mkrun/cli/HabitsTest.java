package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people type out of habit with Ansible, or by a slip: what it means here, or what to do instead. */
class HabitsTest {
    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-u admin|-u: say user=NAME in the inventory, or -e user=NAME for all hosts",
                "--become|--become: RouterOS has no sudo: log in as a user whose group has the policies",
                "--private-key=x|--private-key: say private_key_file=FILE in the inventory",
                "--start-at-task=x|--start-at-task: run all of it again, since what is as wanted is left alone",
                "--step|--step: run all of it again",
                "--list-tags|--list-tags: --list-tasks shows the tags of each task",
                "--ask-vault-pass|--ask-vault-pass: encrypted variables are not read",
                "-m ping|-m: one command on many routers: mkrun exec -i INV PATTERN --",
            })
    void anOptionOfAnsibleIsAnsweredWithWhatToDoInstead(String options, String instead) {
        Typed run = typed("site.groovy", "-i", "r1,", options);
        assertThat(run.err()).startsWith("mkrun: Unknown option").contains("\n" + instead);
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.code()).isEqualTo(5);
    }

    @Test
    void whereAPlaybookIsNotIsSaidOnce() {
        assertThat(typed("/nothing/near.groovy", "-i", "r1,").err())
                .isEqualTo("mkrun: playbook '/nothing/near.groovy' not found\n");
    }

    @Test
    void aPlaybookOfAnsiblesIsNotTakenForACommand() {
        Typed run = typed("nothing-near.yml", "-i", "r1,");
        assertThat(run.err())
                .isEqualTo("mkrun: playbook 'nothing-near.yml' not found, neither nothing-near.yml nor"
                        + " playbooks/nothing-near.yml -- playbooks are written in Groovy, and called NAME.groovy\n");
        assertThat(run.code()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1 b=two|1, two",
                "a='x y' b=\"2 3\"|x y, 2 3",
                "{\"a\": 1, \"b\": \"2\"}|1, 2",
                "{a: 1, b: x}|1, x",
                "a=has words b|has words b, none",
                "a=yes b=007|yes, 007",
                "a=7.10 b=0x1F|7.10, 0x1F",
                "a=1_000 b='12:30'|1_000, 12:30",
                "{a: 7.10, b: '1e3'}|7.10, 1e3"
            })
    void extraVariablesMayBeManyAndAreNeverOneByMistake(String extra, String values) throws IOException {
        Path playbook = Files.writeString(dir.resolve("site.groovy"), """
                play('x') {
                    hosts 'all'
                    tasks {
                        task(vars.string('a') + ', ' + vars.string('b', 'none')) { debug 'x' }
                    }
                }
                """);
        Typed run = typed(playbook.toString(), "-i", "r1,", "--list-tasks", "-e", extra);
        assertThat(run.out() + run.err()).contains("      " + values + "\tTAGS: []");
    }

    /** The library that reads the command line has a meaning of its own for arguments that begin so. */
    @Test
    void filesOfVariablesAndOfHostsAreReadByTheirOptions() throws IOException {
        Path playbook = Files.writeString(dir.resolve("site.groovy"), """
                play('x') {
                    hosts 'all'
                    tasks { task(vars.string('a')) { debug 'x' } }
                }
                """);
        Path values = Files.writeString(dir.resolve("values.yml"), "a: 'of the file'\nother: 1\n");
        Path few = Files.writeString(dir.resolve("few"), "r1\nr3\n");

        Typed tasks = typed(playbook.toString(), "-i", "r1,r2,r3", "--list-tasks", "-e", "@" + values);
        Typed hosts =
                typed(playbook.toString(), "-i", "r1,r2,r3", "--list-hosts", "-e", "@" + values, "--limit", "@" + few);

        assertThat(tasks.out() + tasks.err()).contains("      of the file\tTAGS: []");
        assertThat(hosts.out() + hosts.err()).contains("hosts (2):\n      r1\n      r3\n");
    }

    @Test
    void variablesBesideThePlaybookWinOverThoseBesideTheInventory() throws IOException {
        Path hosts = Files.createDirectories(dir.resolve("inventories/home"));
        Files.writeString(hosts.resolve("hosts.ini"), "[routers]\nr1\n");
        for (Path place : List.of(hosts, dir)) {
            Path folder = Files.createDirectories(place.resolve("group_vars"));
            Files.writeString(folder.resolve("routers.yml"), "site: of " + place.getFileName() + "\n");
        }
        Files.writeString(Files.createDirectories(dir.resolve("host_vars")).resolve("r1.yml"), "room: attic\n");
        Path playbook = Files.writeString(dir.resolve("site.groovy"), """
                play('x') {
                    hosts 'all'
                    tasks {
                        task(vars.string('site') + ', ' + vars.string('room')) { debug 'x' }
                    }
                }
                """);
        Typed run = typed(playbook.toString(), "-i", hosts.toString(), "--list-tasks");
        assertThat(run.out() + run.err()).contains("      of " + dir.getFileName() + ", attic\tTAGS: []");
    }

    @Test
    void aTagThatNoTaskHasIsWarnedOf() throws IOException {
        Path playbook = Files.writeString(dir.resolve("site.groovy"), """
                play('x') {
                    hosts 'all'
                    tasks { task('t') { debug 'x'; tags 'base' } }
                }
                """);
        List<String> words = new ArrayList<>(List.of(playbook.toString(), "-i", "r1,", "--list-tasks"));
        words.addAll(List.of("-t", "bas,always,base", "--skip-tags", "never"));
        Typed run = typed(words.toArray(String[]::new));
        assertThat(run.err()).isEqualTo("mkrun: WARNING: no task has the tag 'bas'; there are: base\n");
        assertThat(run.code()).isZero();
    }

    private Typed typed(String... words) {
        String[] split = Arrays.stream(words)
                .flatMap(word ->
                        word.startsWith("-") ? Arrays.stream(word.split(" ")) : Arrays.stream(new String[] {word}))
                .toArray(String[]::new);
        return Typed.run(dir.resolve("state"), split);
    }
}
