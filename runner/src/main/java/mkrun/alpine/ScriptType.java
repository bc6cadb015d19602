package mkrun.alpine;

/** The scripts a package may carry, in the order of the installed database's script archive. */
public enum ScriptType {
    PRE_INSTALL("pre-install"),
    POST_INSTALL("post-install"),
    PRE_DEINSTALL("pre-deinstall"),
    POST_DEINSTALL("post-deinstall"),
    PRE_UPGRADE("pre-upgrade"),
    POST_UPGRADE("post-upgrade"),
    TRIGGER("trigger");

    private final String text;

    ScriptType(String text) {
        this.text = text;
    }

    /** apk's name for it, {@code post-install}; in a package's control member it has a dot before it. */
    @Override
    public String toString() {
        return text;
    }
}
