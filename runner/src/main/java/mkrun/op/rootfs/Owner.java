package mkrun.op.rootfs;

import java.util.Optional;
import mkrun.target.TargetException;
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
        return new Owner(id(probe, "user", user, "/etc/passwd"), id(probe, "group", group, "/etc/group"));
    }

    private static int id(RootfsProbe probe, String what, String name, String file) throws TargetException {
        if (name.matches("[0-9]{1,9}")) {
            return Integer.parseInt(name);
        }
        if (name.equals("root")) {
            return 0; // also before any package has brought the files
        }
        Optional<String> id = probe.text(file)
                .orElse("")
                .lines()
                .map(line -> line.split(":"))
                .filter(fields -> fields.length > 2 && fields[0].equals(name) && fields[2].matches("[0-9]{1,9}"))
                .map(fields -> fields[2])
                .findFirst();
        return Integer.parseInt(id.orElseThrow(() -> new TargetException("the image has no " + what + " '" + name
                + "' in " + file + "; create it in an earlier task, or take one that a package brings")));
    }

    @Override
    public String toString() {
        return uid + ":" + gid;
    }
}
