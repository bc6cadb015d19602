package mkrun.cli;

import picocli.CommandLine.Command;

/** {@code mkrun}: a run without the word {@code run}; the {@link Commands} are added to it. */
@Command(
        addMethodSubcommands = false,
        name = "mkrun",
        header = "Builds Alpine/OpenRC images and runs them on MikroTik routers, idempotently.",
        synopsisHeading = "Usage:%n",
        customSynopsis = {
            "  mkrun [run] PLAYBOOK -i INV... [OPTIONS]",
            "  mkrun lint PLAYBOOK -i INV... [--routeros VERSION...] [OPTIONS]",
            "  mkrun build PLAYBOOK --out DIR [OPTIONS]",
            "  mkrun lock [--update [PKG...]] PLAYBOOK [-i INV...] [OPTIONS]",
            "  mkrun vendor DIR --key PRIVATE_KEY [PLAYBOOK...] [OPTIONS]",
            "  mkrun apk solve|build|index|keygen [OPTIONS]",
            "  mkrun exec -i INV... PATTERN -- COMMAND",
            "  mkrun shell -i INV... HOST CONTAINER",
            "  mkrun facts -i INV... [PATTERN]",
            "  mkrun doctor -i INV... [PATTERN]",
            "  mkrun export -i INV... [PATTERN] [--out DIR]",
            "  mkrun destroy -i INV... --owner NAME [PATTERN]",
            "  mkrun schema pull -i INV... PATTERN [--menu PATH...]",
            "  mkrun schema list|show [MENU]",
            "  mkrun lab up|press|reset [OPTIONS]",
            "  mkrun inventory -i INV... --graph|--list|--host HOST",
            "  mkrun version"
        },
        descriptionHeading = "%n",
        description =
                "Runs a playbook: builds the images that are missing, applies to the hosts what differs. A second run"
                        + " changes nothing.%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions of a run:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Success, with or without changes",
            "1:Internal error: a mistake in mkrun",
            "2:A task failed on some host, or an image could not be built",
            "3:Playbook, inventory or role does not load or validate; no host was contacted",
            "4:A host is unreachable, and nothing failed",
            "5:The command line is wrong",
            "6:A human must act first: device-mode, missing package, no disk space",
            "130:Interrupted"
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class MkrunCommand extends PlaybookCommand {
    MkrunCommand(Console console) {
        super(console);
    }
}
