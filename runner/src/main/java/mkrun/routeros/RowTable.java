package mkrun.routeros;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * The rows of a menu, packed: a row of an address list takes some sixty bytes instead of eight hundred. A {@link Row} is made
 * when it is asked for, its values when they are. Immutable.
 *
 * <p>A row is its id, the number of its values, and of each the number of its column and the value. The first few values of
 * a column stand in a list of the column's, since most columns have few; these are a number below {@value #SHARED}, all
 * others their length and themselves.
 */
public final class RowTable extends AbstractList<Row> implements RandomAccess {
    /** How many values of a column are kept once. */
    static final int SHARED = 32;
    /** Longer values are not kept once: they are rarely the same. */
    private static final int LONGEST_SHARED = 64;
    /** No menu has nearly as many properties. */
    private static final int MOST_COLUMNS = 2000;

    /** A property of the menu's rows. */
    private record Column(int number, String name, List<String> shared, Map<String, Integer> places) {}

    private final Map<String, Column> byName;
    private final List<Column> columns;
    private final byte[] data;
    private final int[] starts;

    private RowTable(Builder made) {
        this.byName = made.byName;
        this.columns = List.copyOf(byName.values());
        this.data = made.data.bytes();
        this.starts = Arrays.copyOf(made.starts, made.size);
    }

    @Override
    public Row get(int index) {
        Packed packed = new Packed(data, starts[index]);
        String id = packed.text(packed.number());
        return new Row(id, new RowValues(this, packed.at()));
    }

    @Override
    public int size() {
        return starts.length;
    }

    /** How much memory it takes, in bytes, but for some tens for each of its columns. */
    public long bytes() {
        return data.length + 4L * starts.length;
    }

    /** How many values the row has that begins there. */
    int count(int at) {
        return new Packed(data, at).number();
    }

    /** The value of a property in the row that begins there. */
    Optional<String> value(int at, String name) {
        Column column = byName.get(name);
        if (column == null) {
            return Optional.empty();
        }
        Packed packed = new Packed(data, at);
        for (int left = packed.number(); left > 0; left--) {
            boolean found = packed.number() == column.number();
            int code = packed.number();
            if (found) {
                return Optional.of(value(packed, column, code));
            }
            packed.skip(Math.max(0, code - SHARED));
        }
        return Optional.empty();
    }

    /** All values of the row that begins there, in the router's order. */
    Map<String, String> values(int at) {
        Map<String, String> values = new LinkedHashMap<>();
        Packed packed = new Packed(data, at);
        for (int left = packed.number(); left > 0; left--) {
            Column column = columns.get(packed.number());
            values.put(column.name(), value(packed, column, packed.number()));
        }
        return values;
    }

    private static String value(Packed packed, Column column, int code) {
        return code < SHARED ? column.shared().get(code) : packed.text(code - SHARED);
    }

    /** Takes rows in. */
    static final class Builder {
        private final Map<String, Column> byName = new LinkedHashMap<>();
        private final Packed.Writer data = new Packed.Writer();
        private int[] starts = new int[8];
        private int size;

        /** @throws RouterosException if the rows have more properties than any menu has */
        void add(String id, Map<String, String> values) throws RouterosException {
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, 2 * size);
            }
            starts[size++] = data.size();
            data.text(id, 0);
            data.number(values.size());
            for (Map.Entry<String, String> value : values.entrySet()) {
                Column column = column(value.getKey());
                data.number(column.number());
                int shared = shared(column, value.getValue());
                if (shared >= 0) {
                    data.number(shared);
                } else {
                    data.text(value.getValue(), SHARED);
                }
            }
        }

        private Column column(String name) throws RouterosException {
            Column column = byName.get(name);
            if (column == null) {
                if (byName.size() == MOST_COLUMNS) {
                    throw new RouterosException("the router's rows have more than " + MOST_COLUMNS + " properties");
                }
                column = new Column(byName.size(), name, new ArrayList<>(2), new HashMap<>());
                byName.put(name, column);
            }
            return column;
        }

        /** The place of the value among those kept once; -1 if it is not kept there. */
        private static int shared(Column column, String value) {
            Integer place = column.places().get(value);
            if (place != null) {
                return place;
            }
            if (column.shared().size() == SHARED || value.length() > LONGEST_SHARED) {
                return -1;
            }
            column.places().put(value, column.shared().size());
            column.shared().add(value);
            return column.shared().size() - 1;
        }

        RowTable build() {
            byName.values().forEach(column -> column.places().clear());
            return new RowTable(this);
        }
    }

    /** Numbers and texts one after the other; small numbers take one byte. */
    private static final class Packed {
        private final byte[] data;
        private int at;

        Packed(byte[] data, int at) {
            this.data = data;
            this.at = at;
        }

        int at() {
            return at;
        }

        int number() {
            int number = 0;
            int shift = 0;
            while (data[at] < 0) {
                number |= (data[at++] & 0x7f) << shift;
                shift += 7;
            }
            return number | data[at++] << shift;
        }

        String text(int length) {
            at += length;
            return new String(data, at - length, length, StandardCharsets.UTF_8);
        }

        void skip(int length) {
            at += length;
        }

        private static final class Writer {
            private final ByteArrayOutputStream out = new ByteArrayOutputStream();

            int size() {
                return out.size();
            }

            void number(int number) {
                int left = number;
                while (left > 0x7f) {
                    out.write(left & 0x7f | 0x80);
                    left >>>= 7;
                }
                out.write(left);
            }

            /** A text behind its length, to which something is added. */
            void text(String text, int added) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                number(bytes.length + added);
                out.writeBytes(bytes);
            }

            byte[] bytes() {
                return out.toByteArray();
            }
        }
    }
}
