package mkrun.alpine.sbom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What packages say about their licence: mostly an SPDX expression (SPDX 2.3, annex D), but old packages and some new ones
 * have free text.
 */
final class Licenses {
    private static final Set<String> IDS = lines("licenses.txt");
    private static final Set<String> EXCEPTIONS = lines("exceptions.txt");

    private Licenses() {}

    /** Whether it is one identifier of the SPDX list. */
    static boolean isId(String license) {
        return IDS.contains(license);
    }

    /** Whether it is an expression of nothing but identifiers that are known to be on the SPDX list. */
    static boolean isExpression(String license) {
        Deque<String> tokens = new ArrayDeque<>(
                Arrays.asList(license.replaceAll("([()])", " $1 ").strip().split("\\s+")));
        return takeExpression(tokens) && tokens.isEmpty();
    }

    private static boolean takeExpression(Deque<String> tokens) {
        if (!takeTerm(tokens)) {
            return false;
        }
        while ("AND".equals(tokens.peek()) || "OR".equals(tokens.peek())) {
            tokens.remove();
            if (!takeTerm(tokens)) {
                return false;
            }
        }
        return true;
    }

    private static boolean takeTerm(Deque<String> tokens) {
        String first = tokens.poll();
        if ("(".equals(first)) {
            return takeExpression(tokens) && ")".equals(tokens.poll());
        }
        if (first == null || !IDS.contains(first)) {
            return false;
        }
        if (!"WITH".equals(tokens.peek())) {
            return true;
        }
        tokens.remove();
        String exception = tokens.poll();
        return exception != null && EXCEPTIONS.contains(exception);
    }

    /** A reference to free text, as SPDX wants one: letters, digits, points and dashes. */
    static String reference(String license) {
        return "LicenseRef-" + license.replaceAll("[^A-Za-z0-9.-]+", "-").replaceAll("^-|-$", "");
    }

    private static Set<String> lines(String resource) {
        try (InputStream in = Licenses.class.getResourceAsStream(resource)) {
            List<String> lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
            return lines.stream().filter(l -> !l.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("mkrun's list " + resource + " cannot be read", e);
        }
    }
}
