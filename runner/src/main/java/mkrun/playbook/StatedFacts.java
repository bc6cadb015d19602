package mkrun.playbook;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mkrun.routeros.RouterosVersion;
import mkrun.task.Condition;

/** What is known of a router before it is asked: its version. A look at anything else ends the question. */
final class StatedFacts extends AbstractMap<String, Object> {
    private static final String VERSION = "version";

    private final RouterosVersion version;

    StatedFacts(RouterosVersion version) {
        this.version = version;
    }

    /** Whether a condition holds; empty if only the router can tell, or the condition breaks. */
    Optional<Boolean> decide(Condition condition) {
        try {
            return Optional.of(condition.test(this));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public Object get(Object key) {
        if (key.equals(VERSION)) {
            return version.toString();
        }
        throw new IllegalStateException("not known yet: " + key);
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        throw new IllegalStateException("not known yet");
    }
}
