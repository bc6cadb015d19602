package mkrun.lab;

import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/** Tells the log who came over SSH, and who went: that on another thread, since whoever holds the state may wait for this one. */
record Visits(Chassis router) implements SessionListener {
    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.Authenticated) {
            Machine machine = router.machine();
            String login = session.getUsername();
            machine.logins().came(login, Reachability.SSH);
            session.addCloseFutureListener(
                    closed -> machine.soon(() -> machine.logins().left(login, Reachability.SSH)));
        }
    }
}
