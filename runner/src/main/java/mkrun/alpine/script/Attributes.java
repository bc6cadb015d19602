package mkrun.alpine.script;

import java.util.Optional;
import java.util.function.UnaryOperator;
import mkrun.target.rootfs.Accounts;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsException;
import mkrun.target.rootfs.RootfsProbe;

/** Owners and modes as scripts write them. */
final class Attributes {
    private final RootfsProbe tree;

    Attributes(RootfsProbe tree) {
        this.tree = tree;
    }

    /**
     * What {@code chown} does with {@code USER}, {@code USER:GROUP} or {@code :GROUP}.
     *
     * @throws RootfsException if there is no such user or group
     */
    UnaryOperator<Entry> owner(String spec) {
        String[] names = spec.split("[:.]", 2);
        Accounts accounts = Accounts.of(tree);
        int uid = names[0].isEmpty()
                ? -1
                : id(names[0]).orElseGet(() -> accounts.uid(names[0])
                        .orElseThrow(() -> new RootfsException("unknown user " + names[0])));
        int gid = names.length < 2 || names[1].isEmpty()
                ? -1
                : id(names[1]).orElseGet(() -> accounts.gid(names[1])
                        .orElseThrow(() -> new RootfsException("unknown group " + names[1])));
        return e -> {
            Entry owned = e.withOwner(uid < 0 ? e.uid() : uid, gid < 0 ? e.gid() : gid);
            // the kernel takes setuid and setgid from a file whose owner changes
            return e.isFile() ? owned.withMode(e.mode() & ((e.mode() & 010) != 0 ? 01777 : 03777)) : owned;
        };
    }

    private static Optional<Integer> id(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /** What {@code chmod} does with an octal mode, or with one such as {@code u+s}. */
    static UnaryOperator<Entry> mode(Program.Call call, String text) throws ScriptException {
        if (text.matches("[0-7]{1,4}")) {
            int mode = Integer.parseInt(text, 8);
            return e -> e.withMode(mode);
        }
        if (text.matches("[ugoa]*[+-][rwxst]+")) {
            int bits = bits(text);
            return e -> e.withMode(text.contains("+") ? e.mode() | bits : e.mode() & ~bits);
        }
        throw call.unsupported("the mode " + text + " is not replayed");
    }

    private static int bits(String text) {
        String[] parts = text.split("[+-]");
        String who = parts[0].isEmpty() || parts[0].contains("a") ? "ugo" : parts[0];
        int bits = 0;
        for (char w : who.toCharArray()) {
            int shift = w == 'u' ? 6 : w == 'g' ? 3 : 0;
            for (char p : parts[1].toCharArray()) {
                int bit = "xwr".indexOf(p);
                bits |= bit >= 0 ? 1 << bit + shift : p == 't' ? 01000 : w == 'u' ? 04000 : w == 'g' ? 02000 : 0;
            }
        }
        return bits;
    }
}
