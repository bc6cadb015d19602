package mkrun.target.ssh;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** A router's file that is open to be written, once, with many writes under way at a time. */
final class SftpWriting {
    /** With fewer, a link of 20 ms round trip would have to wait for answers at 200 MB/s. */
    private static final int WINDOW = 128;

    private final SftpChannel sftp;
    private final byte[] handle;
    private final LongConsumer arrived;
    private final Map<Integer, Integer> underWay = new HashMap<>();

    /** @param arrived told each time that the server has taken some, of how many bytes */
    SftpWriting(SftpChannel sftp, byte[] handle, LongConsumer arrived) {
        this.sftp = sftp;
        this.handle = handle;
        this.arrived = arrived;
    }

    /** Writes all of it and closes the file, also where the server refuses some. */
    void write(long from, SftpChannel.Source source) throws IOException, SftpStatus {
        try {
            writeBlocks(from, source);
        } catch (SftpStatus e) {
            finish();
            throw e;
        }
        sftp.closeFile(handle);
    }

    private void writeBlocks(long from, SftpChannel.Source source) throws IOException, SftpStatus {
        byte[] block = new byte[SftpPacket.BLOCK];
        SftpPacket packet = SftpPacket.of(
                SftpPacket.WRITE, 0, Integer.BYTES + handle.length + Long.BYTES + Integer.BYTES + block.length);
        long at = from;
        for (int length = source.fill(block); length > 0; length = source.fill(block)) {
            int number = sftp.nextNumber();
            sftp.ask(packet.again(number).string(handle).number(at).string(block, length));
            underWay.put(number, length);
            at += length;
            while (underWay.size() >= WINDOW || sftp.isAnswered()) {
                taken();
            }
        }
        while (!underWay.isEmpty()) {
            taken();
        }
    }

    private void taken() throws IOException, SftpStatus {
        SftpPacket answer = sftp.next();
        Integer length = underWay.remove(answer.number());
        if (length == null) {
            throw SftpChannel.unexpected();
        }
        SftpChannel.judged(answer, SftpPacket.STATUS);
        arrived.accept(length);
    }

    /** After a refusal: the answers to the other writes would be taken for those of the next request. */
    private void finish() throws IOException {
        while (!underWay.isEmpty()) {
            try {
                taken();
            } catch (SftpStatus e) {
                continue; // as was the first
            }
        }
        try {
            sftp.closeFile(handle);
        } catch (SftpStatus e) {
            return; // it is not needed any more
        }
    }
}
