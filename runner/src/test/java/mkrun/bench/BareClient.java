package mkrun.bench;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Session;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The least that a client of JSch can do for a fleet: for each router a session with the host key checked, one command, its
 * answer. The arguments are the file of ports, the known hosts, how many routers, and how many at a time.
 */
public final class BareClient {
    private BareClient() {}

    public static void main(String[] arguments) throws Exception {
        List<String> ports = Files.readAllLines(Path.of(arguments[0])).subList(0, Integer.parseInt(arguments[2]));
        JSch known = new JSch();
        // From memory and once: JSch reads byte by byte, which would cost more than the sessions.
        known.setKnownHosts(new ByteArrayInputStream(Files.readAllBytes(Path.of(arguments[1]))));
        ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[3]));
        List<Future<String>> answers = new ArrayList<>();
        for (String port : ports) {
            answers.add(threads.submit(() -> ask(Integer.parseInt(port), known.getHostKeyRepository())));
        }
        for (Future<String> answer : answers) {
            if (!answer.get().contains("7.20.8")) {
                throw new IllegalStateException("not the answer: " + answer.get());
            }
        }
        threads.shutdown();
    }

    private static String ask(int port, HostKeyRepository knownHosts) throws Exception {
        JSch jsch = new JSch();
        Session session = jsch.getSession("admin", "127.0.0.1", port);
        session.setHostKeyRepository(knownHosts);
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("PreferredAuthentications", "password");
        session.setConfig("server_host_key", "rsa-sha2-256");
        session.setPassword("lab".getBytes(StandardCharsets.UTF_8));
        session.setDaemonThread(true);
        session.connect();
        try {
            ChannelExec channel = (ChannelExec) session.openChannel("exec");
            channel.setCommand(":put [/system/resource/get version]");
            InputStream in = channel.getInputStream();
            channel.connect();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            session.disconnect();
        }
    }
}
