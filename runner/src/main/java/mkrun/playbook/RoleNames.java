package mkrun.playbook;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the problems of the roles of a playbook that does not compile itself, so that all are reported together. */
final class RoleNames {
    private static final Pattern ROLES = Pattern.compile("(?m)^\\s*roles\\s*\\(?((?:\\s*['\"][\\w.-]+['\"]\\s*,?)+)");
    private static final Pattern NAME = Pattern.compile("['\"]([\\w.-]+)['\"]");

    private RoleNames() {}

    /** Compiles the roles that the playbook's text names; what is wrong with them is remembered. */
    static void compile(Path playbook, Scripts scripts, Problems problems) {
        SourceText source = SourceText.read(playbook);
        Roles roles = new Roles(source.directory(), scripts, problems);
        Matcher lines = ROLES.matcher(source.text());
        while (lines.find()) {
            Matcher names = NAME.matcher(lines.group(1));
            while (names.find()) {
                int at = lines.start(1) + names.start(1);
                int line = (int) source.text().substring(0, at).lines().count();
                roles.find(names.group(1), source.position(line, 0));
            }
        }
    }
}
