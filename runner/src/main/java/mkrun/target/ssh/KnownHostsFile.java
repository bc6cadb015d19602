package mkrun.target.ssh;

import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file in the format of OpenSSH's {@code known_hosts} (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). JSch decodes every key of what it is
 * given and compares each with each host, which for a thousand hosts costs more than their sessions; so it is given the lines
 * that name the host. Where a line's hosts are hashed or patterns, or it has a marker, it is given the whole file, once.
 */
final class KnownHostsFile {
    private final byte[] text;
    /** By names in small letters; of use as long as all names are plain. */
    private final Map<String, List<String>> linesByName = new HashMap<>();

    private boolean plain = true;
    private @Nullable HostKeyRepository whole;

    /**
     * @param text the file's bytes
     */
    KnownHostsFile(byte[] text) {
        this.text = text;
        new String(text, StandardCharsets.ISO_8859_1).lines().map(String::strip).forEach(this::take);
    }

    private void take(String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String names = line.split("\\s", 2)[0];
        plain &= !names.startsWith("@") && names.chars().noneMatch(c -> "|*?!".indexOf(c) >= 0);
        for (String name : names.split(",")) {
            linesByName
                    .computeIfAbsent(name.toLowerCase(Locale.ROOT), first -> new ArrayList<>())
                    .add(line);
        }
    }

    /**
     * What the file knows of a host, perhaps of others, too.
     *
     * @throws IOException if a line cannot be understood
     */
    synchronized HostKeyRepository of(String host, int port) throws IOException {
        if (plain) {
            return read(named(host, port).getBytes(StandardCharsets.ISO_8859_1));
        }
        if (whole == null) {
            whole = read(text);
        }
        return whole;
    }

    /** The lines under either of its names: a key without a port is that of all ports. */
    private String named(String host, int port) {
        Set<String> lines = new LinkedHashSet<>();
        for (String name : List.of("[" + host + "]:" + port, host)) {
            lines.addAll(linesByName.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        }
        return String.join("\n", lines) + "\n";
    }

    private static HostKeyRepository read(byte[] lines) throws IOException {
        JSch jsch = new JSch();
        try {
            jsch.setKnownHosts(new ByteArrayInputStream(lines));
        } catch (JSchException e) {
            throw new IOException(e.getMessage(), e);
        }
        return jsch.getHostKeyRepository();
    }
}
