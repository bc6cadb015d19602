package mkrun.alpine.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Provide;

/** A table of packages that are at hand: of a root, or made up. */
final class ListTable implements PackageTable {
    private static final int MOST = 8;

    private final List<PackageRecord> packages;
    private final Map<String, Numbers> names = new HashMap<>();

    /** What is known of a name; numbers of packages, ascending. */
    private static final class Numbers {
        private final int mention;
        private int[] offering = NONE;
        private int[] ruled = NONE;

        Numbers(int mention) {
            this.mention = mention;
        }
    }

    ListTable(List<PackageRecord> packages) {
        this.packages = packages;
        for (int number = 0; number < packages.size(); number++) {
            PackageRecord record = packages.get(number);
            Numbers own = numbers(record.name());
            own.offering = with(own.offering, number);
            for (Dependency dependency : record.depends()) {
                numbers(dependency.name());
            }
            for (Provide provide : record.provides()) {
                Numbers offered = numbers(provide.name());
                offered.offering = with(offered.offering, number);
            }
            for (Dependency condition : record.installIf()) {
                Numbers asked = numbers(condition.name());
                asked.ruled = with(asked.ruled, number);
            }
        }
        names.values().forEach(n -> {
            n.offering = trimmed(n.offering);
            n.ruled = trimmed(n.ruled);
        });
    }

    private Numbers numbers(String name) {
        return names.computeIfAbsent(name, k -> new Numbers(names.size()));
    }

    /** The numbers and one more, unless it is the last; their count is kept in the first place while the table grows. */
    private static int[] with(int[] numbers, int number) {
        if (numbers.length == 0) {
            return new int[] {1, number};
        }
        int count = numbers[0];
        if (numbers[count] == number) {
            return numbers;
        }
        int[] more = count + 1 < numbers.length ? numbers : Arrays.copyOf(numbers, Math.max(MOST, numbers.length * 2));
        more[0] = count + 1;
        more[count + 1] = number;
        return more;
    }

    private static int[] trimmed(int[] numbers) {
        return numbers.length == 0 ? NONE : Arrays.copyOfRange(numbers, 1, numbers[0] + 1);
    }

    @Override
    public int[] offering(String name) {
        Numbers found = names.get(name);
        return found == null ? NONE : found.offering;
    }

    @Override
    public int[] ruledBy(String name) {
        Numbers found = names.get(name);
        return found == null ? NONE : found.ruled;
    }

    @Override
    public int mention(String name) {
        Numbers found = names.get(name);
        return found == null ? -1 : found.mention;
    }

    @Override
    public Set<String> ruledNames() {
        return packages.stream()
                .flatMap(p -> p.installIf().stream())
                .map(Dependency::name)
                .collect(Collectors.toSet());
    }

    @Override
    public int size() {
        return packages.size();
    }

    @Override
    public Optional<PackageRecord> record(int number) {
        return Optional.of(packages.get(number));
    }

    @Override
    public Optional<ApkIndex.Rejected> rejection(int number) {
        return Optional.empty();
    }
}
