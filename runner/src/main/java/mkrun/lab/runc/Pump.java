package mkrun.lab.runc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.slf4j.LoggerFactory;

/** Joins two connections to one. */
final class Pump {
    private static final int BLOCK = 16 * 1024;

    private Pump() {}

    /** Carries bytes both ways until both sides have said all. The caller closes the channels. */
    static void both(SocketChannel one, SocketChannel other) {
        Thread back = daemon("pump", () -> carry(other, one));
        carry(one, other);
        try {
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts a thread that does not keep the program alive. */
    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, "mkrun-lab-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void carry(SocketChannel from, SocketChannel to) {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        try {
            while (from.read(block) >= 0) {
                block.flip();
                while (block.hasRemaining()) {
                    to.write(block);
                }
                block.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    /** Closes what may be closed already. */
    static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(Pump.class).debug("closing a connection", e);
        }
    }
}
