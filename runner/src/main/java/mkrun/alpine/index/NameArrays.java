package mkrun.alpine.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The names of an index in plain arrays, so that they can be kept in a file and used as they are read. A name has the number
 * of names met before it, and is a place in the index's text.
 *
 * @param recordStarts offset of each record in the text, and the text's end
 * @param nameStarts offset of each name's first mention in the text
 * @param nameLengths bytes of each name
 * @param slots a hash table of names by {@link #hash}: their numbers plus one, 0 for nothing; twice as many as names at
 *     least, a power of two
 * @param offers the records that offer a name, for one name after the other
 * @param offerStarts where those of a name begin in {@code offers}, and the end
 * @param rules the records that have a name in their rule, likewise
 * @param ruleStarts where those of a name begin in {@code rules}, and the end
 */
record NameArrays(
        int[] recordStarts,
        int[] nameStarts,
        int[] nameLengths,
        int[] slots,
        int[] offers,
        int[] offerStarts,
        int[] rules,
        int[] ruleStarts) {

    int records() {
        return recordStarts.length - 1;
    }

    int recordStart(int number) {
        return recordStarts[number];
    }

    /** All arrays, in the order in which they are kept. */
    int[][] all() {
        return new int[][] {recordStarts, nameStarts, nameLengths, slots, offers, offerStarts, rules, ruleStarts};
    }

    static NameArrays of(int[][] all) {
        return new NameArrays(all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7]);
    }

    /** The number of a name, -1 if there is none. */
    int find(String name, ByteBuffer text) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int mask = slots.length - 1;
        for (int slot = hash(bytes, 0, bytes.length) & mask; slots[slot] != 0; slot = slot + 1 & mask) {
            int number = slots[slot] - 1;
            if (nameLengths[number] == bytes.length && Arrays.equals(bytes, at(number, text))) {
                return number;
            }
        }
        return -1;
    }

    private byte[] at(int number, ByteBuffer text) {
        byte[] bytes = new byte[nameLengths[number]];
        text.get(nameStarts[number], bytes);
        return bytes;
    }

    int[] offering(int name) {
        return name < 0 ? PackageTable.NONE : Arrays.copyOfRange(offers, offerStarts[name], offerStarts[name + 1]);
    }

    int[] ruledBy(int name) {
        return name < 0 ? PackageTable.NONE : Arrays.copyOfRange(rules, ruleStarts[name], ruleStarts[name + 1]);
    }

    /** The names that some record has in its rule. */
    Set<String> ruled(ByteBuffer text) {
        Set<String> ruled = new HashSet<>();
        for (int name = 0; name < nameStarts.length; name++) {
            if (ruleStarts[name] < ruleStarts[name + 1]) {
                ruled.add(new String(at(name, text), StandardCharsets.UTF_8));
            }
        }
        return ruled;
    }

    /** FNV-1a with a last mix: short names differ in their ends. */
    static int hash(byte[] bytes, int from, int to) {
        int hash = 0x811c9dc5;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i] & 0xff) * 0x01000193;
        }
        return hash ^ hash >>> 15;
    }
}
