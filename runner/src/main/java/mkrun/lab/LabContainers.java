package mkrun.lab;

import mkrun.lab.runc.RuncHost;

/** What becomes of the containers of an emulated router. */
public enum LabContainers {
    /** Their lives are played: nothing runs. */
    PLAYED,
    /** They run on this machine, under runc. */
    RUNC;

    /**
     * As users choose it.
     *
     * @throws IllegalArgumentException if it is neither; the message can be shown to a user
     */
    public static LabContainers named(String name) {
        return switch (name) {
            case "played" -> PLAYED;
            case "runc" -> RUNC;
            default ->
                throw new IllegalArgumentException(
                        "no containers of an emulated router: '" + name + "' (expected played or runc)");
        };
    }

    /** The architecture of this machine, as RouterOS names it: only containers of that one can run. */
    public static String architecture() {
        return RuncHost.architecture();
    }
}
