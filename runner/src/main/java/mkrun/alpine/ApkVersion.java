package mkrun.alpine;

import java.util.List;

/**
 * Versions as apk 2 orders them: {@code digits{.digits}[letter]{_suffix[digits]}[-rN]}, compared token by token.
 *
 * <p>Its peculiarities: {@code 1.0 > 1} but {@code 1.0 < 1.0.0}; components after the first that begin with zeros sort
 * like fractions ({@code 1.001 < 1.01 < 1.1}); {@code _alpha _beta _pre _rc} come before the plain version, {@code _cvs
 * _svn _git _hg _p} after it; {@code -r9 < -r10}. A text that is no valid version compares too.
 */
public final class ApkVersion {
    private ApkVersion() {}

    /** Whether apk accepts the text as a version. */
    public static boolean isValid(String version) {
        Tokens tokens = new Tokens(version);
        while (tokens.more()) {
            tokens.take();
        }
        return tokens.kind == Kind.END;
    }

    /** Negative, zero or positive as {@code a} is older than, equal to or newer than {@code b}. */
    public static int compare(String a, String b) {
        return a.equals(b) ? 0 : compare(new Tokens(a), new Tokens(b), false);
    }

    /**
     * Like {@link #compare}, but zero as soon as one version goes on differently than the other after an equal beginning:
     * {@code ~2.2} accepts {@code 2.2.1-r0}, and not {@code 2.10}. As in apk 2 it holds both ways round, so that
     * {@code ~4.5.1} accepts {@code 4.5}.
     */
    public static int compareFuzzily(String a, String b) {
        return a.equals(b) ? 0 : compare(new Tokens(a), new Tokens(b), true);
    }

    private static int compare(Tokens a, Tokens b, boolean fuzzy) {
        while (a.kind == b.kind && a.more()) {
            int order = Long.compare(a.take(), b.take());
            if (order != 0) {
                return order;
            }
        }
        if (fuzzy || a.kind == b.kind) {
            return 0;
        }
        int order = b.kind.compareTo(a.kind);
        if (a.kind == Kind.SUFFIX && a.take() < 0) {
            return -1;
        }
        return b.kind == Kind.SUFFIX && b.take() < 0 ? 1 : order;
    }

    /** Kinds of token. Where two versions differ in kind, the one whose kind stands later here is the older one. */
    private enum Kind {
        INVALID,
        /** A component after a dot; zeros at its beginning are a token of their own. */
        COMPONENT,
        DIGITS,
        LETTER,
        SUFFIX,
        SUFFIX_NUMBER,
        REVISION,
        END
    }

    /** Walks through a version: {@link #kind} is the token at hand, {@link #take} its value. */
    private static final class Tokens {
        private static final List<String> SUFFIXES =
                List.of("alpha", "beta", "pre", "rc", "cvs", "svn", "git", "hg", "p");
        private static final int PRE_RELEASES = 4;
        private static final int MAX_DIGITS = 17; // apk refuses longer numbers

        private final String text;
        private int at;
        private Kind kind = Kind.DIGITS;

        Tokens(String text) {
            this.text = text;
        }

        boolean more() {
            return kind != Kind.END && kind != Kind.INVALID;
        }

        /** The value of the token at hand, which is passed; -1 if it cannot be read. */
        long take() {
            if (at == text.length()) {
                kind = Kind.END;
                return 0;
            }
            return switch (kind) {
                case COMPONENT -> text.charAt(at) == '0' ? zeros() : number();
                case DIGITS, SUFFIX_NUMBER, REVISION -> number();
                case LETTER -> letter();
                case SUFFIX -> suffix();
                case INVALID, END -> throw new IllegalStateException("no token at hand");
            };
        }

        private long zeros() {
            int start = at;
            while (at < text.length() && text.charAt(at) == '0') {
                at++;
            }
            int zeros = at - start;
            if (at < text.length() && isDigit(text.charAt(at))) {
                kind = Kind.DIGITS;
            } else {
                advance();
            }
            return -zeros;
        }

        private long number() {
            int start = at;
            long value = 0;
            while (at < text.length() && isDigit(text.charAt(at))) {
                value = at - start < MAX_DIGITS ? value * 10 + text.charAt(at) - '0' : -1;
                at++;
            }
            if (at - start > MAX_DIGITS) {
                kind = Kind.INVALID;
                return -1;
            }
            advance();
            return value;
        }

        private long letter() {
            char letter = text.charAt(at++);
            advance();
            return letter;
        }

        private long suffix() {
            for (int i = 0; i < SUFFIXES.size(); i++) {
                if (text.startsWith(SUFFIXES.get(i), at)) {
                    at += SUFFIXES.get(i).length();
                    advance();
                    return i - PRE_RELEASES;
                }
            }
            kind = Kind.INVALID;
            return -1;
        }

        /** Finds the kind of the next token; what may not follow the one just passed is invalid. */
        private void advance() {
            kind = at == text.length() ? Kind.END : following(text.charAt(at));
        }

        private Kind following(char c) {
            boolean afterNumber = kind == Kind.DIGITS || kind == Kind.COMPONENT;
            if (afterNumber && c >= 'a' && c <= 'z') {
                return Kind.LETTER;
            }
            if (isDigit(c)) {
                return kind == Kind.LETTER ? Kind.DIGITS : kind == Kind.SUFFIX ? Kind.SUFFIX_NUMBER : Kind.INVALID;
            }
            at++;
            if (c == '.') {
                return afterNumber ? Kind.COMPONENT : Kind.INVALID;
            }
            if (c == '_') {
                return kind == Kind.REVISION ? Kind.INVALID : Kind.SUFFIX;
            }
            if (c == '-' && text.startsWith("r", at)) {
                at++;
                return Kind.REVISION;
            }
            return Kind.INVALID;
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }
    }
}
