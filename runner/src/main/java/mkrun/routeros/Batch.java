package mkrun.routeros;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands that go to a router as one line, each followed by a marker of ours: the console says nothing when a command
 * succeeds and exits with 0 when one fails, so the marker is the only proof.
 */
public final class Batch {
    /** Bytes of one line. Consoles were seen to take 2 kB and no limit is known; this keeps errors readable, too. */
    static final int MOST_BYTES = 4000;

    private static final Pattern COLUMN = Pattern.compile("\\(line 1 column (\\d{1,9})\\)");

    private final List<String> commands;
    private final String nonce;
    private final List<Integer> ends = new ArrayList<>();
    private final String text;

    private Batch(List<String> commands, String nonce) {
        this.commands = List.copyOf(commands);
        this.nonce = nonce;
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < commands.size(); i++) {
            line.append(i == 0 ? "" : "; ").append(commands.get(i)).append(marker(i));
            ends.add(line.length());
        }
        this.text = line.toString();
    }

    private String marker(int index) {
        return "; :put \"" + nonce + " " + index + "\"";
    }

    /**
     * Cuts commands into lines that consoles take, in order; a single command longer than that is a line of its own.
     *
     * @param commands in order, each one statement of printable ASCII, as {@link CommandText} writes it
     * @param nonce a word that no output contains by accident, new for each call
     */
    public static List<Batch> of(List<String> commands, String nonce) {
        List<Batch> batches = new ArrayList<>();
        List<String> pending = new ArrayList<>();
        int length = 0;
        int overhead = nonce.length() + 20;
        for (String command : commands) {
            if (!pending.isEmpty() && length + command.length() + overhead > MOST_BYTES) {
                batches.add(new Batch(pending, nonce));
                pending.clear();
                length = 0;
            }
            pending.add(command);
            length += command.length() + overhead;
        }
        if (!pending.isEmpty()) {
            batches.add(new Batch(pending, nonce));
        }
        return batches;
    }

    /** The commands, in order. */
    public List<String> commands() {
        return commands;
    }

    /** The line to execute. */
    public String text() {
        return text;
    }

    /**
     * What became of each command. A command is done if its marker came back and nothing before it reads like an error;
     * whatever comes after a failed one that has no marker was not run.
     *
     * @param output all that the router printed
     */
    public BatchResult parse(String output) {
        List<BatchResult.Step> steps = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < commands.size(); i++) {
            Matcher marker = printed(Integer.toString(i)).matcher(output);
            if (!marker.find(from)) {
                return unfinished(steps, output.substring(from));
            }
            steps.add(step(output.substring(from, marker.start())));
            from = marker.end();
        }
        return new BatchResult(steps);
    }

    /**
     * All that the commands printed, if the last of them was reached.
     *
     * @param output all that the router printed
     * @return the output without our markers, errors that routers pass over included; empty if the last marker is missing
     */
    public Optional<String> confirmed(String output) {
        Matcher last = printed(Integer.toString(commands.size() - 1)).matcher(output);
        return last.find()
                ? Optional.of(printed("\\d+")
                        .matcher(output.substring(0, last.start()))
                        .replaceAll(""))
                : Optional.empty();
    }

    /** A marker as it comes back. */
    private Pattern printed(String index) {
        return Pattern.compile("\\Q" + nonce + "\\E " + index + "(?:\\r?\\n|$)");
    }

    private static BatchResult.Step step(String output) {
        Optional<String> error =
                output.lines().filter(RouterErrors::looksLikeError).findFirst();
        return new BatchResult.Step(
                error.isPresent() ? BatchResult.Status.FAILED : BatchResult.Status.DONE,
                error.orElse(output).strip());
    }

    private BatchResult unfinished(List<BatchResult.Step> done, String rest) {
        List<BatchResult.Step> steps = new ArrayList<>(done);
        String words = rest.strip();
        int failed = done.isEmpty() ? refused(words).orElse(0) : done.size();
        for (int i = done.size(); i < commands.size(); i++) {
            steps.add(
                    i == failed
                            ? new BatchResult.Step(BatchResult.Status.FAILED, words)
                            : new BatchResult.Step(BatchResult.Status.NOT_RUN, ""));
        }
        return new BatchResult(steps);
    }

    /** The command that the router could not parse, by the column it named; nothing of such a line is run. */
    private Optional<Integer> refused(String words) {
        Matcher column = COLUMN.matcher(words);
        if (!column.find()) {
            return Optional.empty();
        }
        int at = Integer.parseInt(column.group(1)) - 1;
        int index = 0;
        while (index < ends.size() - 1 && at >= ends.get(index)) {
            index++;
        }
        return Optional.of(index);
    }
}
