package mkrun.target.ssh;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mkrun.target.Content;

/**
 * Finds out how much of a file that an interrupted upload left on a router can be kept. Routers have no digests of files, so
 * parts of it are read back: its end, which is what a router loses that is switched off, and blocks all over it, which tell
 * another content.
 */
record Remains(ChannelSftp sftp, Content content) {
    private static final int END = 1 << 20;
    private static final int BLOCK = 32 << 10;
    private static final int BLOCKS = 8;

    /** Where to go on; 0 to begin anew. */
    long kept(String path) throws SftpException, IOException {
        long there = size(path);
        if (there == 0 || there > content.size()) {
            return 0;
        }
        try (InputStream ours = content.open()) {
            long at = 0;
            for (Block block : blocks(there)) {
                ours.skipNBytes(block.from() - at);
                at = block.from() + block.length();
                if (!Arrays.equals(ours.readNBytes(block.length()), read(path, block))) {
                    return 0;
                }
            }
        }
        return there;
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

    private long size(String path) throws SftpException {
        try {
            return sftp.stat(path).getSize();
        } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                return 0;
            }
            throw e;
        }
    }

    private byte[] read(String path, Block block) throws SftpException, IOException {
        try (InputStream in = sftp.get(path, null, block.from())) {
            return in.readNBytes(block.length());
        }
    }
}
