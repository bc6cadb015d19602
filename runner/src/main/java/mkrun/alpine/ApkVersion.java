package mkrun.alpine;

import java.util.List;

/**
 * Versions as apk orders them: {@code digits{.digits}[letter]{_suffix[digits]}[~hash][-rN]}, compared token by token.
 *
 * <p>Peculiarities: {@code 1.0 > 1} but {@code 1.0 < 1.0.0}; {@code _alpha _beta _pre _rc} come before the plain version,
 * {@code _cvs _svn _git _hg _p} after it; {@code -r9 < -r10}. A text that is no valid version compares too. Components
 * after the first that begin with zeros, and {@code ~hash}, are where the two {@link Semantics} differ.
 */
public final class ApkVersion {
    private ApkVersion() {}

    /** Whether apk 2 accepts the text as a version. */
    public static boolean isValid(String version) {
        return isValid(version, Semantics.APK_2);
    }

    /** Whether apk accepts the text as a version. */
    public static boolean isValid(String version, Semantics semantics) {
        Tokens tokens = new Tokens(version, semantics);
        while (tokens.more()) {
            tokens.take();
        }
        return tokens.kind == Kind.END;
    }

    /** Negative, zero or positive as {@code a} is older than, equal to or newer than {@code b}, by apk 2. */
    public static int compare(String a, String b) {
        return compare(a, b, Semantics.APK_2);
    }

    /** Negative, zero or positive as {@code a} is older than, equal to or newer than {@code b}. */
    public static int compare(String a, String b, Semantics semantics) {
        return a.equals(b) ? 0 : compare(new Tokens(a, semantics), new Tokens(b, semantics), false);
    }

    /**
     * Like {@link #compare}, but zero as soon as {@code wanted} ends after an equal beginning: {@code ~2.2} accepts
     * {@code 2.2.1-r0}, and not {@code 2.10}. In apk 2 it holds both ways round, so that {@code ~4.5.1} accepts
     * {@code 4.5}.
     */
    public static int compareFuzzily(String version, String wanted, Semantics semantics) {
        return version.equals(wanted)
                ? 0
                : compare(new Tokens(version, semantics), new Tokens(wanted, semantics), true);
    }

    private static int compare(Tokens a, Tokens b, boolean fuzzy) {
        while (a.kind == b.kind && a.more()) {
            int order = a.compareToken(b);
            if (order != 0) {
                return order;
            }
        }
        boolean end = a.semantics == Semantics.APK_2 || b.kind == Kind.END;
        if (fuzzy && end || a.kind == b.kind) {
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
        /** A component after a dot. */
        COMPONENT,
        DIGITS,
        LETTER,
        SUFFIX,
        SUFFIX_NUMBER,
        /** Only by apk 3: the commit that a package was made of, lower-case hex. */
        HASH,
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
        private final Semantics semantics;
        private int at;
        private Kind kind = Kind.DIGITS;

        Tokens(String text, Semantics semantics) {
            this.text = text;
            this.semantics = semantics;
        }

        boolean more() {
            return kind != Kind.END && kind != Kind.INVALID;
        }

        /** Compares the tokens at hand, which are of one kind, and passes both. */
        int compareToken(Tokens other) {
            boolean zero = kind == Kind.COMPONENT && (text.startsWith("0", at) || other.text.startsWith("0", other.at));
            if (kind == Kind.HASH || zero && semantics == Semantics.APK_3) {
                return text().compareTo(other.text());
            }
            int zeros = zero ? other.zeros() - zeros() : 0;
            if (zeros != 0) {
                return zeros;
            }
            boolean ends = zero && !isAtDigit();
            if (zero && ends == other.isAtDigit()) {
                return ends ? -1 : 1; // 1.0 < 1.01, and so is 1.0.9
            }
            return Long.compare(take(), other.take());
        }

        private boolean isAtDigit() {
            return at < text.length() && isDigit(text.charAt(at));
        }

        /** Passes the zeros at hand; how many there were. */
        private int zeros() {
            int start = at;
            while (at < text.length() && text.charAt(at) == '0') {
                at++;
            }
            return at - start;
        }

        /** The token at hand as it stands, which is passed. */
        String text() {
            int start = at;
            int end = at;
            while (end < text.length() && (kind == Kind.HASH ? isHex(text.charAt(end)) : isDigit(text.charAt(end)))) {
                end++;
            }
            at = end;
            if (start == end) {
                kind = Kind.INVALID;
            } else {
                advance();
            }
            return text.substring(start, end);
        }

        /** The value of the token at hand, which is passed; -1 if it cannot be read. */
        long take() {
            if (at == text.length()) {
                kind = semantics == Semantics.APK_2 ? Kind.END : Kind.INVALID;
                return 0;
            }
            return switch (kind) {
                case COMPONENT, DIGITS, SUFFIX_NUMBER, REVISION -> number();
                case LETTER -> letter();
                case SUFFIX -> suffix();
                case HASH -> text().isEmpty() ? -1 : 0;
                case INVALID, END -> throw new IllegalStateException("no token at hand");
            };
        }

        private long number() {
            int start = at;
            long value = 0;
            while (at < text.length() && isDigit(text.charAt(at))) {
                value = at - start < MAX_DIGITS ? value * 10 + text.charAt(at) - '0' : -1;
                at++;
            }
            if (at - start > MAX_DIGITS || at == start && semantics == Semantics.APK_3) {
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
                boolean afterLetter = kind == Kind.LETTER && semantics == Semantics.APK_2;
                return afterLetter ? Kind.DIGITS : kind == Kind.SUFFIX ? Kind.SUFFIX_NUMBER : Kind.INVALID;
            }
            at++;
            if (c == '.') {
                return afterNumber ? Kind.COMPONENT : Kind.INVALID;
            }
            if (c == '_') {
                return kind == Kind.REVISION || kind == Kind.HASH ? Kind.INVALID : Kind.SUFFIX;
            }
            if (c == '~' && semantics == Semantics.APK_3) {
                return kind == Kind.REVISION || kind == Kind.HASH ? Kind.INVALID : Kind.HASH;
            }
            if (c == '-' && text.startsWith("r", at)) {
                at++;
                return kind == Kind.REVISION && semantics == Semantics.APK_3 ? Kind.INVALID : Kind.REVISION;
            }
            return Kind.INVALID;
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        private static boolean isHex(char c) {
            return isDigit(c) || c >= 'a' && c <= 'f';
        }
    }
}
