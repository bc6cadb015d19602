package mkrun.op.ready;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mkrun.routeros.RouterFacts;

/** What device-mode forbids. Only a hand at the device can allow it. */
final class DeviceModeJudgement implements Judgement {
    /** What playbooks commonly need beside containers. */
    private static final List<String> USEFUL = List.of("scheduler", "fetch");

    /** So often boards ask for the button in vain; the next press makes them forget that, and nothing else. */
    private static final int MOST_ATTEMPTS = 3;

    private static final String ATTEMPTS = "attempt-count";

    /** Whether the router takes the next press of its button for none. Virtual machines take each. */
    static boolean exhausted(Condition condition) {
        String attempts = condition.single(Condition.DEVICE_MODE).text(ATTEMPTS);
        return attempts.matches("\\d{1,9}")
                && Integer.parseInt(attempts) >= MOST_ATTEMPTS
                && !condition.facts().boardName().startsWith("CHR");
    }

    @Override
    public List<Finding> of(Condition condition) {
        RouterFacts facts = condition.facts();
        List<String> forbidden = forbidden(facts);
        if (!facts.containersAllowed().orElse(true)) {
            return List.of(Finding.missing(
                    Finding.Subject.DEVICE_MODE,
                    "device-mode does not allow containers",
                    Remedy.atDevice(update(forbidden) + again(condition))));
        }
        if (!forbidden.isEmpty()) {
            return List.of(Finding.warning(
                    Finding.Subject.DEVICE_MODE,
                    "device-mode does not allow " + String.join(", ", forbidden) + ", which playbooks may need",
                    Remedy.atDevice(update(forbidden) + again(condition))));
        }
        Optional<Boolean> told = facts.containersAllowed();
        return List.of(Finding.ok(
                Finding.Subject.DEVICE_MODE,
                told.isPresent() ? "allows containers" : "not told by this router, and taken to allow containers"));
    }

    /** What one press is to allow: all that it can, since each costs a walk and a reboot. */
    static List<String> forbidden(RouterFacts facts) {
        List<String> forbidden = new ArrayList<>();
        if (!facts.containersAllowed().orElse(true)) {
            forbidden.add("container");
        }
        USEFUL.stream().filter(facts.forbidden()::contains).forEach(forbidden::add);
        return forbidden;
    }

    private static String again(Condition condition) {
        return exhausted(condition)
                ? "; twice, since after "
                        + condition.single(Condition.DEVICE_MODE).text(ATTEMPTS)
                        + " unsuccessful attempts the first only makes the router forget them"
                : "";
    }

    private static String update(List<String> features) {
        return "/system/device-mode/update " + String.join("=yes ", features)
                + "=yes, then press the reset or mode button, or cut the power, within 5 minutes";
    }
}
