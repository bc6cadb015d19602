package mkrun.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives commands the console they speak to. */
final class CommandFactory implements IFactory {
    private final Console console;
    private final IFactory others = CommandLine.defaultFactory();

    CommandFactory(Console console) {
        this.console = console;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            return type.getDeclaredConstructor(Console.class).newInstance(console);
        } catch (NoSuchMethodException notACommand) {
            return others.create(type);
        }
    }
}
