package mkrun.alpine.index;

import java.util.Arrays;

/**
 * Finds the records and names of an index's text without parsing it: names of the fields {@code P D p i}, in the order of
 * their lines. What is malformed is found when the record is parsed.
 */
final class IndexScanner {
    private final byte[] text;
    private final Ints recordStarts = new Ints();
    private final Ints nameStarts = new Ints();
    private final Ints nameLengths = new Ints();
    private final Pairs offers = new Pairs();
    private final Pairs rules = new Pairs();
    private int[] slots = new int[1 << 12];

    /** Numbers, more and more of them. */
    private static final class Ints {
        private int[] values = new int[1 << 10];
        private int count;

        void add(int value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, count * 2);
            }
            values[count++] = value;
        }

        int[] toArray() {
            return Arrays.copyOf(values, count);
        }
    }

    /** Names and the records that have to do with them, to be sorted by name in the end. */
    private static final class Pairs {
        private final Ints names = new Ints();
        private final Ints records = new Ints();

        void add(int name, int record) {
            names.add(name);
            records.add(record);
        }

        /** Where the records of each name begin, and the end. */
        int[] starts(int nameCount) {
            int[] starts = new int[nameCount + 1];
            for (int i = 0; i < names.count; i++) {
                starts[names.values[i] + 1]++;
            }
            for (int i = 0; i < nameCount; i++) {
                starts[i + 1] += starts[i];
            }
            return starts;
        }

        int[] sorted(int[] starts) {
            int[] next = starts.clone();
            int[] sorted = new int[records.count];
            for (int i = 0; i < records.count; i++) {
                sorted[next[names.values[i]]++] = records.values[i];
            }
            return sorted;
        }
    }

    private IndexScanner(byte[] text) {
        this.text = text;
    }

    static NameArrays scan(byte[] text) {
        return new IndexScanner(text).scan();
    }

    private NameArrays scan() {
        int at = 0;
        int start = 0;
        boolean empty = true;
        while (at < text.length) {
            int end = lineEnd(at);
            if (end == at && !empty) {
                recordStarts.add(start);
                empty = true;
            }
            if (end == at && empty) {
                start = end + 1;
            } else {
                line(at, end);
                empty = false;
            }
            at = end + 1;
        }
        if (!empty) {
            recordStarts.add(start);
        }
        recordStarts.add(text.length);
        int names = nameStarts.count;
        int[] offerStarts = offers.starts(names);
        int[] ruleStarts = rules.starts(names);
        return new NameArrays(
                recordStarts.toArray(),
                nameStarts.toArray(),
                nameLengths.toArray(),
                slots,
                offers.sorted(offerStarts),
                offerStarts,
                rules.sorted(ruleStarts),
                ruleStarts);
    }

    private int lineEnd(int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }

    private void line(int from, int to) {
        if (to - from < 3 || text[from + 1] != ':') {
            return;
        }
        int record = recordStarts.count;
        switch (text[from]) {
            case 'P' -> offers.add(name(from + 2, to), record);
            case 'D', 'p', 'i' -> {
                for (int at = from + 2; at < to; ) {
                    int end = at;
                    while (end < to && text[end] != ' ') {
                        end++;
                    }
                    if (end > at) {
                        token(text[from], at, end, record);
                    }
                    at = end + 1;
                }
            }
            default -> {
                // no names in other fields
            }
        }
    }

    private void token(byte field, int from, int to, int record) {
        int start = text[from] == '!' ? from + 1 : from;
        int end = start;
        while (end < to && "<>=~@".indexOf(text[end]) < 0) {
            end++;
        }
        int name = name(start, end);
        if (field == 'p') {
            offers.add(name, record);
        } else if (field == 'i') {
            rules.add(name, record);
        }
    }

    private int name(int from, int to) {
        int mask = slots.length - 1;
        int slot = NameArrays.hash(text, from, to) & mask;
        for (; slots[slot] != 0; slot = slot + 1 & mask) {
            int number = slots[slot] - 1;
            int start = nameStarts.values[number];
            if (Arrays.equals(text, start, start + nameLengths.values[number], text, from, to)) {
                return number;
            }
        }
        nameStarts.add(from);
        nameLengths.add(to - from);
        slots[slot] = nameStarts.count;
        if (nameStarts.count * 2 > slots.length) {
            grow();
        }
        return nameStarts.count - 1;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int number = 0; number < nameStarts.count; number++) {
            int start = nameStarts.values[number];
            int slot = NameArrays.hash(text, start, start + nameLengths.values[number]) & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = number + 1;
        }
    }
}
