package mkrun.cli;

import picocli.CommandLine.Mixin;

/** Options of the commands that do one thing on several hosts. */
final class AdHocArguments {
    @Mixin
    InventoryArguments inventory = new InventoryArguments();

    @Mixin
    SessionArguments sessions = new SessionArguments();
}
