package mkrun.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mkrun.routeros.RouterosVersion;

/** Makes files that look like packages of RouterOS, as far as anybody looks into them here. */
public final class TestPackage {
    private TestPackage() {}

    /** A package; the architecture may be empty, as in files that do not tell. */
    public static byte[] of(String name, String version, String architecture) {
        RouterosVersion v = RouterosVersion.parse(version);
        boolean released = v.stage() == RouterosVersion.Stage.RELEASE;
        ByteArrayOutputStream identity = new ByteArrayOutputStream();
        identity.writeBytes(Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 16));
        identity.write(released ? v.patch() : v.build());
        identity.write(released ? 'f' : v.stage() == RouterosVersion.Stage.RC ? 'c' : 'b');
        identity.write(v.minor());
        identity.write(v.major());
        identity.writeBytes(new byte[15]);
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        parts.writeBytes(part(1, identity.toByteArray()));
        parts.writeBytes(part(2, "for tests".getBytes(StandardCharsets.US_ASCII)));
        parts.writeBytes(part(21, new byte[3000]));
        if (!architecture.isEmpty()) {
            parts.writeBytes(part(16, architecture.getBytes(StandardCharsets.US_ASCII)));
        }
        ByteBuffer file = ByteBuffer.allocate(8 + parts.size()).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x1e, (byte) 0xf1, (byte) 0xd0, (byte) 0xba}).putInt(parts.size());
        return file.put(parts.toByteArray()).array();
    }

    private static byte[] part(int type, byte[] content) {
        return ByteBuffer.allocate(6 + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) type)
                .putInt(content.length)
                .put(content)
                .array();
    }
}
