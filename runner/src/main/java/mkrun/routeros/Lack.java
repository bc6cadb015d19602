package mkrun.routeros;

/**
 * Something that a router's version does not have or cannot say.
 *
 * @param subject the menu or the field, as playbooks name it
 * @param what continues "RouterOS 7.16.2 …": {@code has no field dns of /container}
 * @param since what is known of other versions: {@code RouterOS 7.22 is the first that has it}; empty if nothing
 */
public record Lack(String subject, String what, String since) {
    /** The sentence about one version. */
    public String of(RouterosVersion version) {
        return of(version.toString());
    }

    /**
     * The sentence.
     *
     * @param versions that lack it, in words: {@code 7.9.2 to 7.16.2}
     */
    public String of(String versions) {
        return "RouterOS " + versions + " " + what + (since.isEmpty() ? "" : "; " + since);
    }
}
