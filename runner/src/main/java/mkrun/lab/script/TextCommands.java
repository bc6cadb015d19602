package mkrun.lab.script;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import mkrun.routeros.RouterosVersion;

/** Commands of the language that make texts of texts. */
final class TextCommands {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LONGEST_RANDOM = 65_536;

    private TextCommands() {}

    /** {@code :convert}: from a form, through a change, to a form. Forms and changes that are not told apart are refused. */
    static Value convert(Arguments arguments, Env env) throws RouterError {
        RouterosVersion version = env.state().version();
        String text = arguments.required("value", env).text();
        text = decoded(text, word(arguments, "from", env), version);
        text = transformed(text, word(arguments, "transform", env), version);
        return Operators.sized(encoded(text, word(arguments, "to", env), version));
    }

    private static String word(Arguments arguments, String name, Env env) throws RouterError {
        return arguments.has(name) ? arguments.eval(name, env).text() : "none";
    }

    private static String decoded(String text, String form, RouterosVersion version) throws RouterError {
        try {
            return switch (form) {
                case "none", "raw" -> text;
                case "base64" -> string(Base64.getDecoder().decode(text));
                case "hex" -> string(HexFormat.of().parseHex(text));
                default -> throw Refusals.noMatch(version, ":convert", "from");
            };
        } catch (IllegalArgumentException malformed) {
            throw Refusals.invalid("value");
        }
    }

    private static String transformed(String text, String change, RouterosVersion version) throws RouterError {
        return switch (change) {
            case "none" -> text;
            case "reverse" -> new StringBuilder(text).reverse().toString();
            case "rot13" -> rotated(text);
            case "lc" -> text.toLowerCase(Locale.ROOT);
            case "uc" -> text.toUpperCase(Locale.ROOT);
            case "crlf" -> crlf(text);
            case "lf" -> lf(text);
            case "md5" -> digest("MD5", text);
            case "sha512" -> digest("SHA-512", text);
            default -> throw Refusals.noMatch(version, ":convert", "transform");
        };
    }

    private static String encoded(String text, String form, RouterosVersion version) throws RouterError {
        return switch (form) {
            case "none", "raw" -> text;
            case "base64" -> Base64.getEncoder().encodeToString(bytes(text));
            case "hex" -> HexFormat.of().formatHex(bytes(text));
            default -> throw Refusals.noMatch(version, ":convert", "to");
        };
    }

    private static String rotated(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            char first = c >= 'a' ? 'a' : 'A';
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            out.append(letter ? (char) (first + (c - first + 13) % 26) : c);
        }
        return out.toString();
    }

    private static String digest(String algorithm, String text) {
        try {
            return string(MessageDigest.getInstance(algorithm).digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The text with LF at the ends of its lines. */
    static String lf(String text) {
        return text.replace("\r\n", "\n");
    }

    /** The text with CR LF at the ends of its lines. */
    static String crlf(String text) {
        return lf(text).replace("\n", "\r\n");
    }

    /** {@code :rndnum}: from one number to another, both among the possible ones. */
    static Value number(Arguments arguments, Env env) throws RouterError {
        long from = Arithmetic.number(arguments.required("from", env));
        long to = Arithmetic.number(arguments.required("to", env));
        if (from > to || to == Long.MAX_VALUE) {
            throw Refusals.invalid("to");
        }
        return Value.of(RANDOM.nextLong(from, to + 1));
    }

    /** {@code :rndstr}: sixteen letters and digits, unless told otherwise. */
    static Value text(Arguments arguments, Env env) throws RouterError {
        String from = arguments.has("from") ? arguments.eval("from", env).text() : ALPHABET;
        long length = arguments.has("length") ? Arithmetic.number(arguments.eval("length", env)) : 16;
        if (from.isEmpty() || length < 0 || length > LONGEST_RANDOM) {
            throw Refusals.invalid(from.isEmpty() ? "from" : "length");
        }
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(from.charAt(RANDOM.nextInt(from.length())));
        }
        return Value.of(text.toString());
    }
}
