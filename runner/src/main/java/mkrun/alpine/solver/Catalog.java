package mkrun.alpine.solver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.index.ApkIndex;

/** All packages of some repositories, found by what they offer and by what makes them install themselves. */
public final class Catalog {
    /** A package and the repository it is from, the first one if several have it. */
    public record Item(int number, PackageRecord record, String repository) {}

    /** A name that a package offers, its own or a provided one; the version is empty if it is provided without. */
    record Offer(Item item, String version) {}

    private final List<Item> items = new ArrayList<>();
    private final Map<String, Item> byChecksum = new HashMap<>();
    private final Map<String, List<Offer>> offers = new HashMap<>();
    private final Map<String, TreeSet<String>> ruled = new HashMap<>();
    private final Map<String, List<Item>> rules = new HashMap<>();
    private final List<ApkIndex.Rejected> rejected = new ArrayList<>();

    /** Takes the indexes in the order of their repositories: earlier ones win between equal candidates. */
    public Catalog(List<ApkIndex> indexes) {
        for (ApkIndex index : indexes) {
            rejected.addAll(index.rejected());
            index.packages().forEach(record -> add(record, index.repository()));
        }
    }

    private void add(PackageRecord record, String repository) {
        if (byChecksum.containsKey(record.checksum())) {
            return; // the same package in another repository
        }
        Item item = new Item(items.size(), record, repository);
        items.add(item);
        byChecksum.put(record.checksum(), item);
        offer(record.name(), new Offer(item, record.version()));
        record.provides().forEach(p -> offer(p.name(), new Offer(item, p.version())));
        for (Dependency condition : record.installIf()) {
            rules.computeIfAbsent(condition.name(), k -> new ArrayList<>(1)).add(item);
            TreeSet<String> names = ruled.computeIfAbsent(condition.name(), k -> new TreeSet<>());
            names.add(record.name());
            record.provides().forEach(p -> names.add(p.name()));
        }
    }

    private void offer(String name, Offer offer) {
        offers.computeIfAbsent(name, k -> new ArrayList<>(1)).add(offer);
    }

    int size() {
        return items.size();
    }

    /** Who offers a name, in the order of the indexes. */
    List<Offer> offers(String name) {
        return offers.getOrDefault(name, List.of());
    }

    /** Names offered by packages that have {@code name} in their install_if rule, sorted. */
    Iterable<String> ruledBy(String name) {
        return ruled.containsKey(name) ? ruled.get(name) : List.of();
    }

    /** Packages that have {@code name} in their install_if rule. */
    List<Item> rulesOn(String name) {
        return rules.getOrDefault(name, List.of());
    }

    public Optional<Item> item(PackageRecord record) {
        return Optional.ofNullable(byChecksum.get(record.checksum()));
    }

    /** Records of this package name that cannot be used. */
    List<ApkIndex.Rejected> rejected(String name) {
        return rejected.stream().filter(r -> r.name().equals(name)).toList();
    }
}
