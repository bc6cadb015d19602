package mkrun.target.routeros;

/** Opens a new session and, if that works, keeps the router from taking back what it was told to. */
public record Confirmation() implements RouterChange {
    @Override
    public Undo undo() {
        return Undo.UNNEEDED;
    }

    @Override
    public String summary() {
        return "over a new session: " + GuardEntry.MENU + "/remove " + GuardEntry.NAME;
    }
}
