package mkrun.testing;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.alpine.PkgInfo;
import mkrun.alpine.ScriptType;
import mkrun.alpine.apk.ApkEntry;
import mkrun.alpine.apk.ApkEntry.Type;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.apk.ApkWriter;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.alpine.sign.Signer;
import mkrun.target.Content;

/** A package made up by a test: version 1-r0 if it says no other, built at a fixed time, signed with a key of the test run. */
public final class MadePackage {
    /** The file name of {@link #SIGNER}'s public key. */
    public static final String KEY_FILE = "test@mkrun-1.rsa.pub";

    private static final KeyPair KEYS = KeyPairFiles.generate(2048);

    /** Signs all packages of this kind. */
    public static final Signer SIGNER = new Signer(KEYS.getPrivate(), KEY_FILE, Signer.Algorithm.RSA);

    private static final long TIME = 1_600_000_000;

    private final String name;
    private final Map<ScriptType, Content> scripts = new EnumMap<>(ScriptType.class);
    private final List<ApkEntry> entries = new ArrayList<>();
    private String version = "1-r0";
    private String origin;
    private List<Dependency> depends = List.of();
    private List<Dependency> replaces = List.of();
    private int priority;
    private List<String> triggers = List.of();

    private MadePackage(String name) {
        this.name = name;
        this.origin = name;
    }

    /** A package of that name with nothing in it. */
    public static MadePackage named(String name) {
        return new MadePackage(name);
    }

    /** The public key of {@link #SIGNER}, PEM. */
    public static String publicKey() {
        return KeyPairFiles.publicPem(KEYS.getPublic());
    }

    public MadePackage version(String other) {
        version = other;
        return this;
    }

    public MadePackage origin(String source) {
        origin = source;
        return this;
    }

    public MadePackage depends(String... packages) throws AlpineException {
        depends = Dependency.parseList(String.join(" ", packages));
        return this;
    }

    public MadePackage replaces(int withPriority, String... packages) throws AlpineException {
        replaces = Dependency.parseList(String.join(" ", packages));
        priority = withPriority;
        return this;
    }

    public MadePackage triggers(String... globs) {
        triggers = List.of(globs);
        return this;
    }

    public MadePackage script(ScriptType type, String text) {
        scripts.put(type, Content.text("#!/bin/sh\n" + text + "\n"));
        return this;
    }

    public MadePackage directory(String path, int mode, String owner, String group) {
        return add(path, Type.DIRECTORY, mode, owner, group, "", "", Map.of());
    }

    public MadePackage directories(String... paths) {
        for (String path : paths) {
            directory(path, 0755, "root", "root");
        }
        return this;
    }

    public MadePackage file(String path, int mode, String owner, String group, String text) {
        return add(path, Type.FILE, mode, owner, group, text, "", Map.of());
    }

    public MadePackage file(String path, String text) {
        return file(path, 0644, "root", "root", text);
    }

    public MadePackage xattrFile(String path, String text, String xattr, String value) {
        return add(path, Type.FILE, 0644, "root", "root", text, "", Map.of(xattr, Content.text(value)));
    }

    public MadePackage symlink(String path, String target) {
        return add(path, Type.SYMLINK, 0777, "root", "root", "", target, Map.of());
    }

    public MadePackage hardLink(String path, int mode, String owner, String group, String target) {
        return add(path, Type.HARD_LINK, mode, owner, group, "", target, Map.of());
    }

    private MadePackage add(
            String path,
            Type type,
            int mode,
            String owner,
            String group,
            String text,
            String link,
            Map<String, Content> xattrs) {
        // the numbers are those of some build host, which matter only for names unknown in the root
        entries.add(new ApkEntry(
                path,
                type,
                mode,
                owner,
                group,
                owner.equals("root") ? 0 : 4242,
                group.equals("root") ? 0 : 4243,
                TIME,
                Content.text(text),
                link,
                0,
                0,
                "",
                xattrs));
        return this;
    }

    /** The package file's bytes. */
    public byte[] bytes() throws AlpineException {
        PkgInfo info = new PkgInfo(
                name,
                version,
                "x86_64",
                0,
                "made by a test",
                "https://example.net/",
                "Apache-2.0",
                origin,
                "",
                "",
                TIME,
                "",
                0,
                depends,
                List.of(),
                List.of(),
                replaces,
                priority,
                triggers,
                "");
        return ApkWriter.write(info, scripts, entries, SIGNER);
    }

    /** The package file. */
    public ApkFile file() throws AlpineException {
        return ApkFile.read(bytes(), name + "-" + version + ".apk");
    }
}
