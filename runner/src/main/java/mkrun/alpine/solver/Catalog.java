package mkrun.alpine.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Provide;
import mkrun.alpine.index.ApkIndex;

/**
 * All packages of some repositories and of a root, found by name. Asked by name only, so that what an index does not have
 * to tell is never parsed.
 */
public final class Catalog {
    /** As many as apk takes. */
    private static final int MAX_REPOSITORIES = 31;

    private static final int MAX_TAGS = 16;

    /** Enough for all the names of as many indexes. */
    private static final int MENTION_BITS = 40;

    /**
     * A repository's index and the tag of its line.
     *
     * @param tag without the {@code @}; empty for none
     */
    public record Source(ApkIndex index, String tag) {}

    /** A package wherever it is: in repositories, each a bit in their order, or installed, or both. */
    static final class Item {
        final PackageRecord record;
        final String repository;
        final boolean installed;
        final String installedTag;
        int repositories;

        Item(PackageRecord record, String repository, boolean installed, String installedTag) {
            this.record = record;
            this.repository = repository;
            this.installed = installed;
            this.installedTag = installedTag;
        }
    }

    /** A name that a package offers, its own or a provided one; the version is empty if it is provided without. */
    record Offer(Item item, String version) {}

    private final List<ApkIndex> indexes = new ArrayList<>();
    private final List<String> tags = new ArrayList<>(List.of(""));
    private final List<Integer> repositoriesOfTag = new ArrayList<>(List.of(0));
    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, List<Offer>> offers = new HashMap<>();
    private final ApkIndex installed;

    /** What is installed and the indexes, in the order in which apk reads them. */
    private final List<ApkIndex> all;

    private final Map<String, String> installedTags;

    /** Takes the indexes in the order of their repositories: earlier ones win between equal candidates. */
    public static Catalog of(List<Source> sources) throws AlpineException {
        return new Catalog(sources, List.of(), Map.of());
    }

    /**
     * Takes the indexes in the order of their repositories, and what is installed.
     *
     * @param installed the packages of an existing root, in the order of its database
     * @param installedTags tag of each package that was installed from a tagged repository, by name
     * @throws AlpineException if there are more repositories or tags than apk takes
     */
    public Catalog(List<Source> sources, List<PackageRecord> installed, Map<String, String> installedTags)
            throws AlpineException {
        this.installed = ApkIndex.of("installed", "", installed);
        this.installedTags = Map.copyOf(installedTags);
        for (Source source : sources) {
            int tag = tagNumber(source.tag());
            repositoriesOfTag.set(tag, repositoriesOfTag.get(tag) | 1 << indexes.size());
            indexes.add(source.index());
        }
        this.all = Stream.concat(Stream.of(this.installed), indexes.stream()).toList();
        if (indexes.size() > MAX_REPOSITORIES || tags.size() > MAX_TAGS) {
            throw new AlpineException("there are " + indexes.size() + " repositories with " + (tags.size() - 1)
                    + " tags; apk takes " + MAX_REPOSITORIES + " and " + (MAX_TAGS - 1));
        }
    }

    private int tagNumber(String tag) {
        int known = tags.indexOf(tag);
        if (known < 0) {
            tags.add(tag);
            repositoriesOfTag.add(0);
            return tags.size() - 1;
        }
        return known;
    }

    /** The number of a tag, 0 for none; empty if no repository has it. */
    Optional<Integer> tag(String tag) {
        int number = tags.indexOf(tag);
        return number < 0 ? Optional.empty() : Optional.of(number);
    }

    /** A tag's name by its number, with the {@code @}. */
    String tagName(int tag) {
        return "@" + tags.get(tag);
    }

    /** The repositories, as bits, that any of these tags, as bits, stands for. */
    int repositoriesOf(int tagBits) {
        int repositories = 0;
        for (int tag = 0; tag < tags.size(); tag++) {
            repositories |= (tagBits >> tag & 1) != 0 ? repositoriesOfTag.get(tag) : 0;
        }
        return repositories;
    }

    int tagCount() {
        return tags.size();
    }

    /** What is installed, in the order of its database. */
    List<PackageRecord> installed() {
        return installed.packages();
    }

    /** Who offers a name: what is installed first, then in the order of the indexes. */
    synchronized List<Offer> offers(String name) {
        List<Offer> known = offers.get(name);
        if (known == null) {
            known = new ArrayList<>();
            collect(installed, -1, name, known);
            for (int i = 0; i < indexes.size(); i++) {
                collect(indexes.get(i), i, name, known);
            }
            offers.put(name, known);
        }
        return known;
    }

    private void collect(ApkIndex index, int repository, String name, List<Offer> found) {
        for (int number : index.offering(name)) {
            PackageRecord record = index.record(number);
            Item item = item(record, index, repository);
            if (item.record == record) { // else the same package in another repository, which offers the same
                if (record.name().equals(name)) {
                    found.add(new Offer(item, record.version()));
                }
                for (Provide provide : record.provides()) {
                    if (provide.name().equals(name)) {
                        found.add(new Offer(item, provide.version()));
                    }
                }
            }
        }
    }

    private Item item(PackageRecord record, ApkIndex index, int repository) {
        Item item = items.get(record.checksum());
        if (item == null) {
            boolean isInstalled = repository < 0;
            String tag = isInstalled ? installedTags.getOrDefault(record.name(), "") : "";
            item = new Item(record, index.repository(), isInstalled, tag);
            items.put(record.checksum(), item);
        }
        if (repository >= 0) {
            item.repositories |= 1 << repository;
        }
        return item;
    }

    /** The names of all packages, for looking after a slip: it reads every index. */
    Set<String> packageNames() {
        Set<String> names = new TreeSet<>();
        all.forEach(index -> index.packages().forEach(record -> names.add(record.name())));
        return names;
    }

    /**
     * Names offered by packages that have {@code name} in their install_if rule.
     */
    Set<String> ruledBy(String name) {
        Set<String> names = new LinkedHashSet<>();
        all.forEach(index -> collectRuled(index, name, names));
        return names;
    }

    /** Whether any package has {@code name} in its install_if rule. */
    boolean isRuledBy(String name) {
        for (ApkIndex index : all) {
            if (index.isRuledBy(name)) {
                return true;
            }
        }
        return false;
    }

    private static void collectRuled(ApkIndex index, String name, Set<String> names) {
        for (int number : index.ruledBy(name)) {
            PackageRecord record = index.record(number);
            names.add(record.name());
            record.provides().forEach(p -> names.add(p.name()));
        }
    }

    /** Where a name comes in apk's table of names: by bucket, and in one bucket the name that was met last comes first. */
    long tableKey(String name) {
        return ((long) NameHash.bucket(name) << MENTION_BITS) + ((1L << MENTION_BITS) - 1 - mention(name));
    }

    /** When a name is met first while the root's database and then the indexes are read. */
    private long mention(String name) {
        long before = 0;
        for (ApkIndex index : all) {
            int mention = index.mention(name);
            if (mention >= 0) {
                return before + mention;
            }
            before += Integer.MAX_VALUE;
        }
        return before;
    }

    /** The repository that has a package; empty if none has. */
    public Optional<String> repository(PackageRecord record) {
        for (ApkIndex index : indexes) {
            if (Arrays.stream(index.offering(record.name()))
                    .anyMatch(n -> index.record(n).checksum().equals(record.checksum()))) {
                return Optional.of(index.repository());
            }
        }
        return Optional.empty();
    }

    /** Records of this package name that cannot be used. */
    List<ApkIndex.Rejected> rejected(String name) {
        return indexes.stream().flatMap(i -> i.rejected(name).stream()).toList();
    }
}
