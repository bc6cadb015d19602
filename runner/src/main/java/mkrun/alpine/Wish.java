package mkrun.alpine;

/**
 * One entry of a world and who asked for it.
 *
 * @param dependency what is wanted, or must not be there
 * @param origin where that was said, in the user's words ({@code role sshd, roles/sshd/tasks/rootfs.groovy:3}); empty if
 *     nobody but the world says it
 */
public record Wish(Dependency dependency, String origin) {
    /**
     * Reads a wish as {@code /etc/apk/world} has it.
     *
     * @throws AlpineException if it is malformed; the message quotes it
     */
    public static Wish parse(String text, String origin) throws AlpineException {
        return new Wish(Dependency.parseWish(text), origin);
    }

    /** How explanations name it: {@code world[chrony>4]} and the origin in parentheses. */
    @Override
    public String toString() {
        return "world[" + dependency + "]" + (origin.isEmpty() ? "" : " (" + origin + ")");
    }
}
