package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowTableTest {
    private static final String LIST = "/ip/firewall/address-list";

    @Test
    void rowsComeOutAsTheyWentIn() throws Exception {
        RowTable.Builder builder = new RowTable.Builder();
        for (int i = 0; i < 300; i++) {
            builder.add("*" + Integer.toHexString(i).toUpperCase(Locale.ROOT), values(i));
        }
        RowTable table = builder.build();
        assertThat(table).hasSize(300);
        for (int i = 0; i < 300; i++) {
            Row row = table.get(i);
            assertThat(row.values()).isEqualTo(values(i)).hasSize(values(i).size());
            assertThat(row).isEqualTo(new Row(row.id(), values(i))).hasSameHashCodeAs(new Row(row.id(), values(i)));
            assertThat(List.copyOf(row.values().keySet()))
                    .isEqualTo(List.copyOf(values(i).keySet()));
            assertThat(row.get("address")).contains("10.0.0." + i);
            assertThat(row.get("nothing")).isEmpty();
            assertThat(row.text("rare")).isEqualTo(i % 3 == 0 ? "" : "é漢😀" + i);
            assertThat(row.values().containsKey("rare")).isEqualTo(i % 3 != 0);
        }
    }

    private static Map<String, String> values(int i) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("list", i % 2 == 0 ? "a" : "b");
        if (i % 3 != 0) {
            values.put("rare", "é漢😀" + i);
        }
        values.put("address", "10.0.0." + i);
        values.put("long", "x".repeat(i * 7));
        values.put("empty", "");
        return values;
    }

    @Test
    void rowsCannotBeChanged() throws Exception {
        RowTable.Builder builder = new RowTable.Builder();
        builder.add("*1", Map.of("list", "a"));
        Row row = builder.build().get(0);
        assertThatThrownBy(() -> row.values().put("list", "b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> row.values().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> row.values().entrySet().iterator().next().setValue("b"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void noRouterHasRowsOfSoManyProperties() throws Exception {
        RowTable.Builder builder = new RowTable.Builder();
        for (int i = 0; i < 2000; i++) {
            builder.add("", Map.of("p" + i, ""));
        }
        assertThatThrownBy(() -> builder.add("", Map.of("one more", "")))
                .isInstanceOf(RouterosException.class)
                .hasMessageContaining("more than 2000 properties");
    }

    @Test
    void tenThousandRowsOfAListTakeSixHundredKilobytesHoweverTheyAreRead() throws Exception {
        for (String version : List.of("7.12.2", "7.20.8")) {
            boolean json = version.equals("7.20.8");
            Dialect dialect = Dialect.of(RouterosVersion.parse(version), Set.of());
            List<Row> rows = new mkrun.routeros.Reader("nonce-nonce")
                    .state(dialect, Set.of(LIST), Answer.of(new Rows(10_000, json)))
                    .rows()
                    .get(LIST);
            assertThat(rows).hasSize(10_000);
            assertThat(rows.get(9_999).values())
                    .containsEntry("comment", "mkrun:@big/big 10.0.39.15")
                    .containsEntry("dynamic", "false");
            assertThat(((RowTable) rows).bytes()).isBetween(400_000L, 660_000L);
        }
    }

    /** The answer of a router with a long address list, made while it is read: there is no text that holds it. */
    private static final class Rows extends Reader {
        private final int size;
        private final boolean json;
        private int row = -1;
        private String pending = "";

        Rows(int size, boolean json) {
            this.size = size;
            this.json = json;
        }

        @Override
        public int read(char[] target, int offset, int length) {
            if (pending.isEmpty()) {
                if (row > size) {
                    return -1;
                }
                pending = next(row++);
            }
            int count = Math.min(length, pending.length());
            pending.getChars(0, count, target, offset);
            pending = pending.substring(count);
            return count;
        }

        private String next(int index) {
            if (index < 0) {
                return "nonce-nonce m " + LIST + (json ? "\n[" : "");
            }
            if (index == size) {
                return (json ? "]" : "") + "\nnonce-nonce e\n";
            }
            String address = "10.0." + (index >> 8) + "." + (index & 255);
            Map<String, String> values = new LinkedHashMap<>();
            values.put(".id", "*" + Integer.toHexString(index));
            values.put("list", "big");
            values.put("address", address);
            values.put("comment", "mkrun:@big/big " + address);
            values.put("creation-time", "2026-11-28 10:00:00");
            values.put("disabled", "false");
            values.put("dynamic", "false");
            StringBuilder text = new StringBuilder(json ? index == 0 ? "{" : ",{" : "\nnonce-nonce r");
            values.forEach((name, value) -> text.append(
                    json
                            ? (text.charAt(text.length() - 1) == '{' ? "" : ",") + '"' + name + "\":\"" + value + '"'
                            : "\nnonce-nonce f " + name + "=str=" + value));
            return text + (json ? "}" : "");
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
