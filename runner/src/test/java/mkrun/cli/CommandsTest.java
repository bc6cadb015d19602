package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandsTest {
    private final CommandLine mkrun = new CommandLine(
            new Bare(),
            new CommandFactory(new Console(InputStream.nullInputStream(), System.out, System.err, Map.of())));

    @TempDir
    private Path dir;

    @Test
    void commandsAreListedUnderTheirOwnNames() {
        assertThat(Commands.ALL).allSatisfy(command -> assertThat(
                        command.getValue().getAnnotation(Command.class).name())
                .isEqualTo(command.getKey()));
    }

    @ParameterizedTest
    @CsvSource({
        "site.groovy -i hosts, ''",
        "-i inventory site.groovy, inventory",
        "lint site.groovy, lint",
        "build site.groovy --out lab, 'build lab'",
    })
    void aPlaybooksRunReadsTheOptionsOfTheCommandsThatItNames(String line, String commands) {
        Commands.add(mkrun, line.split(" "));

        assertThat(String.join(" ", mkrun.getSubcommands().keySet())).isEqualTo(commands);
    }

    @ParameterizedTest
    @CsvSource({"--help", "facts", "lint site.groovy --help", "help lint", "lnt"})
    void allOthersHaveAll(String line) {
        Commands.add(mkrun, line.split(" "));

        assertThat(mkrun.getSubcommands().keySet())
                .containsExactlyElementsOf(
                        Commands.ALL.stream().map(Entry::getKey).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "lnt site.groovy, \"mkrun: there is no command 'lnt' -- did you mean 'lint'?\"",
        "deploy site.groovy, mkrun: there is no command 'deploy'",
        "lnt, \"mkrun: there is no command 'lnt' -- did you mean 'lint'?\"",
    })
    void aMisspeltCommandIsNamed(String line, String message) {
        Typed typed = Typed.run(dir, line.split(" "));

        assertThat(typed.err()).startsWith(message.replace("\"", ""));
        assertThat(typed.code()).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void aPlaybookMayHaveAnyName() throws Exception {
        Path playbook = Files.writeString(dir.resolve("site"), "play('a') { hosts 'all' }");

        assertThat(Typed.run(dir, playbook.toString(), "-i", "one,", "surplus").err())
                .startsWith("mkrun: Unmatched argument at index 3: 'surplus'");
    }

    @Command(name = "mkrun")
    private static final class Bare {}
}
