package mkrun.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A line of any width to a port of this machine on which every byte travels for a while. It lasts as long as its process. */
final class SlowLine {
    private static final int CHUNK = 65_536;
    /** In flight on each way at most, in chunks: 64 MB, more than any sender sends unconfirmed. */
    private static final int MOST = 1024;

    private final int port;
    private final long oneWay;
    private final ServerSocket near;

    private record Chunk(byte[] bytes, long due) {}

    private SlowLine(int port, long oneWay, ServerSocket near) {
        this.port = port;
        this.oneWay = oneWay;
        this.near = near;
    }

    /**
     * Lays it.
     *
     * @param roundTrip there and back
     * @return the port of its near end
     */
    static int to(int port, Duration roundTrip) throws IOException {
        ServerSocket near = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SlowLine line = new SlowLine(port, roundTrip.toNanos() / 2, near);
        daemon(line::accept);
        return near.getLocalPort();
    }

    private void accept() throws IOException, InterruptedException {
        while (true) {
            Socket here = near.accept();
            Socket there = new Socket(InetAddress.getLoopbackAddress(), port);
            here.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            carry(here, there);
            carry(there, here);
        }
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Chunk> flight = new ArrayBlockingQueue<>(MOST);
        daemon(() -> depart(from.getInputStream(), flight));
        daemon(() -> {
            try (from;
                    to) {
                arrive(flight, to.getOutputStream());
            }
        });
    }

    private void depart(InputStream in, BlockingQueue<Chunk> flight) throws InterruptedException {
        byte[] buffer = new byte[CHUNK];
        try {
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                flight.put(new Chunk(Arrays.copyOf(buffer, n), System.nanoTime() + oneWay));
            }
        } catch (IOException closed) {
            // the end, like any other
        }
        flight.put(new Chunk(new byte[0], System.nanoTime() + oneWay));
    }

    private static void arrive(BlockingQueue<Chunk> flight, OutputStream out) throws IOException, InterruptedException {
        for (Chunk chunk = flight.take(); chunk.bytes.length > 0; chunk = flight.take()) {
            TimeUnit.NANOSECONDS.sleep(chunk.due - System.nanoTime());
            out.write(chunk.bytes);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException e) {
                // the connection is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
