package mkrun.op.rootfs;

import java.util.OptionalInt;
import mkrun.target.TargetException;
import mkrun.target.rootfs.Accounts;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsProbe;

/** Numeric user and group; printed as chown takes them. */
record Owner(int uid, int gid) {
    /** The owner of an inode. */
    static Owner of(Entry entry) {
        return new Owner(entry.uid(), entry.gid());
    }

    /**
     * Looks names up in the image's own passwd and group files; a number stands for itself.
     *
     * @throws TargetException if the image has no such user or group
     */
    static Owner lookUp(RootfsProbe probe, String user, String group) throws TargetException {
        Accounts accounts = Accounts.of(probe);
        return new Owner(id("user", user, accounts.uid(user)), id("group", group, accounts.gid(group)));
    }

    private static int id(String what, String name, OptionalInt known) throws TargetException {
        if (name.matches("[0-9]{1,9}")) {
            return Integer.parseInt(name);
        }
        if (name.equals("root")) {
            return 0; // also before any package has brought the files
        }
        return known.orElseThrow(() -> new TargetException("the image has no " + what + " '" + name
                + "'; create it in an earlier task, or take one that a package brings"));
    }

    @Override
    public String toString() {
        return uid + ":" + gid;
    }
}
