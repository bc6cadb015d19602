package mkrun.playbook;

import mkrun.task.SourcePos;

/**
 * One thing wrong with a playbook or role.
 *
 * @param position where; line 0 if it concerns the file as a whole
 * @param message what is wrong, in one sentence without a full stop
 * @param hint what to do about it ({@code did you mean 'image'?}); empty if there is nothing to suggest
 * @param sourceLine the line of the file, empty if there is none to show
 * @param length how many characters of the line are meant, from the position's column; 0 for none
 */
public record Problem(SourcePos position, String message, String hint, String sourceLine, int length) {

    /** {@code site.groovy:12:9: message -- hint}, and below it the line with carets if there is one. */
    @Override
    public String toString() {
        return (position.line() > 0 ? position.toString() : position.file()) + ": " + text();
    }

    /** The same without the place in front. */
    String text() {
        String first = message + (hint.isEmpty() ? "" : " -- " + hint);
        if (sourceLine.isBlank()) {
            return first;
        }
        return length > 0 && position.column() > 0
                ? first + "\n" + sourceLine + "\n" + carets()
                : first + "\n" + sourceLine;
    }

    /** Blanks and carets that stand below the meant part of the line; tabs are kept so that they line up. */
    private String carets() {
        StringBuilder carets = new StringBuilder();
        for (int i = 0; i < position.column() - 1; i++) {
            carets.append(i < sourceLine.length() && sourceLine.charAt(i) == '\t' ? '\t' : ' ');
        }
        int end = Math.max(1, Math.min(length, sourceLine.length() - position.column() + 1));
        return carets.append("^".repeat(end)).toString();
    }
}
