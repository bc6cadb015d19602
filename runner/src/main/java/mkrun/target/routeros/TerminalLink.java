package mkrun.target.routeros;

import mkrun.target.UnreachableException;

/** A link over which somebody can also talk to the router's console. */
public interface TerminalLink extends RouterLink {
    /**
     * Opens the console, types one line as soon as it prompts, then leaves it to the terminal until the router ends it.
     *
     * @param line without its end
     * @throws UnreachableException if the session is lost
     */
    void interact(String line, Terminal terminal) throws UnreachableException;
}
