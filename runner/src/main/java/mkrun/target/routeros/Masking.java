package mkrun.target.routeros;

import java.util.Comparator;
import java.util.List;
import mkrun.routeros.Quote;
import mkrun.target.Secret;

/** Keeps secrets out of what a router said about them. */
final class Masking {
    private Masking() {}

    static String mask(String text, List<Secret> secrets) {
        String masked = text;
        List<String> values = secrets.stream()
                .map(Secret::reveal)
                .filter(v -> !v.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String value : values) {
            masked = masked.replace(Quote.value(value), Secret.MASK).replace(value, Secret.MASK);
        }
        return masked;
    }
}
