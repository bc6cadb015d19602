package mkrun.lab;

import java.io.IOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mkrun.lab.api.ApiServer;
import mkrun.lab.script.TableRow;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.server.SshServer;

/**
 * What an emulated router answers by.
 *
 * @param ssh on the configured port
 * @param api on a free one
 * @param apiSsl on another
 */
record Services(SshServer ssh, ApiServer api, ApiServer apiSsl) implements AutoCloseable {
    /**
     * Has all listen.
     *
     * @throws IOException if a port is taken
     */
    static Services start(Chassis router, KeyPair hostKey) throws IOException {
        SshServer ssh = LabServer.of(router, hostKey);
        ssh.start();
        try {
            ApiServer api = api(router, Reachability.API);
            Services services = new Services(ssh, api, api(router, Reachability.API_SSL));
            router.listen(services::hangUp, services::attend);
            return services;
        } catch (IOException e) {
            ssh.stop(true);
            throw e;
        }
    }

    private static ApiServer api(Chassis router, String service) throws IOException {
        boolean tellsEmpty = router.machine().config().version().atLeast("7.18beta1");
        return ApiServer.start(new ApiDoor(router, service), tellsEmpty);
    }

    private void hangUp(String service) {
        if (service.equals(Reachability.API)) {
            api.hangUp();
        } else if (service.equals(Reachability.API_SSL)) {
            apiSsl.hangUp();
        } else {
            ssh.getActiveSessions().forEach(s -> s.close(true));
        }
    }

    private void attend(Machine machine) {
        machine.onSave(() -> {
            api.changed();
            apiSsl.changed();
        });
        machine.state().table("/user/active").beforeRead(t -> t.replaceAll(active(machine)));
        ServiceConnections.list(this, machine.state(), machine.config().way());
    }

    private List<TableRow> active(Machine machine) {
        List<TableRow> rows = new ArrayList<>();
        for (AbstractSession session : ssh.getActiveSessions()) {
            if (session.isAuthenticated()) {
                rows.add(active(machine, Logins.user(session.getUsername()), Reachability.SSH, rows.size() + 1));
            }
        }
        // The manual's reference has no other word for a log-in over TLS.
        for (ApiServer server : List.of(api, apiSsl)) {
            for (String user : server.users()) {
                rows.add(active(machine, user, Reachability.API, rows.size() + 1));
            }
        }
        return rows;
    }

    private static TableRow active(Machine machine, String user, String via, int number) {
        String group = machine.state()
                .table("/user")
                .where("name", user)
                .map(r -> r.text("group"))
                .orElse("");
        return new TableRow(
                "*" + Integer.toHexString(number).toUpperCase(Locale.ROOT),
                Map.of(
                        "name",
                        user,
                        "address",
                        machine.config().way().client().text(),
                        "via",
                        via,
                        "group",
                        group,
                        "radius",
                        "false"));
    }

    @Override
    public void close() throws IOException {
        api.close();
        apiSsl.close();
        ssh.stop(true);
    }
}
