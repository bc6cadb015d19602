package mkrun.alpine;

import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import mkrun.alpine.apk.ApkEntry;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.alpine.sign.Keys;
import mkrun.alpine.sign.Signer;
import mkrun.target.Content;

/** Small packages for tests, and a key pair that signs them. */
public final class Packages {
    public static final KeyPair PAIR = KeyPairFiles.generate(2048);
    public static final String KEY_FILE = "test@example.net-01.rsa.pub";
    public static final Signer SIGNER = new Signer(PAIR.getPrivate(), KEY_FILE, Signer.Algorithm.RSA);
    public static final long TIME = 1_700_000_000;

    private Packages() {}

    public static Keys keys() throws AlpineException {
        return Keys.of(KEY_FILE, KeyPairFiles.publicPem(PAIR.getPublic()));
    }

    public static PkgInfo info(String name, String version, String depends) throws AlpineException {
        return new PkgInfo(
                name,
                version,
                "noarch",
                0,
                "Package " + name,
                "https://example.net/" + name,
                "MIT",
                name,
                "",
                "",
                TIME,
                "",
                0,
                Dependency.parseList(depends),
                List.of(),
                List.of(),
                List.of(),
                0,
                List.of(),
                "");
    }

    public static ApkEntry directory(String path) {
        return entry(path, ApkEntry.Type.DIRECTORY, 0755, Content.EMPTY, "", Map.of());
    }

    public static ApkEntry file(String path, int mode, String text) {
        return entry(path, ApkEntry.Type.FILE, mode, Content.text(text), "", Map.of());
    }

    public static ApkEntry link(String path, ApkEntry.Type type, String target) {
        return entry(path, type, 0777, Content.EMPTY, target, Map.of());
    }

    public static ApkEntry entry(
            String path, ApkEntry.Type type, int mode, Content content, String link, Map<String, Content> xattrs) {
        return new ApkEntry(path, type, mode, "root", "root", 0, 0, TIME, content, link, 0, 0, "", xattrs);
    }
}
