package mkrun.routeros;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a package's file ({@code .npk}) says it is. Such a file is {@code 1e f1 d0 ba}, the number of bytes that follow,
 * and parts: a type of two bytes, a length of four, and that many bytes; all numbers have their lowest byte first. Among the
 * first parts is one that names the package: 16 bytes of name, then patch, stage, minor and major version, a byte each.
 *
 * @param architecture as RouterOS names it; empty where the file does not tell
 */
public record PackageHeader(String name, RouterosVersion version, Optional<String> architecture) {
    private static final byte[] MAGIC = {0x1e, (byte) 0xf1, (byte) 0xd0, (byte) 0xba};
    private static final int PREAMBLE = 8;
    private static final int PART_HEAD = 6;
    private static final int NAME_BYTES = 16;
    private static final int IDENTITY_BYTES = NAME_BYTES + 4;

    /** Types of the part that names the package: of a plain one, and of one among others. */
    private static final List<Integer> IDENTITY = List.of(1, 18);

    private static final int ARCHITECTURE = 16;
    private static final List<String> ARCHITECTURES =
            List.of("x86_64", "arm64", "arm", "mipsbe", "mmips", "smips", "tile", "ppc");

    /**
     * Reads a whole file.
     *
     * @throws RouterosException if it is not a whole package
     */
    public static PackageHeader of(byte[] file) throws RouterosException {
        if (file.length < PREAMBLE || !Arrays.equals(Arrays.copyOf(file, MAGIC.length), MAGIC)) {
            throw new RouterosException("it is not a package of RouterOS: it does not begin with 1e f1 d0 ba");
        }
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC.length);
        long said = Integer.toUnsignedLong(in.getInt());
        if (said != file.length - PREAMBLE) {
            throw new RouterosException("it is not a whole package: it should have " + (said + PREAMBLE)
                    + " bytes, and has " + file.length);
        }
        return parts(in);
    }

    private static PackageHeader parts(ByteBuffer in) throws RouterosException {
        Optional<PackageHeader> named = Optional.empty();
        Optional<String> architecture = Optional.empty();
        while (in.remaining() >= PART_HEAD) {
            int type = Short.toUnsignedInt(in.getShort());
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new RouterosException("it is not a whole package: a part of it is longer than the file");
            }
            ByteBuffer part = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            if (IDENTITY.contains(type) && named.isEmpty() && length >= IDENTITY_BYTES) {
                named = Optional.of(identity(part));
            } else if (type == ARCHITECTURE) {
                architecture = Optional.of(routerosName(text(part, length)))
                        .filter(ARCHITECTURES::contains)
                        .or(Optional::empty);
            }
            in.position(in.position() + length);
        }
        PackageHeader header =
                named.orElseThrow(() -> new RouterosException("it is not a package of RouterOS: it has no name"));
        return new PackageHeader(header.name(), header.version(), architecture);
    }

    private static PackageHeader identity(ByteBuffer part) {
        String name = text(part, NAME_BYTES);
        int patch = Byte.toUnsignedInt(part.get(NAME_BYTES));
        RouterosVersion.Stage stage = stage(part.get(NAME_BYTES + 1));
        int minor = Byte.toUnsignedInt(part.get(NAME_BYTES + 2));
        int major = Byte.toUnsignedInt(part.get(NAME_BYTES + 3));
        boolean released = stage == RouterosVersion.Stage.RELEASE;
        return new PackageHeader(
                name,
                new RouterosVersion(major, minor, released ? patch : 0, stage, released ? 0 : patch),
                Optional.empty());
    }

    /** {@code f} for final; of builds before that, the number takes the place of the patch. */
    private static RouterosVersion.Stage stage(byte letter) {
        return switch (letter) {
            case 'a' -> RouterosVersion.Stage.ALPHA;
            case 'b' -> RouterosVersion.Stage.BETA;
            case 'c', 'r' -> RouterosVersion.Stage.RC;
            default -> RouterosVersion.Stage.RELEASE;
        };
    }

    private static String text(ByteBuffer part, int most) {
        byte[] bytes = new byte[Math.min(most, part.limit())];
        part.get(0, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replaceFirst("(?s)\0.*", "")
                .strip();
    }

    private static String routerosName(String told) {
        return told.equals("x86") || told.equals("i386") ? "x86_64" : told;
    }

    /**
     * Why a router does not install it; empty if it does.
     *
     * @param router its version
     * @param cpu its architecture
     */
    public Optional<String> mismatch(RouterosVersion router, String cpu) {
        if (!version.equals(router)) {
            return Optional.of("it is made for RouterOS " + version + ", and the router has " + router);
        }
        return architecture.filter(a -> !a.equals(cpu)).map(a -> "it is made for " + a + ", and the router is " + cpu);
    }
}
