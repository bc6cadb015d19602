package mkrun.alpine.solver;

import java.nio.charset.StandardCharsets;

/**
 * Where a name stands in apk's table of names (apk-tools: database.c, blob.c): the 32-bit MurmurHash3 with the seed 5381,
 * over 20,000 buckets. apk walks that table where it lists what depends on a name, and so it decides ties.
 */
final class NameHash {
    private static final int BUCKETS = 20_000;
    private static final int SEED = 5381;
    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private NameHash() {}

    static int bucket(String name) {
        return (int) (Integer.toUnsignedLong(murmur3(name.getBytes(StandardCharsets.UTF_8))) % BUCKETS);
    }

    private static int murmur3(byte[] key) {
        int hash = SEED;
        int at = 0;
        for (; at + 4 <= key.length; at += 4) {
            hash ^= mixed(word(key, at, 4));
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        if (at < key.length) {
            hash ^= mixed(word(key, at, key.length - at));
        }
        hash ^= key.length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int mixed(int word) {
        return Integer.rotateLeft(word * C1, 15) * C2;
    }

    /** Up to four bytes, the first one lowest. */
    private static int word(byte[] key, int at, int length) {
        int word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = word << 8 | key[at + i] & 0xff;
        }
        return word;
    }
}
