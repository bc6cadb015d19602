package mkrun.alpine.apk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.alpine.Digests;
import mkrun.alpine.PkgInfo;
import mkrun.alpine.ScriptType;
import mkrun.alpine.archive.Gzip;
import mkrun.alpine.archive.SmallTar;
import mkrun.alpine.sign.Signer;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;

/**
 * Makes packages that {@code apk} installs. Equal input makes an equal package, except for the bytes of the signature
 * when its key is another.
 */
public final class ApkWriter {
    private ApkWriter() {}

    /**
     * Makes a package.
     *
     * @param info what it says about itself; {@link PkgInfo#installedSize} and {@link PkgInfo#datahash} are computed
     * @param scripts its scripts
     * @param entries its files, each after the directory it is in
     * @param signer who signs it
     * @return the bytes of the {@code .apk} file
     * @throws AlpineException if an entry has a name that apk would refuse or comes before its directory
     */
    public static byte[] write(PkgInfo info, Map<ScriptType, Content> scripts, List<ApkEntry> entries, Signer signer)
            throws AlpineException {
        byte[] tar = DataWriter.write(entries);
        checkEntries(tar, info);
        byte[] data = Gzip.pack(tar);
        List<SmallTar.Item> items = new ArrayList<>();
        items.add(new SmallTar.Item(".PKGINFO", Content.text(pkgInfo(info, size(entries, scripts), data))));
        for (ScriptType type : ScriptType.values()) {
            if (scripts.containsKey(type)) {
                items.add(new SmallTar.Item("." + type, scripts.get(type)));
            }
        }
        byte[] control = Gzip.pack(SmallTar.write(items, 0755, info.buildTime()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(signer.member(control, info.buildTime()));
        out.writeBytes(control);
        out.writeBytes(data);
        return out.toByteArray();
    }

    /**
     * The entries of all that is in a tree, for {@link #write}; the root directory itself is left out.
     *
     * @param time modification time of entries that have none of their own, seconds since 1970
     * @param users name of a user by number, to be looked up where the package is installed
     * @param groups name of a group by number
     */
    public static List<ApkEntry> entries(
            RootfsTree tree, long time, IntFunction<String> users, IntFunction<String> groups) {
        List<ApkEntry> entries = new ArrayList<>();
        tree.entries().forEach((path, entry) -> {
            if (!path.isEmpty()) {
                String first = tree.linksOf(path).get(0);
                entries.add(entry(path, entry, first.equals(path) ? "" : first, time, users, groups));
            }
        });
        return entries;
    }

    private static ApkEntry entry(
            String path, Entry e, String linkTo, long time, IntFunction<String> users, IntFunction<String> groups) {
        ApkEntry.Type type = linkTo.isEmpty() ? type(e.type()) : ApkEntry.Type.HARD_LINK;
        return new ApkEntry(
                path,
                type,
                e.mode(),
                users.apply(e.uid()),
                groups.apply(e.gid()),
                e.uid(),
                e.gid(),
                e.mtime() == Entry.NO_TIME ? time : e.mtime(),
                linkTo.isEmpty() ? e.content() : Content.EMPTY,
                linkTo.isEmpty() ? e.link() : linkTo,
                e.device().major(),
                e.device().minor(),
                "",
                e.xattrs());
    }

    private static ApkEntry.Type type(Entry.Type type) {
        return ApkEntry.Type.valueOf(type.name());
    }

    /** What cannot be read back as it should would be no package. */
    private static void checkEntries(byte[] tar, PkgInfo info) throws AlpineException {
        try {
            DataReader.read(tar, info.name() + "-" + info.version());
        } catch (IOException e) {
            throw new AlpineException(info.name() + ": cannot be packed: " + e.getMessage(), e);
        }
    }

    /** The sum of all file sizes; never 0 for a package that brings something, since apk does not even fetch such. */
    private static long size(List<ApkEntry> entries, Map<ScriptType, Content> scripts) {
        long size = entries.stream()
                .filter(e -> e.type() == ApkEntry.Type.FILE)
                .mapToLong(e -> e.content().size())
                .sum();
        return size == 0 && !(entries.isEmpty() && scripts.isEmpty()) ? 1 : size;
    }

    private static String pkgInfo(PkgInfo info, long size, byte[] data) {
        List<String> lines = new ArrayList<>();
        line(lines, "pkgname", info.name());
        line(lines, "pkgver", info.version());
        line(lines, "pkgdesc", info.description());
        line(lines, "url", info.url());
        line(lines, "builddate", Long.toString(info.buildTime()));
        line(lines, "packager", info.packager());
        line(lines, "size", Long.toString(size));
        line(lines, "arch", info.arch());
        line(lines, "origin", info.origin());
        line(lines, "commit", info.commit());
        line(lines, "maintainer", info.maintainer());
        line(lines, "replaces_priority", info.replacesPriority() == 0 ? "" : "" + info.replacesPriority());
        line(lines, "provider_priority", info.providerPriority() == 0 ? "" : "" + info.providerPriority());
        line(lines, "license", info.license());
        info.replaces().forEach(d -> line(lines, "replaces", d.toString()));
        info.depends().forEach(d -> line(lines, "depend", d.toString()));
        info.provides().forEach(p -> line(lines, "provides", p.toString()));
        line(
                lines,
                "install_if",
                info.installIf().stream().map(Dependency::toString).collect(Collectors.joining(" ")));
        line(lines, "triggers", String.join(" ", info.triggers()));
        line(lines, "datahash", Digests.sha256(data, 0, data.length));
        return String.join("\n", lines) + "\n";
    }

    private static void line(List<String> lines, String key, String value) {
        if (!value.isEmpty()) {
            lines.add(key + " = " + value.replace('\n', ' '));
        }
    }
}
