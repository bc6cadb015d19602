package mkrun.alpine.script;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * OpenSSL's hash of a certificate's subject, by which it finds authorities in a directory: the first four bytes, the last
 * of them first, of the SHA-1 of the name in canonical form (OpenSSL's {@code X509_NAME_hash}). In that form every text is
 * UTF-8 and in lower case, without blanks around it and with single ones in it.
 */
final class SubjectHash {
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int UTF8 = 12;

    private final byte[] der;
    private int at;

    private SubjectHash(byte[] der) {
        this.der = der;
    }

    /**
     * @param name DER of an X.501 name
     * @return eight lower-case hex digits
     * @throws IllegalArgumentException if it is no DER of a name
     */
    static String of(byte[] name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(new SubjectHash(name).canonical());
            int value = ByteBuffer.wrap(hash).order(ByteOrder.LITTLE_ENDIAN).getInt();
            return String.format("%08x", value);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-1", e);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the name of a certificate is cut off", e);
        }
    }

    /** The name's sets one after the other, without the sequence around them. */
    private byte[] canonical() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int end = enter(SEQUENCE);
        while (at < end) {
            out.writeBytes(element(SET, relativeName()));
        }
        return out.toByteArray();
    }

    /** One set of attributes, sorted as DER sorts a set. */
    private byte[] relativeName() {
        List<byte[]> attributes = new ArrayList<>();
        int end = enter(SET);
        while (at < end) {
            int attributeEnd = enter(SEQUENCE);
            byte[] type = raw();
            byte[] value = text().map(t -> element(UTF8, t)).orElseGet(this::raw);
            attributes.add(element(SEQUENCE, joined(List.of(type, value))));
            at = attributeEnd;
        }
        attributes.sort(Comparator.comparing(a -> a, Arrays::compareUnsigned));
        return joined(attributes);
    }

    /** The text here in canonical form; empty, and nothing read, if this is no text. */
    private Optional<byte[]> text() {
        Optional<Charset> charset =
                switch (der[at] & 0xff) {
                    case UTF8 -> Optional.of(StandardCharsets.UTF_8);
                    case 19, 20, 22, 26 -> Optional.of(StandardCharsets.ISO_8859_1);
                    case 28 -> Optional.of(Charset.forName("UTF-32BE"));
                    case 30 -> Optional.of(StandardCharsets.UTF_16BE);
                    default -> Optional.empty();
                };
        if (charset.isEmpty()) {
            return Optional.empty();
        }
        int end = enter(der[at] & 0xff);
        String text = new String(der, at, end - at, charset.get());
        at = end;
        return Optional.of(canonical(text).getBytes(StandardCharsets.UTF_8));
    }

    /** Only ASCII is blank and has cases here, as in OpenSSL. */
    private static String canonical(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.replaceAll("^[ \t\n\u000b\f\r]+|[ \t\n\u000b\f\r]+$", "")
                .replaceAll("[ \t\n\u000b\f\r]+", " ")
                .toCharArray()) {
            out.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        return out.toString();
    }

    /** The whole element here, as it stands. */
    private byte[] raw() {
        int begin = at;
        at = enter(der[at] & 0xff);
        return Arrays.copyOfRange(der, begin, at);
    }

    /** Steps over the tag and length of an element; where it ends. */
    private int enter(int tag) {
        if ((der[at++] & 0xff) != tag) {
            throw new IllegalArgumentException("the name of a certificate is not as X.501 has it");
        }
        int length = der[at++] & 0xff;
        if (length >= 0x80) {
            int bytes = length & 0x7f;
            length = 0;
            for (int i = 0; i < bytes && length < 0x10000; i++) {
                length = length << 8 | der[at++] & 0xff;
            }
        }
        if (length > der.length - at) {
            throw new IllegalArgumentException("the name of a certificate is cut off");
        }
        return at + length;
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length >= 0x100) {
            out.write(0x82);
            out.write(content.length >> 8);
        } else if (content.length >= 0x80) {
            out.write(0x81);
        }
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
