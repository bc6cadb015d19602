package mkrun.target.routeros;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The changes of a transaction in the order in which they were sent, those included whose answer never came. */
final class Journal {
    private final List<RouterChange> sent = new ArrayList<>();

    void begin() {
        sent.clear();
    }

    /** A change is about to be sent. */
    void sending(RouterChange change) {
        sent.add(change);
    }

    /** The router answered, and a change that was sent had no effect. */
    void refused(RouterChange change) {
        sent.remove(sent.lastIndexOf(change));
    }

    /** It is known to be as before again. */
    void forget(RouterChange change) {
        sent.remove(change);
    }

    /** Everything that may have taken effect, the latest first. */
    List<RouterChange> backwards() {
        List<RouterChange> all = new ArrayList<>(sent);
        Collections.reverse(all);
        return all;
    }
}
