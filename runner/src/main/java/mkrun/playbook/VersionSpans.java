package mkrun.playbook;

import java.util.ArrayList;
import java.util.List;
import mkrun.routeros.RouterosVersion;

/** Several versions in few words. */
final class VersionSpans {
    private static final int SHORTEST_SPAN = 3;

    private VersionSpans() {}

    /**
     * Words for some of the versions that were looked at: {@code 7.9.2 to 7.14.3, 7.24}.
     *
     * @param all in the order in which neighbours are told
     */
    static String of(List<RouterosVersion> some, List<RouterosVersion> all) {
        List<String> spans = new ArrayList<>();
        List<RouterosVersion> span = new ArrayList<>();
        for (RouterosVersion version : all) {
            if (some.contains(version)) {
                span.add(version);
            } else {
                end(span, spans);
            }
        }
        end(span, spans);
        return String.join(", ", spans);
    }

    private static void end(List<RouterosVersion> span, List<String> spans) {
        if (span.size() < SHORTEST_SPAN) {
            span.forEach(version -> spans.add(version.toString()));
        } else {
            spans.add(span.get(0) + " to " + span.get(span.size() - 1));
        }
        span.clear();
    }
}
