package mkrun.alpine;

/** Whose rules hold where two generations of apk differ. */
public enum Semantics {
    /**
     * apk 2.14: zeros after a point sort like fractions, {@code ~4.5.1} accepts {@code 4.5}, and a rule's {@code !name} holds
     * only once the name was decided against.
     */
    APK_2,
    /**
     * apk 3: components with a leading zero compare as text, only the wish of a fuzzy comparison may end early, and a rule's
     * {@code !name} holds of names that nothing asks for.
     */
    APK_3
}
