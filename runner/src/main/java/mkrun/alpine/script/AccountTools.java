package mkrun.alpine.script;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import mkrun.target.rootfs.Accounts;
import mkrun.target.rootfs.Accounts.NewUser;
import mkrun.target.rootfs.RootfsTree;

/** busybox's adduser and addgroup. */
final class AccountTools {
    private static final List<String> SYSTEM_SHELLS = List.of("/sbin/nologin", "/bin/false");

    private final RootfsTree tree;
    private final long epochSeconds;
    private final Consumer<String> ledger;

    /**
     * @param ledger told what was added, one line each
     */
    AccountTools(RootfsTree tree, long epochSeconds, Consumer<String> ledger) {
        this.tree = tree;
        this.epochSeconds = epochSeconds;
        this.ledger = ledger;
    }

    Map<String, Program> all() {
        return Map.of("addgroup", this::addgroup, "adduser", this::adduser);
    }

    private int addgroup(Program.Call call) throws ScriptException {
        Options options = call.options("S:g", "system=S", "gid=g");
        Accounts accounts = Accounts.of(tree, epochSeconds);
        if (options.operands().size() == 2) {
            addMember(accounts, options.operands().get(0), options.operands().get(1));
            return 0;
        }
        String name = only(call, options);
        int gid = accounts.addGroup(name, number(call, options.get('g', "")), options.has('S'));
        accounts.writeTo(tree);
        ledger.accept("group " + name + " gid " + gid);
        return 0;
    }

    private int adduser(Program.Call call) throws ScriptException {
        Options options = call.options(
                "SDH:hsGgu",
                "system=S",
                "disabled-password=D",
                "no-create-home=H",
                "home=h",
                "shell=s",
                "ingroup=G",
                "gecos=g",
                "uid=u");
        Accounts accounts = Accounts.of(tree, epochSeconds);
        if (options.operands().size() == 2) {
            addMember(accounts, options.operands().get(0), options.operands().get(1));
            return 0;
        }
        String name = only(call, options);
        boolean system = options.has('S');
        accounts.addUser(new NewUser(
                name,
                number(call, options.get('u', "")),
                options.get('G', ""),
                system,
                options.get('g', NewUser.DEFAULT_GECOS),
                options.get('h', "/home/" + name),
                shell(call, options, system)));
        accounts.writeTo(tree);
        Accounts.User made = accounts.user(name).orElseThrow();
        if (!options.has('H')) {
            Accounts.createHome(tree, made);
        }
        ledger.accept("user " + name + " uid " + made.uid() + " gid " + made.gid());
        return 0;
    }

    /** Without a shell named, system users get the one that this busybox was built with, others the caller's. */
    private String shell(Program.Call call, Options options, boolean system) throws ScriptException {
        if (options.has('s')) {
            return options.get('s', "");
        }
        if (!system) {
            throw call.unsupported("without -s the shell depends on who installs");
        }
        String binary = SearchPath.find(tree, "busybox")
                .flatMap(tree::follow)
                .map(e -> new String(e.content().bytes(), StandardCharsets.ISO_8859_1))
                .orElse("");
        return SYSTEM_SHELLS.stream()
                .filter(shell -> binary.contains("\0" + shell + "\0"))
                .findFirst()
                .orElseThrow(() -> call.unsupported("this busybox's shell for system users is not known"));
    }

    private void addMember(Accounts accounts, String user, String group) {
        accounts.addMember(user, group);
        accounts.writeTo(tree);
        ledger.accept("user " + user + " joins group " + group);
    }

    private static String only(Program.Call call, Options options) throws ScriptException {
        if (options.operands().size() != 1) {
            throw call.unsupported("needs one name");
        }
        return options.operands().get(0);
    }

    private static OptionalInt number(Program.Call call, String text) throws ScriptException {
        if (!text.matches("\\d{0,9}")) {
            throw call.unsupported("'" + text + "' is no number");
        }
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }
}
