package mkrun.lab;

import java.security.PublicKey;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.AttributeStore;
import org.apache.sshd.common.config.keys.KeyUtils;

/** Who may log in, and to do what. */
final class Logins {
    // As in "admin+ct80w": switches of the console behind the name. A number with no letter behind it does nothing:
    // netmiko logged in as "admin+cetw511h4098" from its version 2.4 until 2023.
    private static final Pattern NAME = Pattern.compile("(.*?)(?:\\+((?:\\d*[a-z])*)\\d*)?", Pattern.DOTALL);

    private static final AttributeKey<Set<String>> POLICIES = new AttributeKey<>();
    private static final String SSH = Reachability.SSH;
    private static final String ACCOUNT = "system,info,account";

    private final LabConfig config;
    private final RouterState state;
    private final RouterLog log;
    private final DateTimeFormatter lastLogin;

    Logins(LabConfig config, RouterState state, RouterLog log) {
        this.config = config;
        this.state = state;
        this.log = log;
        this.lastLogin = DateTimeFormatter.ofPattern(
                config.version().atLeast("7.10") ? "yyyy-MM-dd HH:mm:ss" : "MMM/dd/yyyy HH:mm:ss", Locale.ENGLISH);
    }

    /** The name without the switches behind the plus sign. */
    static String user(String login) {
        Matcher parts = NAME.matcher(login);
        return parts.matches() ? parts.group(1) : login;
    }

    /** The switches of the console, {@code ""} if there are none. */
    static String switches(String login) {
        Matcher parts = NAME.matcher(login);
        return parts.matches() && parts.group(2) != null ? parts.group(2) : "";
    }

    boolean byPassword(String login, String password) {
        synchronized (state) {
            boolean allowed = find(login).filter(u -> !passwordsEnded(u)).isPresent()
                    && knows(user(login), password)
                    && policies(login).contains(SSH);
            return logged(login, SSH, allowed);
        }
    }

    /** Lets a user in by the API: what may be done, as the group's policies are now. Keys do not end this kind of log-in. */
    Optional<Predicate<String>> byApi(String name, String password) {
        synchronized (state) {
            Set<String> policies = policies(name);
            boolean allowed = user(name).equals(name)
                    && find(name).isPresent()
                    && knows(name, password)
                    && policies.contains(Reachability.API);
            return logged(name, Reachability.API, allowed) ? Optional.of(policies::contains) : Optional.empty();
        }
    }

    boolean byKey(String login, PublicKey key) {
        synchronized (state) {
            return find(login).isPresent()
                    && policies(login).contains(SSH)
                    && state.table(UserKeys.MENU).rows().stream()
                            .filter(r -> r.text("user").equals(user(login)))
                            .flatMap(r -> UserKeys.parse(r.text(UserKeys.KEY)).stream())
                            .anyMatch(k -> KeyUtils.compareKeys(k, key));
        }
    }

    void changePassword(String user, String password) {
        state.table("/user").where("name", user).ifPresent(row -> row.set(
                        UserMenus.PASSWORD_HASH, PasswordHash.of(password))
                .unset(UserMenus.EXPIRED));
    }

    /** Tells the log who was not let in. */
    private boolean logged(String login, String via, boolean allowed) {
        if (!allowed) {
            log.add("system,error,critical", "login failure for user " + user(login) + from(via));
        }
        return allowed;
    }

    /** A session of a user's has begun. */
    void came(String login, String via) {
        synchronized (state) {
            log.add(ACCOUNT, "user " + user(login) + " logged in" + from(via));
            find(login)
                    .ifPresent(row -> row.set(
                            "last-logged-in", LocalDateTime.now(state.clock()).format(lastLogin)));
        }
    }

    /** A session of a user's has ended. */
    void left(String login, String via) {
        log.add(ACCOUNT, "user " + user(login) + " logged out" + from(via));
    }

    private String from(String via) {
        return " from " + config.way().client().text() + " via " + via;
    }

    /** Whether a name is no name at all: since a security fix of 2026 they cannot start like options. */
    boolean malformed(String login) {
        boolean strict = config.version().atLeast("7.24.2")
                || config.version().atLeast("7.23.4") && !config.version().atLeast("7.24beta1");
        return strict && (login.startsWith("-") || login.startsWith(" "));
    }

    private Optional<TableRow> find(String login) {
        if (malformed(login)) {
            return Optional.empty();
        }
        return state.table("/user")
                .where("name", user(login))
                .filter(row -> !row.is("disabled") && fromThere(row.text("address")));
    }

    /** Whether a user may log in from where clients are. */
    private boolean fromThere(String ranges) {
        return ranges.isEmpty() || Firewall.among(config.way().client(), Stream.of(ranges.split(",")));
    }

    private boolean knows(String user, String password) {
        Optional<String> hash = state.table("/user").where("name", user).flatMap(r -> r.get(UserMenus.PASSWORD_HASH));
        return hash.map(h -> PasswordHash.matches(password, h))
                .orElseGet(() -> user.equals(config.user()) && password.equals(config.password()));
    }

    /** The first key of a user ends log-in by password, unless the router was told otherwise. */
    private boolean passwordsEnded(TableRow user) {
        String mode = state.single(SshSettings.MENU).text("password-authentication");
        boolean hasKey =
                state.table(UserKeys.MENU).where("user", user.text("name")).isPresent();
        return mode.equals("no") || hasKey && !mode.equals("yes");
    }

    /**
     * Whether whoever logged in on a connection may do something, such as {@code ftp}: as the group's policies were when
     * the first of its channels asked, since changes of a group wait for the next log-in.
     */
    Predicate<String> policies(AttributeStore connection, String login) {
        return connection.computeAttributeIfAbsent(POLICIES, key -> {
            synchronized (state) {
                return policies(login);
            }
        })::contains;
    }

    private Set<String> policies(String login) {
        return state.table("/user")
                .where("name", user(login))
                .flatMap(u -> state.table("/user/group").where("name", u.text("group")))
                .map(g -> Set.copyOf(List.of(g.text("policy").split(","))))
                .orElse(Set.of());
    }
}
