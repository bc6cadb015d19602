package mkrun.target.routeros;

import java.io.IOException;
import java.io.UncheckedIOException;
import mkrun.routeros.Answer;
import mkrun.routeros.RouterosException;

/**
 * Makes something of what a router prints.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface AnswerReader<T> {
    /**
     * Called once, while the answer arrives; what it leaves unread is passed over.
     *
     * @throws IOException if the answer does
     * @throws RouterosException if this is no answer, with the router's words
     */
    T read(Answer answer) throws IOException, RouterosException;

    /** Reads an answer that is there already. */
    static <T> T whole(AnswerReader<T> reader, String output) throws RouterosException {
        try {
            return reader.read(Answer.of(output));
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be read", e);
        }
    }
}
