package mkrun.cli;

import picocli.CommandLine.Command;

/** {@code mkrun schema}. */
@Command(
        name = "schema",
        description = "Command trees of routers, for menus and versions that mkrun has no tables of.",
        synopsisSubcommandLabel = "(pull | list | show)",
        mixinStandardHelpOptions = true,
        subcommands = {SchemaPullCommand.class, SchemaListCommand.class, SchemaShowCommand.class})
final class SchemaCommand {
    SchemaCommand(Console console) {
        // its commands speak, it does not
    }
}
