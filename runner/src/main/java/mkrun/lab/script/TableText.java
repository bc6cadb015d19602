package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mkrun.lab.script.Layout.Flag;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;

/** Rows printed as columns under a heading; only flags that occur are explained and take room. */
final class TableText {
    private static final int COLUMNS = 5;

    private final Listing listing;
    private final MenuFields fields;
    private final boolean showIds;
    private final List<List<Flag>> flags;
    private final List<String> columns;
    private final List<Boolean> counts;

    TableText(Listing listing, boolean showIds) {
        this.listing = listing;
        this.fields = listing.fields();
        this.showIds = showIds;
        this.flags = fields.layout().flags().stream()
                .map(g -> g.stream().filter(this::occurs).toList())
                .filter(g -> !g.isEmpty())
                .toList();
        this.columns = columns();
        this.counts = columns.stream().map(this::counts).toList();
    }

    private boolean occurs(Flag flag) {
        return listing.rows().stream().anyMatch(r -> fields.layout().flags().stream()
                .anyMatch(g -> Layout.shown(g, r).filter(flag::equals).isPresent()));
    }

    /** Numbers stand on the right, under their title. */
    private boolean counts(String column) {
        return fields.field(column)
                .filter(f -> f.type().base() == FieldType.Base.INT
                        || fields.layout().grouped().contains(f.name()))
                .isPresent();
    }

    private List<String> columns() {
        if (!listing.only().isEmpty()) {
            return listing.only();
        }
        if (fields.layout().columns().isEmpty()) {
            return fields.all().keySet().stream()
                    .filter(n -> !n.equals(Listing.COMMENT))
                    .limit(COLUMNS)
                    .toList();
        }
        return fields.layout().columns().stream()
                .filter(c -> !fields.layout().scarce().contains(c)
                        || listing.rows().stream().anyMatch(r -> !r.text(c).isEmpty()))
                .flatMap(c -> fields.all().entrySet().stream()
                        .filter(e -> e.getValue().name().equals(c))
                        .map(Map.Entry::getKey))
                .toList();
    }

    String text() {
        StringBuilder out = new StringBuilder();
        if (!listing.rows().isEmpty()) {
            out.append(flags.isEmpty() ? "" : Listing.legend(flags, TableText::upper) + Listing.END);
            out.append("Columns: ").append(upper(String.join(", ", columns))).append(Listing.END);
            body(out);
        }
        return out.append(Listing.END).toString();
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private void body(StringBuilder out) {
        List<TableRow> rows = listing.rows();
        List<String> marks = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            marks.add(mark(i));
        }
        int markWidth = Listing.width(marks);
        List<List<String>> cells = rows.stream()
                .map(r -> columns.stream().map(c -> cell(c, r)).toList())
                .toList();
        List<Integer> widths = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            int widest = Listing.width(cells.stream().map(l -> l.get(column)).toList());
            widths.add(Math.max(columns.get(c).length(), widest));
        }
        List<String> titles = columns.stream().map(TableText::upper).toList();
        line(out, Listing.left(markWidth > 0 ? "#" : "", markWidth), " ".repeat(flags.size()), titles, widths);
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i)
                    .get(Listing.COMMENT)
                    .ifPresent(c -> out.append(";;; ").append(c).append(Listing.END));
            String letters = Listing.letters(flags, rows.get(i));
            line(out, Listing.left(marks.get(i), markWidth), letters, cells.get(i), widths);
        }
    }

    private String mark(int row) {
        if (showIds) {
            return listing.rows().get(row).id();
        }
        return fields.layout().numbered() ? listing.number(row) : "";
    }

    private void line(StringBuilder out, String mark, String letters, List<String> cells, List<Integer> widths) {
        out.append(mark).append(mark.isEmpty() ? "" : " ").append(letters).append(letters.isEmpty() ? "" : " ");
        for (int c = 0; c < cells.size(); c++) {
            out.append(c == 0 ? "" : "  ");
            out.append(
                    counts.get(c)
                            ? Listing.right(cells.get(c), widths.get(c))
                            : Listing.left(cells.get(c), widths.get(c)));
        }
        out.append(Listing.END);
    }

    private String cell(String column, TableRow row) {
        if (column.equals(RowView.ID)) {
            return row.id();
        }
        Field field = fields.field(column).orElseThrow();
        return fields.layout().grouped().contains(field.name())
                        || fields.layout().counters().contains(field.name())
                ? fields.stored(row, field).orElse("").replaceAll("(?<=\\d)(?=(\\d{3})+$)", " ")
                : listing.printed(row, field);
    }
}
