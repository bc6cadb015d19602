package mkrun.playbook;

import java.util.ArrayList;
import java.util.List;

/** Cuts the hosts of a play as {@code serial} says. */
final class Batches {
    private Batches() {}

    /**
     * A batch size: a positive number, or a percentage of all hosts.
     *
     * @throws LoadProblem if it is neither
     */
    static Object check(Object size) {
        boolean number = size instanceof Integer n && n > 0;
        boolean percent = size.toString().matches("([1-9]\\d?|100)%");
        if (!number && !percent) {
            throw LoadProblem.here("'" + size + "' is no batch size", "write serial 1, '25%', '100%'", size.toString());
        }
        return size;
    }

    /** The batches; the last size counts until no host is left, and no size means all at once. */
    static List<List<String>> cut(List<String> hosts, List<Object> sizes) {
        List<List<String>> batches = new ArrayList<>();
        int from = 0;
        for (int i = 0; from < hosts.size(); i++) {
            Object size = sizes.isEmpty() ? "100%" : sizes.get(Math.min(i, sizes.size() - 1));
            int to = Math.min(hosts.size(), from + count(size, hosts.size()));
            batches.add(hosts.subList(from, to));
            from = to;
        }
        return batches;
    }

    private static int count(Object size, int all) {
        if (size instanceof Integer n) {
            return Math.max(1, n);
        }
        String text = size.toString();
        return Math.max(1, all * Integer.parseInt(text.substring(0, text.length() - 1)) / 100);
    }
}
