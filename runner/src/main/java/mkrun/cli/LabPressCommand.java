package mkrun.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import mkrun.lab.LabRouter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mkrun lab press}: the hand at the device. */
@Command(
        name = "press",
        description = "Press the button of an emulated router that waits for that, as a change of device-mode does.",
        mixinStandardHelpOptions = true)
final class LabPressCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "HOST", description = "Which one.")
    private String name = "";

    LabPressCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path lab = StateDir.of(console.environment()).lab();
        if (!LabStates.known(lab).contains(name)) {
            throw LabStates.unknown(lab, name);
        }
        if (!LabRouter.runs(lab.resolve(name))) {
            throw new CliException(
                    ExitCode.FAILED, "the emulated router '" + name + "' does not run: nobody waits for its button");
        }
        if (!LabRouter.waitsForButton(lab.resolve(name))) {
            throw new CliException(
                    ExitCode.FAILED,
                    "the emulated router '" + name + "' does not wait for its button: press it after"
                            + " /system/device-mode/update, or after AT THE DEVICE of mkrun doctor --fix");
        }
        LabRouter.press(lab.resolve(name));
        console.out().println("pressed: [" + name + "]");
        return ExitCode.OK.code();
    }
}
