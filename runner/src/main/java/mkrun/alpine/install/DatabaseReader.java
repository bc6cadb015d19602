package mkrun.alpine.install;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Digests;
import mkrun.alpine.ScriptType;
import mkrun.alpine.archive.Gzip;
import mkrun.alpine.archive.SmallTar;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;

/** Reads the files by which apk knows what is installed, {@code lib/apk/db}. */
final class DatabaseReader {
    private static final int MAX_SCRIPTS = 64 << 20;

    private final RootfsTree tree;
    private final Installed installed;
    private final Map<String, InstalledPackage> byChecksum = new HashMap<>();

    private DatabaseReader(RootfsTree tree) {
        this.tree = tree;
        this.installed = new Installed(tree);
    }

    /**
     * What is installed in a root; nothing if it has no database.
     *
     * @throws AlpineException if the database cannot be understood; the message names the file
     */
    static Installed read(RootfsTree tree) throws AlpineException {
        DatabaseReader reader = new DatabaseReader(tree);
        String path = path("installed");
        Optional<Content> text = reader.content(path);
        if (text.isPresent()) {
            InstalledReader.read(text(text.get(), path), path, reader.installed);
        }
        for (InstalledPackage p : reader.installed.packages()) {
            reader.byChecksum.put(p.record().checksum(), p);
        }
        reader.readTriggers();
        reader.readScripts();
        return reader.installed;
    }

    private static String path(String name) {
        return Database.DIRECTORY + "/" + name;
    }

    private Optional<Content> content(String path) {
        return tree.follow(path).filter(Entry::isFile).map(Entry::content);
    }

    private static String text(Content content, String path) throws AlpineException {
        return content.asText().orElseThrow(() -> new AlpineException(path + ": is no UTF-8 text"));
    }

    private void readTriggers() throws AlpineException {
        Optional<Content> content = content(path("triggers"));
        if (content.isEmpty()) {
            return;
        }
        for (String line : text(content.get(), path("triggers")).split("\n")) {
            String[] words = line.trim().split(" +");
            InstalledPackage p = byChecksum.get(checksum(words[0]));
            if (p != null) { // of one that is gone nothing is to be kept
                List<String> globs = new ArrayList<>(p.triggers());
                globs.addAll(List.of(words).subList(1, words.length));
                p.triggers(globs);
                installed.addTriggering(p);
            }
        }
    }

    /** Scripts of apk 2 ({@code scripts.tar}) and of apk 3 ({@code scripts.tar.gz}). */
    private void readScripts() throws AlpineException {
        try {
            Optional<Content> plain = content(path("scripts.tar"));
            if (plain.isPresent()) {
                readScripts(plain.get().bytes());
            }
            Optional<Content> packed = content(path("scripts.tar.gz"));
            if (packed.isPresent()) {
                readScripts(Gzip.rest(packed.get().bytes(), 0, MAX_SCRIPTS));
            }
        } catch (IOException e) {
            throw new AlpineException(path("scripts.tar") + ": BAD archive: " + e.getMessage(), e);
        }
    }

    private void readScripts(byte[] tar) throws IOException {
        for (SmallTar.Item item : SmallTar.read(tar)) {
            int typeDot = item.name().lastIndexOf('.');
            int sumDot = item.name().lastIndexOf('.', typeDot - 1);
            if (sumDot < 0) {
                continue;
            }
            InstalledPackage p = byChecksum.get(checksum(item.name().substring(sumDot + 1, typeDot)));
            for (ScriptType type : ScriptType.values()) {
                if (p != null && item.name().endsWith("." + type)) {
                    p.script(type, item.content());
                }
            }
        }
    }

    /** In the form in which packages are known here; what is no checksum stays, and names no package. */
    private static String checksum(String text) {
        try {
            return Digests.canonical(text);
        } catch (AlpineException e) {
            return "";
        }
    }
}
