package mkrun.testing;

import java.util.ArrayList;
import java.util.List;
import mkrun.target.Progress;

/** What a run tells of its waits. */
public final class Notices implements Progress {
    private final List<String> sentences = new ArrayList<>();

    @Override
    public void report(String what, long done, long total) {}

    @Override
    public void notice(String sentence) {
        sentences.add(sentence);
    }

    /** All sentences so far. */
    public List<String> sentences() {
        return List.copyOf(sentences);
    }
}
