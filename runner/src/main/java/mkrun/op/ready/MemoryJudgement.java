package mkrun.op.ready;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import mkrun.routeros.Row;
import mkrun.routeros.Values;

/** Whether there is memory left for programs in containers. */
final class MemoryJudgement implements Judgement {
    /** An OpenRC image with a daemon or two takes some 20 MiB; a router out of memory reboots. */
    private static final long LITTLE = 64L << 20;

    @Override
    public List<Finding> of(Condition condition) {
        Row resource = condition.single(Condition.RESOURCE);
        OptionalLong free = Values.bytes(resource.text("free-memory"));
        if (free.isEmpty()) {
            return List.of();
        }
        OptionalLong total = Values.bytes(resource.text("total-memory"));
        String text = mib(free.getAsLong()) + " MiB free"
                + (total.isPresent() ? " of " + mib(total.getAsLong()) + " MiB" : "");
        return List.of(
                free.getAsLong() < LITTLE
                        ? Finding.warning(
                                Finding.Subject.MEMORY,
                                text + ", and a router that runs out of memory reboots",
                                Remedy.command("/container/config/set memory-high=" + mib(free.getAsLong() / 2)
                                        + "M, and run few services"))
                        : Finding.ok(Finding.Subject.MEMORY, text));
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%d", bytes >> 20);
    }
}
