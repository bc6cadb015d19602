package mkrun.routeros;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often rules of firewalls match: {@code limit=COUNT[/TIME],BURST[:packet|bit]} and {@code
 * dst-limit=COUNT[/TIME],BURST,BY[/EXPIRE]} (MikroTik's manual, "Filter"). Exports leave out a time of one second and always say
 * what is counted: {@code limit=1,5:packet}.
 */
final class RuleLimit {
    private static final String SECOND = "1000000us";
    private static final String NUMBER = "\\d{1,12}[kMG]?";
    private static final String EACH =
            "src-address|dst-address|dst-address-and-port|src-and-dst-addresses|addresses-and-dst-port";
    private static final Pattern FORM = Pattern.compile(
            "(" + NUMBER + ")(?:/([^,/]+?))?(?:,(" + NUMBER + ")(?::(packet|bit)|,(" + EACH + ")(?:/([^,/]+))?)?)?");

    private static final Pattern TIME = Pattern.compile("/([^,/]+)");

    private RuleLimit() {}

    /** Whether the text has the form of either. */
    static boolean formed(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && time(form.group(2)) && time(form.group(6));
    }

    private static boolean time(String group) {
        return group == null || Values.micros(group).isPresent();
    }

    /** The same in a form that all routers take. */
    static String sent(String text) {
        String dense = text.replace(" ", "");
        return formed(dense) ? TIME.matcher(dense).replaceAll(time -> "/" + SentForm.time(time.group(1))) : text;
    }

    /** The same with times in microseconds, plain numbers, and what is counted; any other text as it is. */
    static String normal(String text) {
        String dense = text.replace(" ", "");
        if (!formed(dense)) {
            return text;
        }
        Matcher form = FORM.matcher(dense);
        form.matches();
        String per = form.group(2) == null ? SECOND : Values.time(form.group(2));
        StringBuilder normal = new StringBuilder(Values.bits(form.group(1)) + "/" + per);
        if (form.group(3) != null) {
            normal.append(',').append(Values.bits(form.group(3)));
        }
        if (form.group(5) == null) {
            return normal.append(':')
                    .append(form.group(4) == null ? "packet" : form.group(4))
                    .toString();
        }
        normal.append(',').append(form.group(5));
        return form.group(6) == null
                ? normal.toString()
                : normal.append('/').append(Values.time(form.group(6))).toString();
    }
}
