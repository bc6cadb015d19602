package mkrun.target.ssh;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A router's file that is open to be read. */
final class SftpReading {
    private final SftpChannel sftp;
    private final byte[] handle;
    private final Runnable heard;

    /** @param heard called at each answer */
    SftpReading(SftpChannel sftp, byte[] handle, Runnable heard) {
        this.sftp = sftp;
        this.handle = handle;
        this.heard = heard;
    }

    /** So many bytes from there, or less at its end: of files on disks, servers give less nowhere else. */
    byte[] read(long from, int length) throws IOException, SftpStatus {
        byte[] all = new byte[length];
        Map<Integer, Integer> asked = new HashMap<>();
        for (int at = 0; at < length; at += SftpPacket.BLOCK) {
            int number = sftp.nextNumber();
            sftp.ask(SftpPacket.of(SftpPacket.READ, number, Integer.BYTES + handle.length + Long.BYTES + Integer.BYTES)
                    .string(handle)
                    .number(from + at)
                    .number(Math.min(SftpPacket.BLOCK, length - at)));
            asked.put(number, at);
        }
        int have = length;
        while (!asked.isEmpty()) {
            SftpPacket answer = sftp.next();
            heard.run();
            Integer at = asked.remove(answer.number());
            if (at == null) {
                throw SftpChannel.unexpected();
            }
            byte[] some = data(answer);
            int wanted = Math.min(SftpPacket.BLOCK, length - at);
            if (some.length > wanted) {
                throw SftpChannel.unexpected();
            }
            System.arraycopy(some, 0, all, at, some.length);
            have = some.length < wanted ? Math.min(have, at + some.length) : have;
        }
        return Arrays.copyOf(all, have);
    }

    /** What cannot be read is as good as not there. */
    private static byte[] data(SftpPacket answer) throws IOException {
        try {
            return SftpChannel.judged(answer, SftpPacket.DATA).nextString();
        } catch (SftpStatus e) {
            return new byte[0];
        }
    }

    void close() throws IOException, SftpStatus {
        sftp.closeFile(handle);
    }
}
