package mkrun.alpine.index;

import java.util.Optional;
import java.util.Set;
import mkrun.alpine.PackageRecord;

/** The packages of an index by number, and which of them have to do with a name. */
interface PackageTable {
    int[] NONE = {};

    /** How many records there are, those that cannot be used among them. */
    int size();

    /** The package of a number; empty if its record cannot be used. The same object each time. */
    Optional<PackageRecord> record(int number);

    /** Why the record of a number cannot be used; empty if it can. */
    Optional<ApkIndex.Rejected> rejection(int number);

    /** Numbers of the records that have this name or provide it, ascending. */
    int[] offering(String name);

    /** Numbers of the records that have this name in their install_if rule, ascending. */
    int[] ruledBy(String name);

    /** The names that stand in any install_if rule. */
    Set<String> ruledNames();

    /** How many other names are met before this one, reading from the beginning; -1 if it is not met. */
    int mention(String name);
}
