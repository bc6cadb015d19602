package mkrun.playbook;

import mkrun.target.Secret;

/**
 * A template of a role: text with <code>${name}</code> for a variable, <code>${expression}</code> for a Groovy
 * expression, and lines of Groovy between {@code <%} and {@code %>}. A backslash before <code>${</code> keeps it as text.
 */
@Block("a template")
public final class TemplateScope {
    private final StringBuilder text = new StringBuilder();
    private final Variables vars;
    private final String architecture;

    TemplateScope(Variables vars, String architecture) {
        this.vars = vars;
        this.architecture = architecture;
    }

    /** The variables of the place that uses the template. */
    @Word("vars.string('name')")
    public Variables getVars() {
        return vars;
    }

    /** The architecture that the image is being made for. */
    @Word("architecture")
    public String getArchitecture() {
        return architecture;
    }

    /** Adds to the text; what the lines of a template are compiled to. */
    @Word("emit 'text'")
    public void emit(Object part) {
        Object plain = Values.plain(part);
        if (plain instanceof Secret) {
            throw LoadProblem.here("a secret would be stored in clear in an image", "", "");
        }
        text.append(plain);
    }

    /** The variable behind a bare name; what <code>${name}</code> is compiled to. */
    @Word("value('name')")
    public Object value(String name) {
        return vars.get(name);
    }

    String text() {
        return text.toString();
    }
}
