package mkrun.routeros;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Values as the console reads them. Escapes are those of RouterOS's scripting manual: {@code \"  \\  \$  \?  \n  \r  \t}
 * and {@code \XX} with two upper-case hexadecimal digits; other than printable ASCII goes as the bytes of its UTF-8.
 */
public final class Quote {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9._/:,-]*");

    private Quote() {}

    /** The value as it may stand behind {@code name=}: bare where that is safe, else in quotes. */
    public static String value(String value) {
        return PLAIN.matcher(value).matches() ? value : string(value);
    }

    /** The value in quotes, always: what {@code where} needs, since a bare address is a type of its own there. */
    public static String string(String value) {
        StringBuilder out = new StringBuilder(value.length() + 16).append('"');
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            append(out, b & 0xff);
        }
        return out.append('"').toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '"', '\\', '$', '?' -> out.append('\\').append((char) c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c >= 0x20 && c < 0x7f) {
                    out.append((char) c);
                } else {
                    out.append(String.format("\\%02X", c));
                }
            }
        }
    }
}
