package mkrun.lab;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import mkrun.lab.script.Session;
import mkrun.lab.script.Terminal;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;

/** The console that a log-in without a command gets: prompt, line editing, and the noise that routers make around it. */
final class Console extends ChannelCommand {
    private static final String PROBE_TERMINAL = "\033Z";
    private static final String PROBE_CURSOR = "\033[6n";
    // Routers wipe what a longer prompt may have left.
    private static final String WIPE = " ".repeat(60);
    private static final int MAX_BLOCK = 64 * 1024;
    private static final Set<String> LEAVE = Set.of("quit", "/quit", "exit");

    private final Machine machine;
    private final Logins logins;
    private final String login;
    private final String user;
    private final String switches;

    /** @param login as given, with the console's switches behind a plus sign */
    Console(Machine machine, Logins logins, String login) {
        this.machine = machine;
        this.logins = logins;
        this.login = login;
        this.user = Logins.user(login);
        this.switches = Logins.switches(login);
    }

    @Override
    void run(ChannelSession channel, Environment environment) throws IOException {
        boolean terminal = environment.getEnv().containsKey(Environment.ENV_TERM);
        LineEditor editor = new LineEditor(in(), this::print, terminal);
        Pager pager = new Pager(editor, this::print, terminal ? rows(environment) : 0);
        if (terminal && !switches.contains("t")) {
            probe(editor);
        }
        print("\r\n  RouterOS " + machine.config().version() + ", emulated by mkrun\r\n\r\n");
        if (!machine.faults()
                .firstLogin()
                .ask(editor, this::print, machine.expired(user), p -> machine.changePassword(user, p))) {
            return;
        }
        Optional<Terminal> screen =
                terminal ? Optional.of(new ChannelTerminal(environment, in(), out())) : Optional.empty();
        Session session = machine.interpreter().console(user, logins.policies(channel.getSession(), login), screen);
        String prompt = prompt(session);
        print(prompt);
        while (true) {
            Optional<String> line = statement(editor, session, prompt);
            if (line.isEmpty()) {
                return;
            }
            if (LEAVE.contains(line.get().strip())) {
                return;
            }
            pager.run(session, line.get());
            if (session.left()) {
                return;
            }
            prompt = prompt(session);
            print(terminal ? "\r\r\r\r" + prompt + WIPE + "\r" + prompt : prompt);
        }
    }

    /**
     * What is typed up to the end of the line, or of the block that it begins: of such a block routers ask for more, the
     * open braces in front; seen on RouterOS 7. Ctrl-C gives it up.
     */
    private static Optional<String> statement(LineEditor editor, Session session, String prompt) throws IOException {
        Optional<String> line = editor.read(prompt, session::complete);
        while (line.isPresent() && line.get().length() < MAX_BLOCK && session.openBraces(line.get()) > 0) {
            String begun = line.get() + "\n";
            String asking = "{".repeat(session.openBraces(begun)) + "... ";
            editor.show(asking);
            Optional<String> more = editor.more(asking, typed -> session.complete(begun + typed));
            if (more.isEmpty()) {
                editor.show("\r\n");
                return Optional.of("");
            }
            line = more.map(begun::concat);
        }
        return line;
    }

    private static int rows(Environment environment) {
        String rows = environment.getEnv().getOrDefault(Environment.ENV_LINES, "");
        return rows.matches("[1-9]\\d{0,4}") ? Integer.parseInt(rows) : 24;
    }

    private String prompt(Session session) {
        return "[" + user + "@" + machine.identity() + "] " + session.promptPath() + "> ";
    }

    /** Asks what terminal this is; a terminal that has answered as a VT100 is asked for its cursor, too. */
    private void probe(LineEditor editor) throws IOException {
        print(PROBE_TERMINAL);
        String answer = answer(editor);
        if (answer.endsWith("c")) {
            print(PROBE_CURSOR);
            answer(editor);
        }
    }

    private static String answer(LineEditor editor) throws IOException {
        StringBuilder answer = new StringBuilder();
        for (int key = editor.key(); key >= 0 && answer.length() < 20; key = editor.key()) {
            answer.append((char) key);
            if (answer.length() > 2 && Character.isLetter(key) || answer.length() == 1 && key != '\033') {
                break;
            }
        }
        return answer.toString();
    }
}
