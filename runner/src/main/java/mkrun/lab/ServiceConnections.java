package mkrun.lab;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.Table;
import mkrun.lab.script.TableRow;

/**
 * The open connections that {@code /ip/service} lists from 7.19 on, beside the services: dynamic rows of the same names. What
 * listens without being a service, a name server or containers, is not listed.
 *
 * <p>Source: the manual's page on services, with prints of both kinds of rows.
 */
final class ServiceConnections {
    private static final String MENU = "/ip/service";

    /** Above the numbers of the services. */
    private static final int IDS = 0x10000;

    private final Services services;
    private final LabWay way;

    private ServiceConnections(Services services, LabWay way) {
        this.services = services;
        this.way = way;
    }

    /** Has them listed whenever a command is about to read the menu; older versions list none. */
    static void list(Services services, RouterState state, LabWay way) {
        if (state.version().atLeast("7.19")) {
            ServiceConnections connections = new ServiceConnections(services, way);
            state.table(MENU).beforeRead(connections::refresh);
        }
    }

    private void refresh(Table table) {
        List<TableRow> rows = new ArrayList<>();
        services.ssh()
                .getActiveSessions()
                .forEach(s -> add(
                        rows,
                        table,
                        Reachability.SSH,
                        s.getIoSession().getRemoteAddress() instanceof InetSocketAddress from ? from.getPort() : 0));
        services.api().clients().forEach(port -> add(rows, table, Reachability.API, port));
        services.apiSsl().clients().forEach(port -> add(rows, table, Reachability.API_SSL, port));
        table.make(rows);
    }

    private void add(List<TableRow> rows, Table table, String service, int from) {
        Optional<TableRow> own = table.where("name", service);
        rows.add(new TableRow("*" + Integer.toHexString(IDS + from).toUpperCase(Locale.ROOT), Map.of())
                .set("name", service)
                .set("port", own.map(r -> r.text("port")).orElse(""))
                .set("proto", "tcp")
                .set("local", way.router().text())
                .set("remote", remote(from))
                .set("dynamic", true)
                .set("connection", true));
    }

    /** IPv6 in brackets is how the manual's print has what listens on all addresses. */
    private String remote(int port) {
        String client = way.client().text();
        return (way.client().v6() ? "[" + client + "]" : client) + ":" + port;
    }
}
