package mkrun.lab;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/**
 * Sends away whom the configuration does not let in, who is one more than the service takes, and everybody while the router
 * boots: its port stays taken meanwhile, or another might get it. They find the connection closed before the versions
 * are exchanged; what a router tells one more than it takes is not known.
 */
final class SshEntrance implements SessionListener {
    private final Chassis router;
    private final Set<Session> inside = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();

    SshEntrance(Chassis router) {
        this.router = router;
    }

    @Override
    public void sessionCreated(Session session) {
        inside.add(session);
        // No lock: sessions are also closed by those who hold the state's monitor, which is needed here.
        int number = taken.incrementAndGet();
        boolean open = !router.away()
                && router.machine().letsIn(Reachability.SSH)
                && number <= router.machine().most(Reachability.SSH);
        if (!open) {
            sessionClosed(session);
            session.getIoSession().close(true); // the session itself cannot be closed before it has begun
        }
    }

    @Override
    public void sessionClosed(Session session) {
        if (inside.remove(session)) {
            taken.decrementAndGet();
        }
    }
}
