package mkrun.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.Predicate;
import mkrun.spelling.DidYouMean;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/**
 * The commands beside a run without the word {@code run}, in the order of {@code mkrun --help}. picocli reads all options of
 * each by reflection, a quarter of a second for all in a cold JVM, so a run of a playbook adds only those that its command line names.
 */
final class Commands {
    private static final Set<String> HELP = Set.of("-h", "--help", "help");

    /** Under the names that their annotations give them. */
    static final List<Entry<String, Class<?>>> ALL = List.of(
            Map.entry("run", RunCommand.class),
            Map.entry("lint", LintCommand.class),
            Map.entry("build", BuildCommand.class),
            Map.entry("lock", LockCommand.class),
            Map.entry("vendor", VendorCommand.class),
            Map.entry("apk", ApkCommand.class),
            Map.entry("exec", ExecCommand.class),
            Map.entry("shell", ShellCommand.class),
            Map.entry("facts", FactsCommand.class),
            Map.entry("doctor", DoctorCommand.class),
            Map.entry("export", ExportCommand.class),
            Map.entry("destroy", DestroyCommand.class),
            Map.entry("schema", SchemaCommand.class),
            Map.entry("lab", LabCommand.class),
            Map.entry("inventory", InventoryCommand.class),
            Map.entry("version", VersionCommand.class),
            Map.entry("help", HelpCommand.class));

    private static final String PLAYBOOK = ".groovy";

    private Commands() {}

    /** Adds those that a command line needs: what it names where it runs a playbook, else all. */
    static void add(CommandLine mkrun, String... arguments) {
        List<String> words = Arrays.asList(arguments);
        boolean run = isPlaybook(words) && words.stream().noneMatch(HELP::contains);
        add(mkrun, name -> !run || words.contains(name));
    }

    /** Whether a command line names a playbook. */
    static boolean isPlaybook(List<String> arguments) {
        return arguments.stream().anyMatch(argument -> argument.endsWith(PLAYBOOK));
    }

    /** Whether a word in the place of a command or a playbook is neither. */
    static boolean isUnknown(String word) {
        return !word.endsWith(PLAYBOOK)
                && !PlaybookFiles.isYaml(word)
                && !names().contains(word)
                && !PlaybookFiles.exists(word);
    }

    /** Says so, with the command that was probably meant. */
    static String unknown(String word) {
        String hint = DidYouMean.hint(word, names());
        return "there is no command '" + word + "'" + (hint.isEmpty() ? "" : " -- " + hint);
    }

    private static List<String> names() {
        return ALL.stream().map(Entry::getKey).toList();
    }

    private static void add(CommandLine mkrun, Predicate<String> wanted) {
        ALL.stream()
                .filter(command -> wanted.test(command.getKey()))
                .forEach(command -> mkrun.addSubcommand(command.getValue()));
    }
}
