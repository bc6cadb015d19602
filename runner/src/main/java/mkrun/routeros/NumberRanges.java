package mkrun.routeros;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers and ranges of numbers with commas between them, such as ports and VLANs, by what they hold. */
final class NumberRanges {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private record Range(long first, long last) {
        static Optional<Range> of(String text) {
            Matcher form = RANGE.matcher(text);
            if (!form.matches()) {
                return Optional.empty();
            }
            long first = Long.parseLong(form.group(1));
            return Optional.of(new Range(first, form.group(2) == null ? first : Long.parseLong(form.group(2))));
        }

        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    private NumberRanges() {}

    /** The same numbers from the least to the greatest, in as few ranges as hold them; what is none stays as it is. */
    static String normal(String text) {
        String dense = text.replace(" ", "");
        if (dense.startsWith("!")) {
            return "!" + normal(dense.substring(1));
        }
        List<Optional<Range>> ranges =
                List.of(dense.split(",", -1)).stream().map(Range::of).toList();
        if (ranges.contains(Optional.<Range>empty())
                || ranges.stream().anyMatch(r -> r.get().last() < r.get().first())) {
            return dense;
        }
        return merged(ranges.stream()
                        .map(Optional::get)
                        .sorted(Comparator.comparingLong(Range::first))
                        .toList())
                .stream()
                .map(Range::toString)
                .collect(Collectors.joining(","));
    }

    /** @param ranges by their first numbers */
    private static List<Range> merged(List<Range> ranges) {
        List<Range> merged = new ArrayList<>();
        for (Range range : ranges) {
            int last = merged.size() - 1;
            if (last >= 0 && range.first() <= merged.get(last).last() + 1) {
                Range before = merged.get(last);
                merged.set(last, new Range(before.first(), Math.max(before.last(), range.last())));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }
}
