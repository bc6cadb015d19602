package mkrun.lab;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.util.Optional;
import mkrun.lab.api.ApiHost;
import mkrun.lab.script.ApiAnswer;
import mkrun.lab.script.ApiConsole;
import mkrun.lab.script.ApiRefusal;
import mkrun.lab.script.ApiRequest;

/**
 * What a service of the API finds behind it: the machine that is up when somebody comes.
 *
 * @param service {@code api} or {@code api-ssl}. The one with TLS needs a certificate whose key the router has; without one, a
 *     router would speak anonymous Diffie-Hellman, which the JDK switches off, and this one lets nobody in.
 */
record ApiDoor(Chassis router, String service) implements ApiHost {
    private boolean secure() {
        return service.equals(Reachability.API_SSL);
    }

    @Override
    public boolean letsIn() {
        return !router.away()
                && router.machine().letsIn(service)
                && (!secure() || router.machine().identity(service).isPresent());
    }

    @Override
    public Socket admitted(Socket client) throws IOException {
        if (!secure()) {
            return client;
        }
        return router.machine()
                .identity(service)
                .orElseThrow(() -> new EOFException("no certificate any more"))
                .over(client);
    }

    @Override
    public int most() {
        return router.machine().most(service);
    }

    @Override
    public Optional<Commands> login(String name, String password) {
        Machine machine = router.machine();
        return machine.logins().byApi(name, password).map(may -> {
            machine.logins().came(name, Reachability.API);
            return new Visit(machine, machine.interpreter().api(Logins.user(name), may), name);
        });
    }

    private record Visit(Machine machine, ApiConsole console, String name) implements Commands {
        @Override
        public ApiAnswer run(ApiRequest request) throws ApiRefusal, IOException {
            return ApiDoor.run(machine, console, request);
        }

        @Override
        public void end() {
            machine.logins().left(name, Reachability.API);
        }
    }

    private static ApiAnswer run(Machine machine, ApiConsole console, ApiRequest request)
            throws ApiRefusal, IOException {
        try {
            Thread.sleep(machine.config().speeds().answer().toMillis());
            if (machine.off()) {
                throw new EOFException("the router went down");
            }
            synchronized (console) {
                return console.run(request);
            }
        } catch (FaultPlan.Cut | FaultPlan.Silence e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
