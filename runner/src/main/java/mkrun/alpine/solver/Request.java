package mkrun.alpine.solver;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mkrun.alpine.Semantics;
import mkrun.alpine.Wish;

/**
 * What is to be solved.
 *
 * @param world the wishes
 * @param flags {@link Preference} flags for all that the world comes to, as bits
 * @param named further flags for all that offers a name and what it needs
 * @param semantics whose rules hold
 */
public record Request(List<Wish> world, int flags, Map<String, Integer> named, Semantics semantics) {
    public Request {
        world = List.copyOf(world);
        named = Map.copyOf(named);
    }

    /** What {@code apk add} does: installed packages stay as they are where they can. */
    public static Request add(List<Wish> world) {
        return new Request(world, 0, Map.of(), Semantics.APK_2);
    }

    /**
     * What {@code apk upgrade} does: every package becomes the newest that its repositories have.
     *
     * @param available give up what no repository has any more
     * @param latest the newest one, whatever becomes impossible by it
     */
    public static Request upgrade(List<Wish> world, boolean available, boolean latest) {
        int flags = Preference.UPGRADE | (available ? Preference.AVAILABLE : 0) | (latest ? Preference.LATEST : 0);
        return new Request(world, flags, Map.of(), Semantics.APK_2);
    }

    /** The same, and what {@code apk add --upgrade NAME} does for these names and what they need. */
    public Request upgrading(List<String> names) {
        Map<String, Integer> more = new TreeMap<>(named);
        names.forEach(name -> more.merge(name, Preference.UPGRADE, (a, b) -> a | b));
        return new Request(world, flags, more, semantics);
    }

    /** The same by the rules of another generation of apk. */
    public Request by(Semantics other) {
        return new Request(world, flags, named, other);
    }
}
