package mkrun.op.ready;

/**
 * A way to set something right.
 *
 * @param who can do it
 * @param how the command to type, or what to do at the device
 */
public record Remedy(Who who, String how) {
    /** Who can do it. */
    public enum Who {
        /** Whoever may log in, from afar. */
        COMMAND("you"),
        /** Only somebody who stands before the device. */
        AT_DEVICE("at the device");

        private final String word;

        Who(String word) {
            this.word = word;
        }

        /** As users read it. */
        public String word() {
            return word;
        }
    }

    static Remedy command(String how) {
        return new Remedy(Who.COMMAND, how);
    }

    static Remedy atDevice(String how) {
        return new Remedy(Who.AT_DEVICE, how);
    }
}
