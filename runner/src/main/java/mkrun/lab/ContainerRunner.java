package mkrun.lab;

import java.time.Duration;
import java.util.Optional;
import mkrun.lab.runc.ContainerExit;
import mkrun.lab.script.TableRow;

/** What containers do once the router has started them: played, or really done on this machine. */
interface ContainerRunner extends AutoCloseable {
    /** Who wants to know what becomes of them, by container's id. */
    interface Listener {
        /** It runs now. */
        void begun(String id);

        /** It has printed a line. */
        void printed(String id, String line);

        /** A check of its health has come to a verdict, be it the old one. */
        void checked(String id, boolean good, String output);

        /** It has ended, by itself or since it was told to. */
        void ended(String id, ContainerExit exit);
    }

    /** Whether containers can be taken for running on while this program does not. */
    boolean lasting();

    /** Makes ready what the first start needs, which may take a moment; without the state's monitor. */
    void warmUp();

    /**
     * Begins to start a container whose files and mounts are there; the listener is told when it runs. The state's monitor
     * is held.
     *
     * @throws NotStarted in a router's words
     */
    void start(TableRow row) throws NotStarted;

    /**
     * Begins to end a container; the listener is told when it has ended, also of one that did not run.
     *
     * @param signal that asks it to end
     * @param grace after which it is ended by force
     */
    void stop(String id, int signal, Duration grace);

    /**
     * Whether a probe of the router's reaches something; without the state's monitor, since it may take a moment.
     */
    boolean reaches(NetProbe probe);

    /** The container with that id where something really runs in it. */
    Optional<RunningContainer> running(String id);

    /** The router's configuration has changed. The state's monitor is held. */
    void configured();

    /** Ends all containers, of which the listener is not told. */
    @Override
    void close();
}
