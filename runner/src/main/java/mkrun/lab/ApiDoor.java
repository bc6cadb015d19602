package mkrun.lab;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import mkrun.lab.api.ApiHost;
import mkrun.lab.script.ApiAnswer;
import mkrun.lab.script.ApiConsole;
import mkrun.lab.script.ApiRefusal;
import mkrun.lab.script.ApiRequest;

/** What the API service finds behind it: the machine that is up when somebody comes. */
record ApiDoor(Chassis router) implements ApiHost {
    @Override
    public boolean letsIn() {
        return !router.away() && router.machine().letsIn(Reachability.API);
    }

    @Override
    public int most() {
        return router.machine().most(Reachability.API);
    }

    @Override
    public Optional<Commands> login(String name, String password) {
        Machine machine = router.machine();
        return machine.logins().byApi(name, password).map(may -> {
            ApiConsole console = machine.interpreter().api(Logins.user(name), may);
            return request -> run(machine, console, request);
        });
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
