package mkrun.routeros;

import java.util.List;

/**
 * Commands that go to a router as one line, each followed by a marker of ours: the console says nothing when a command
 * succeeds and exits with 0 when one fails, so the marker is the only proof.
 */
public final class Batch {
    private final List<String> commands;
    private final String nonce;

    private Batch(List<String> commands, String nonce) {
        this.commands = List.copyOf(commands);
        this.nonce = nonce;
    }

    /**
     * Cuts commands into lines that consoles take.
     *
     * @param commands in order, each one statement
     * @param nonce a word that no output contains by accident, new for each call
     */
    public static List<Batch> of(List<String> commands, String nonce) {
        return List.of(new Batch(commands, nonce));
    }

    /** The commands, in order. */
    public List<String> commands() {
        return commands;
    }

    /** The line to execute. */
    public String text() {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < commands.size(); i++) {
            line.append(i == 0 ? "" : "; ")
                    .append(commands.get(i))
                    .append("; :put \"")
                    .append(nonce)
                    .append(' ')
                    .append(i)
                    .append('"');
        }
        return line.toString();
    }

    /** What became of each command. */
    public BatchResult parse(String output) {
        throw new UnsupportedOperationException(output);
    }
}
