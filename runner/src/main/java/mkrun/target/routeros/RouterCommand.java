package mkrun.target.routeros;

import java.time.Duration;
import java.util.List;
import mkrun.routeros.CommandText;
import mkrun.target.Secret;

/**
 * One command of the console.
 *
 * @param menu whose rows it changes
 * @param command as sent and as shown
 * @param secrets what the command holds that nobody may see, so that it is masked in the router's answer too
 * @param retry how to bear with a router that is not ready for it yet
 */
public record RouterCommand(String menu, CommandText command, List<Secret> secrets, Retry retry)
        implements RouterChange {
    /**
     * Says that a refusal may be over soon.
     *
     * @param words parts of the router's texts that mean "not yet"; none to take the first refusal for final
     * @param deadline how long to go on trying
     */
    public record Retry(List<String> words, Duration deadline) {
        /** The first refusal is final. */
        public static final Retry NEVER = new Retry(List.of(), Duration.ZERO);

        public Retry {
            words = List.copyOf(words);
        }
    }

    public RouterCommand {
        secrets = List.copyOf(secrets);
    }

    /** A command without secrets whose first refusal is final. */
    public RouterCommand(String menu, CommandText command) {
        this(menu, command, List.of(), Retry.NEVER);
    }

    @Override
    public String summary() {
        return command.masked();
    }
}
