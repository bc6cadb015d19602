package mkrun.playbook;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.Map;
import java.util.function.Consumer;

/** What a container's block says of how its program runs. What is not said is left to the image, or to whom set it by hand. */
public interface ProgramWords {
    /** Takes what a word says; no word itself. */
    void set(Consumer<ProgramSettings> word);

    /** The arguments of its program, words between blanks, also with a secret in it; the image's if it is empty. */
    @Word("cmd 'tunnel --no-autoupdate run'")
    default void cmd(Object words) {
        set(settings -> settings.command("cmd", words));
    }

    /** Its program, words between blanks, also with a secret in it; the image's if it is empty. */
    @Word("entrypoint '/usr/local/bin/start'")
    default void entrypoint(Object words) {
        set(settings -> settings.command("entrypoint", words));
    }

    /** Who runs its program, by name or number, with group if need be; the image's user if it is empty. */
    @Word("user '1000:1000'")
    default void user(String account) {
        set(settings -> settings.text("user", account));
    }

    /** The directory in which its program starts; the image's if it is empty. */
    @Word("workdir '/srv'")
    default void workdir(String path) {
        set(settings -> settings.text("workdir", path));
    }

    /** How much memory it may have: above {@code high} it is slowed down, above {@code max} ended; {@code swap} bounds swapping. */
    @Word("memory high: '64M', max: '96M'")
    default void memory(
            @NamedParams({
                        @NamedParam(value = "high", type = CharSequence.class),
                        @NamedParam(value = "max", type = CharSequence.class),
                        @NamedParam(value = "swap", type = CharSequence.class)
                    })
                    Map<String, ?> options) {
        set(settings -> settings.memory(options));
    }
}
