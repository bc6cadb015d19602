package mkrun.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import mkrun.alpine.AlpineException;
import mkrun.alpine.sign.KeyPairFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mkrun apk keygen}: a key pair that signs packages and indexes. */
@Command(
        name = "keygen",
        description = {
            "Make a key pair that signs packages and indexes: NAME.rsa and NAME.rsa.pub.",
            "Nothing is overwritten."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ApkKeygenCommand implements Callable<Integer> {
    private static final int BITS = 4096;

    private final Console console;

    @Parameters(paramLabel = "NAME", description = "Name of the key, as you@example.net-1a2b3c4d; signatures bear it.")
    private String name = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder for the two files (default: .).")
    private Path out = Path.of("");

    ApkKeygenCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9@._+-]*")) {
            return console.fail(ExitCode.USAGE, "'" + name + "' is no name of a key: letters, digits and @ . _ + -");
        }
        try {
            KeyPairFiles.write(out, name, KeyPairFiles.generate(BITS));
        } catch (AlpineException e) {
            return console.fail(ExitCode.FAILED, e.getMessage());
        }
        console.out().println(out.resolve(name + ".rsa") + "  private: keep it to yourself");
        console.out().println(out.resolve(name + ".rsa.pub") + "  public: for --keys, and /etc/apk/keys where apk is");
        return ExitCode.OK.code();
    }
}
