package mkrun.target;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are read when somebody needs them, equal by what they hold. Immutable; a file behind it must not change
 * while it is in use.
 */
public abstract class Content {
    /** No bytes. */
    public static final Content EMPTY = of(new byte[0]);

    private @Nullable String sha256;

    Content() {}

    /** The given bytes; the array must not be changed afterwards. */
    public static Content of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /** A slice of an array that must not be changed afterwards, so that many files may share one buffer. */
    public static Content of(byte[] buffer, int offset, int length) {
        return new Bytes(buffer, offset, length);
    }

    /** The UTF-8 bytes of a text. */
    public static Content text(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes of an existing regular file. */
    public static Content file(Path file) {
        return new InFile(file);
    }

    /**
     * The bytes of a file that was made once: reading it to its end fails where it holds others by then.
     *
     * @param crc32 of its bytes
     */
    public static Content stored(Path file, long size, long crc32) {
        return new StoredFile(file, size, crc32);
    }

    /** The bytes of several contents, one after the other, without a copy of them. */
    public static Content joined(List<Content> parts) {
        return new Joined(List.copyOf(parts));
    }

    /** Length in bytes. */
    public abstract long size();

    /** A fresh stream over the bytes; the caller closes it. */
    public abstract InputStream open() throws IOException;

    /** All bytes; for contents that are known to be small, or held in memory anyway. */
    public byte[] bytes() {
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes as text, if they are valid UTF-8 without NUL; empty for anything that should not be shown as text. */
    public Optional<String> asText() {
        byte[] bytes = bytes();
        for (byte b : bytes) {
            if (b == 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** SHA-256 of the bytes, lower-case hex. Computed once. */
    public String sha256() {
        if (sha256 == null) {
            sha256 = hex("SHA-256");
        }
        return sha256;
    }

    /** SHA-1 of the bytes, lower-case hex. */
    public String sha1() {
        return hex("SHA-1");
    }

    /** CRC-32 of the bytes: tells accidents, and no more. */
    public long crc32() throws IOException {
        CRC32 sum = new CRC32();
        try (CheckedInputStream in = new CheckedInputStream(open(), sum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return sum.getValue();
    }

    private String hex(String algorithm) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            update(digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has " + algorithm, e);
        }
    }

    /** Feeds the bytes to a digest. */
    void update(MessageDigest digest) throws IOException {
        try (InputStream in = open()) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Content that && size() == that.size() && sha256().equals(that.sha256());
    }

    @Override
    public final int hashCode() {
        return sha256().hashCode();
    }

    @Override
    public String toString() {
        return size() + " bytes sha256:" + sha256();
    }

    private static final class Bytes extends Content {
        private final byte[] buffer;
        private final int offset;
        private final int length;

        Bytes(byte[] buffer, int offset, int length) {
            this.buffer = buffer;
            this.offset = offset;
            this.length = length;
        }

        @Override
        public long size() {
            return length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(buffer, offset, length);
        }

        @Override
        void update(MessageDigest digest) {
            digest.update(buffer, offset, length);
        }
    }

    private static final class Joined extends Content {
        private final List<Content> parts;

        Joined(List<Content> parts) {
            this.parts = parts;
        }

        @Override
        public long size() {
            return parts.stream().mapToLong(Content::size).sum();
        }

        @Override
        void update(MessageDigest digest) throws IOException {
            for (Content part : parts) {
                part.update(digest);
            }
        }

        @Override
        public InputStream open() throws IOException {
            List<InputStream> streams = new ArrayList<>();
            for (Content part : parts) {
                streams.add(part.open());
            }
            return new SequenceInputStream(Collections.enumeration(streams));
        }
    }

    private static final class InFile extends Content {
        private final Path file;

        InFile(Path file) {
            this.file = file;
        }

        @Override
        public long size() {
            try {
                return Files.size(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }
}
