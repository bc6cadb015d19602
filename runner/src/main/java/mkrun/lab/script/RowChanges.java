package mkrun.lab.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one command changed in tables and rows; it can be taken back, and made again. */
record RowChanges(List<OfTable> tables, List<OfRow> rows) {
    RowChanges {
        tables = List.copyOf(tables);
        rows = List.copyOf(rows);
    }

    /** Which rows a table has, and in what order. */
    interface OfTable {
        /** Rows that were not there before. */
        List<TableRow> added();

        /** Has it as it was before. */
        void takeBack();

        /** Has it as it was afterwards. */
        void makeAgain();
    }

    /** Rows that came behind all others. */
    record Appended(Table table, List<TableRow> added) implements OfTable {
        Appended {
            added = List.copyOf(added);
        }

        @Override
        public void takeBack() {
            added.forEach(table::remove);
        }

        @Override
        public void makeAgain() {
            added.forEach(table::append);
        }
    }

    /** The rows of a table before and after, in their order. */
    record Reordered(Table table, List<TableRow> before, List<TableRow> after) implements OfTable {
        Reordered {
            before = List.copyOf(before); // not a part of a longer list
        }

        /** Of long lists, most commands change the end. */
        @Override
        public List<TableRow> added() {
            int same = 0;
            while (same < before.size() && same < after.size() && before.get(same) == after.get(same)) {
                same++;
            }
            Set<TableRow> old = new HashSet<>(before.subList(same, before.size()));
            return after.subList(same, after.size()).stream()
                    .filter(r -> !old.contains(r))
                    .toList();
        }

        boolean real() {
            return !before.equals(after);
        }

        @Override
        public void takeBack() {
            restore(after, before);
        }

        @Override
        public void makeAgain() {
            restore(before, after);
        }

        private void restore(List<TableRow> from, List<TableRow> to) {
            List<TableRow> now = table.own();
            Set<TableRow> present = new HashSet<>(now);
            Set<TableRow> known = new HashSet<>(from);
            List<TableRow> rows = new ArrayList<>(to);
            rows.removeIf(r -> known.contains(r) && !present.contains(r)); // gone by itself meanwhile
            known.addAll(to);
            now.stream().filter(r -> !known.contains(r)).forEach(rows::add);
            table.replaceAll(rows);
        }
    }

    /** The values of a row before and after, in their order. */
    record OfRow(TableRow row, Map<String, String> before, Map<String, String> after) {
        private void restore(Map<String, String> from, Map<String, String> to) {
            if (row.values().equals(from)) {
                row.replace(to);
                return;
            }
            // What the router has changed by itself since stays: only what the command had set goes back.
            from.keySet().stream().filter(f -> !to.containsKey(f)).forEach(row::unset);
            to.forEach((field, value) -> {
                if (!value.equals(from.get(field))) {
                    row.set(field, value);
                }
            });
        }
    }

    boolean none() {
        return tables.isEmpty() && rows.isEmpty();
    }

    /** Puts everything as it was before the command. */
    void takeBack() {
        rows.forEach(r -> r.restore(r.after(), r.before()));
        tables.forEach(OfTable::takeBack);
    }

    /** Puts everything as it was behind the command. */
    void makeAgain() {
        tables.forEach(OfTable::makeAgain);
        rows.forEach(r -> r.restore(r.before(), r.after()));
    }
}
