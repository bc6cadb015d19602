package mkrun.op.ready;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.routeros.Row;

/**
 * Whether the user that mkrun is logged in as may do what containers take: menus are changed with the policy {@code write},
 * images are uploaded with {@code ftp}; and whether its password is about to be changed.
 */
final class UserJudgement implements Judgement {
    private static final Remedy ANOTHER =
            Remedy.command("log in as a user of a group that has ssh, read, write and ftp: /user/group/print");

    @Override
    public List<Finding> of(Condition condition) {
        Optional<String> group =
                named(condition.rows(Condition.SESSIONS), condition.user()).map(session -> session.text("group"));
        Optional<Row> policies = group.flatMap(name -> named(condition.rows(Condition.GROUPS), name));
        List<Finding> findings = new ArrayList<>();
        policies.map(row -> judged(condition.user() + " of the group " + group.orElseThrow(), granted(row)))
                .ifPresent(findings::add);
        named(condition.rows(Condition.USERS), condition.user())
                .filter(user -> user.is("expired"))
                .ifPresent(user -> findings.add(expired(condition.user())));
        return findings;
    }

    /** A router asks on terminals only; commands that are sent go through. */
    private static Finding expired(String user) {
        return Finding.warning(
                Finding.Subject.USER,
                user + " has a password that has expired: whoever logs in on a terminal is asked for a new one, which"
                        + " mkrun must then be told, too",
                Remedy.command("log in by SSH and give a new one, then put it where the inventory has the password"));
    }

    private static Finding judged(String who, Set<String> granted) {
        if (!granted.contains("write")) {
            return Finding.missing(
                    Finding.Subject.USER, who + " may change nothing, for want of the policy write", ANOTHER);
        }
        if (!granted.contains("ftp")) {
            return Finding.warning(
                    Finding.Subject.USER,
                    who + " may not upload images, only have the router pull them, for want of the policy ftp",
                    ANOTHER);
        }
        return Finding.ok(Finding.Subject.USER, who + " may change menus and upload images");
    }

    /** Policies that are denied have an exclamation mark before them. */
    private static Set<String> granted(Row group) {
        return Set.copyOf(Stream.of(group.text("policy").split("[,;]"))
                .map(String::strip)
                .distinct()
                .toList());
    }

    private static Optional<Row> named(List<Row> rows, String name) {
        return rows.stream().filter(row -> row.text("name").equals(name)).findFirst();
    }
}
