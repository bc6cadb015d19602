package mkrun.op.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mkrun.routeros.Menu;
import mkrun.target.Secret;

/** What is wanted of a menu, whichever it is. */
public sealed interface Wish {
    /**
     * The operation on a menu.
     *
     * @throws IllegalArgumentException if the menu cannot have it, with the reason
     */
    MenuOperation<MenuRows> on(Menu menu);

    /** All fields that it names, with what is wanted of them; of a field named more than once, anything. */
    List<Map<String, Object>> fields();

    /** Whether it is about rows. */
    boolean rows();

    /** Whether it makes or removes rows, or marks them. */
    boolean makes();

    /** The names of all fields. */
    default Set<String> names() {
        Set<String> names = new TreeSet<>();
        fields().forEach(map -> names.addAll(map.keySet()));
        return names;
    }

    /** The names of the fields whose values are secrets. */
    default Set<String> secrets() {
        Set<String> names = new TreeSet<>();
        fields().forEach(map -> map.forEach((name, value) -> {
            if (value instanceof Secret) {
                names.add(name);
            }
        }));
        return names;
    }

    /** Settings of a menu without rows. */
    record Settings(Map<String, Object> values) implements Wish {
        @Override
        public MenuOperation<MenuRows> on(Menu menu) {
            return new RouterSettings(menu, values);
        }

        @Override
        public List<Map<String, Object>> fields() {
            return List.of(values);
        }

        @Override
        public boolean rows() {
            return false;
        }

        @Override
        public boolean makes() {
            return false;
        }
    }

    /**
     * One row: made and owned, or, where rows are the router's own, set.
     *
     * @param key what names it
     * @param values further fields
     * @param mark what its mark is if it is owned
     * @param present whether it is wanted or must be gone
     * @param adopt which rows of others are taken over
     * @param owned whether something was said that only an owned row can have
     */
    record Row(
            Map<String, Object> key,
            Map<String, Object> values,
            String mark,
            boolean present,
            Adoption adopt,
            boolean owned)
            implements Wish {
        @Override
        public MenuOperation<MenuRows> on(Menu menu) {
            return menu.kind() == Menu.Kind.FIXED ? new RouterFixed(menu, key, values) : entry(menu);
        }

        private RouterEntry entry(Menu menu) {
            return new RouterEntry(menu, key, values, mark, present, adopt);
        }

        @Override
        public List<Map<String, Object>> fields() {
            return List.of(key, values);
        }

        @Override
        public boolean rows() {
            return true;
        }

        @Override
        public boolean makes() {
            return owned;
        }
    }

    /** The rows of an owner; see {@link RouterEntries}. */
    record Rows(String owner, List<Row> entries, Anchor anchor, boolean prune) implements Wish {
        /** @throws RefusedFieldsException with what is wrong in any of the rows */
        @Override
        public MenuOperation<MenuRows> on(Menu menu) {
            List<RouterEntry> made = new ArrayList<>();
            List<RefusedFieldsException.Refused> refused = new ArrayList<>();
            for (Row row : entries) {
                try {
                    made.add(row.entry(menu));
                } catch (RefusedFieldsException e) {
                    refused.addAll(e.refused());
                }
            }
            if (!refused.isEmpty()) {
                throw new RefusedFieldsException(refused);
            }
            return new RouterEntries(menu, owner, made, anchor, prune);
        }

        @Override
        public List<Map<String, Object>> fields() {
            return Stream.concat(entries.stream().flatMap(row -> row.fields().stream()), Stream.of(anchor.fields()))
                    .toList();
        }

        @Override
        public boolean rows() {
            return true;
        }

        @Override
        public boolean makes() {
            return true;
        }
    }
}
