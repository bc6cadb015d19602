package mkrun.alpine.solver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What Alpine's apk answered to worlds over certain indexes, kept because apk takes half a second for each: a digest of the
 * sorted packages, or that it refused. Worth nothing for other indexes.
 */
final class RecordedAnswers {
    private static final String REFUSED = "refused";
    private static final String INDEXES = "# answers of apk over the indexes ";

    private final Path file;
    private final String indexes;
    private final Map<String, String> known = new HashMap<>();

    private RecordedAnswers(Path file, String indexes) {
        this.file = file;
        this.indexes = indexes;
    }

    /** Those of the file if it is about these indexes, else none. */
    static RecordedAnswers of(Path file, List<byte[]> indexes) throws IOException {
        RecordedAnswers answers = new RecordedAnswers(
                file,
                String.join(" ", indexes.stream().map(RecordedAnswers::digest).toList()));
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        if (!lines.isEmpty() && lines.get(0).equals(INDEXES + answers.indexes)) {
            lines.subList(1, lines.size()).forEach(line -> {
                String[] parts = line.split("\t");
                answers.known.put(parts[0], parts[1]);
            });
        }
        return answers;
    }

    /** What apk answered; empty if it was never asked. */
    Optional<String> to(String world) {
        return Optional.ofNullable(known.get(world));
    }

    /** An answer as it is recorded. */
    static String of(boolean refused, Collection<String> packages) {
        return refused
                ? REFUSED
                : packages.size() + ":"
                        + digest(String.join("\n", new TreeSet<>(packages)).getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces the file. */
    void write(Map<String, String> answers) throws IOException {
        StringBuilder text = new StringBuilder(INDEXES + indexes + "\n");
        new TreeMap<>(answers)
                .forEach((world, answer) ->
                        text.append(world).append('\t').append(answer).append('\n'));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
