package mkrun.lab.script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import mkrun.routeros.Field;

/** Rows printed as lists of {@code name=value} or of lines {@code name: value}. */
final class Details {
    private Details() {}

    /** The properties of a menu without rows: names right-aligned, values padded. */
    static String properties(MenuFields fields, TableRow row, List<String> only) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        new Listing(fields, List.of(row), List.of(0), only, Set.of())
                .properties(row)
                .forEach((spelling, field) -> fields.stored(row, field).ifPresent(v -> {
                    names.add(spelling);
                    values.add(FieldOutput.printed(fields, field, v));
                }));
        int nameWidth = Listing.width(names);
        int valueWidth = Listing.width(values);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            out.append("  ").append(Listing.right(names.get(i), nameWidth)).append(": ");
            out.append(Listing.left(values.get(i), valueWidth)).append(Listing.END);
        }
        return out.append(Listing.END).toString();
    }

    /** One line for each row, values without quotes. */
    static String terse(Listing listing) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < listing.rows().size(); i++) {
            TableRow row = listing.rows().get(i);
            List<String> words = new ArrayList<>();
            row.get(Listing.COMMENT).ifPresent(c -> words.add("comment=" + c));
            listing.properties(row)
                    .forEach((name, field) -> words.add(FieldOutput.word(field, name, listing.printed(row, field))));
            out.append(listing.head(i)).append(String.join(" ", words)).append(Listing.END);
        }
        return out.toString();
    }

    /** One line for each row, with nothing but the values of some properties; a router's log looks so. */
    static String lines(Listing listing) {
        MenuFields fields = listing.fields();
        StringBuilder out = new StringBuilder();
        for (TableRow row : listing.rows()) {
            for (String name : fields.layout().lines()) {
                out.append(' ').append(listing.printed(row, fields.field(name).orElseThrow()));
            }
            out.append(Listing.END);
        }
        return out.append(Listing.END).toString();
    }

    /** A paragraph for each row, wrapped at the width of a terminal. */
    static String detail(Listing listing) {
        MenuFields fields = listing.fields();
        StringBuilder out = new StringBuilder();
        if (!fields.layout().flags().isEmpty()) {
            out.append(Listing.legend(fields.layout().flags(), UnaryOperator.identity()))
                    .append(' ')
                    .append(Listing.END);
        }
        for (int i = 0; i < listing.rows().size(); i++) {
            TableRow row = listing.rows().get(i);
            Paragraph paragraph = new Paragraph(listing.head(i));
            row.get(Listing.COMMENT).ifPresent(paragraph::comment);
            listing.properties(row)
                    .forEach((name, field) -> paragraph.word(FieldOutput.word(
                            field, name, FieldOutput.quoted(fields, field, listing.printed(row, field)))));
            out.append(paragraph.end());
        }
        return out.toString();
    }

    /** A line for each property with the values of all rows. */
    static String valueList(Listing listing) {
        Set<String> names = new LinkedHashSet<>();
        listing.rows().forEach(r -> names.addAll(listing.properties(r).keySet()));
        int width = Listing.width(List.copyOf(names));
        StringBuilder out = new StringBuilder();
        for (String name : names) {
            Field field = listing.fields().field(name).orElseThrow();
            out.append("  ").append(Listing.right(name, width)).append(": ");
            out.append(
                    listing.rows().stream().map(r -> listing.printed(r, field)).collect(Collectors.joining("  ")));
            out.append(Listing.END);
        }
        return out.append(Listing.END).toString();
    }

    /** Words wrapped under the end of the row's head; every line ends in a blank. */
    private static final class Paragraph {
        private final StringBuilder out = new StringBuilder();
        private final StringBuilder line;
        private final String indent;

        Paragraph(String head) {
            this.line = new StringBuilder(head);
            this.indent = " ".repeat(head.length());
        }

        void comment(String text) {
            line.append(";;; ").append(text);
            breakLine();
        }

        void word(String word) {
            if (line.length() > indent.length() && line.length() + word.length() + 1 > Listing.WIDTH) {
                breakLine();
            }
            line.append(word).append(' ');
        }

        private void breakLine() {
            out.append(line).append(Listing.END);
            line.setLength(0);
            line.append(indent);
        }

        String end() {
            return out.append(line).append(Listing.END).append(Listing.END).toString();
        }
    }
}
