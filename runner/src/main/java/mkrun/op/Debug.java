package mkrun.op;

import mkrun.target.Probe;
import mkrun.task.Operation;
import mkrun.task.Plan;

/**
 * Says something and changes nothing.
 *
 * @param message what is said, as the reason why nothing is to do
 */
public record Debug(String message) implements Operation<Probe, String> {
    public Debug {
        if (message == null) { // of playbooks, which are not checked for it
            throw new IllegalArgumentException("there is no text to say (null)");
        }
    }

    @Override
    public String type() {
        return "debug";
    }

    @Override
    public Class<Probe> probe() {
        return Probe.class;
    }

    @Override
    public String inspect(Probe probe) {
        return message;
    }

    @Override
    public Plan diff(String seen) {
        return Plan.nothing(seen.isBlank() ? "(nothing to say)" : seen);
    }
}
