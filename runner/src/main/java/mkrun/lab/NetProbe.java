package mkrun.lab;

import java.util.OptionalLong;
import mkrun.lab.script.TableRow;
import mkrun.routeros.Values;

/**
 * What netwatch tries.
 *
 * @param type as in {@code tcp-conn}
 * @param host an address
 * @param port 0 where the type has a port of its own
 * @param millis how long to wait at most
 */
record NetProbe(String type, String host, int port, int millis) {
    private static final int MILLIS = 3000;

    static NetProbe of(TableRow row) {
        OptionalLong timeout = Values.millis(row.text("timeout"));
        String port = row.text("port");
        return new NetProbe(
                row.text("type"),
                row.text("host"),
                port.isEmpty() ? 0 : Integer.parseInt(port),
                timeout.isPresent() ? (int) Math.max(1, Math.min(timeout.getAsLong(), Integer.MAX_VALUE)) : MILLIS);
    }

    /** Whether it only asks for an answer of the host. */
    boolean ping() {
        return type.equals("simple") || type.equals("icmp");
    }

    /** Whether it asks for a service. */
    boolean service() {
        return type.equals("tcp-conn") || type.equals("http-get") || type.equals("https-get");
    }
}
