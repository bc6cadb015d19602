package mkrun.target.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds out how much of a file that an interrupted upload left on a router can be kept. Routers have no digests of files, so
 * parts of it are read back: its end, which is what a router loses that is switched off, and blocks all over it, which tell
 * another content.
 */
record Remains(SftpChannel sftp, long size, Opened content, Runnable heard) {
    /** The content, from its beginning. */
    @FunctionalInterface
    interface Opened {
        InputStream open() throws IOException;
    }

    private static final int END = 1 << 20;
    private static final int BLOCK = 32 << 10;
    private static final int BLOCKS = 8;

    /** Where to go on; 0 to begin anew. */
    long kept(String path) throws IOException, SftpStatus {
        long there = sftp.size(path).orElse(0);
        if (there == 0 || there > size) {
            return 0;
        }
        SftpReading theirs = sftp.read(path, heard);
        boolean same = same(theirs, there);
        theirs.close();
        return same ? there : 0;
    }

    private boolean same(SftpReading theirs, long there) throws IOException, SftpStatus {
        try (InputStream ours = content.open()) {
            long at = 0;
            for (Block block : blocks(there)) {
                ours.skipNBytes(block.from() - at);
                at = block.from() + block.length();
                if (!Arrays.equals(ours.readNBytes(block.length()), theirs.read(block.from(), block.length()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private record Block(long from, int length) {}

    /** Some of so many bytes, in order. */
    private static List<Block> blocks(long size) {
        long end = Math.max(0, size - END);
        List<Block> blocks = new ArrayList<>();
        if (end > BLOCK * (long) BLOCKS) {
            for (int i = 0; i < BLOCKS; i++) {
                blocks.add(new Block(end / BLOCKS * i, BLOCK));
            }
        } else {
            end = 0;
        }
        blocks.add(new Block(end, Math.toIntExact(size - end)));
        return blocks;
    }
}
