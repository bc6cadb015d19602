package mkrun.alpine.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.alpine.PkgInfo;
import mkrun.alpine.Provide;
import mkrun.alpine.apk.ApkEntry;
import mkrun.target.Content;

/**
 * A package described by a folder: a file {@code package} with a line for each thing, and the files below {@code root}.
 *
 * <pre>
 * name        mkrun-demo-base        version, description, depends, provides in the same way
 * dir  1777   tmp                    directories, in an order in which each comes after the one it is in
 * file 0640   etc/shadow  root:shadow  the bytes are in root/etc/shadow; without an owner it is root:root
 * link bin/sh /bin/demo
 * </pre>
 *
 * @param info what the package says about itself
 * @param entries its files
 */
record PackageSpec(PkgInfo info, List<ApkEntry> entries) {
    private static final String ROOT = "root:root";

    /**
     * Reads a folder.
     *
     * @param time build time of the package and time of its files, seconds since 1970
     * @throws AlpineException naming the file and line of what cannot be understood
     */
    static PackageSpec read(Path folder, long time) throws AlpineException, IOException {
        Path file = folder.resolve("package");
        Map<String, String> values = new HashMap<>();
        List<ApkEntry> entries = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String[] words = line.strip().split("\\s+", 2);
            if (words.length < 2 || words[0].startsWith("#")) {
                continue;
            }
            switch (words[0]) {
                case "dir", "file", "link" -> entries.add(entry(words[0], words[1].split("\\s+"), folder, time));
                case "name", "version", "description", "depends", "provides" -> values.put(words[0], words[1]);
                default -> throw new AlpineException(file + ":" + number + ": unknown word '" + words[0] + "'");
            }
        }
        return new PackageSpec(info(values, time), entries);
    }

    private static ApkEntry entry(String kind, String[] words, Path folder, long time) throws IOException {
        if (kind.equals("link")) {
            return entry(words[0], ApkEntry.Type.SYMLINK, 0777, ROOT, time, Content.EMPTY, words[1]);
        }
        int mode = Integer.parseInt(words[0], 8);
        String owner = words.length > 2 ? words[2] : ROOT;
        if (kind.equals("dir")) {
            return entry(words[1], ApkEntry.Type.DIRECTORY, mode, owner, time, Content.EMPTY, "");
        }
        Content content = Content.of(Files.readAllBytes(folder.resolve("root").resolve(words[1])));
        return entry(words[1], ApkEntry.Type.FILE, mode, owner, time, content, "");
    }

    private static ApkEntry entry(
            String path, ApkEntry.Type type, int mode, String owner, long time, Content content, String link) {
        String[] names = owner.split(":");
        return new ApkEntry(path, type, mode, names[0], names[1], 0, 0, time, content, link, 0, 0, "", Map.of());
    }

    private static PkgInfo info(Map<String, String> values, long time) throws AlpineException {
        return new PkgInfo(
                values.get("name"),
                values.get("version"),
                "noarch",
                0,
                values.get("description"),
                "",
                "Apache-2.0",
                values.get("name"),
                "",
                "mkrun",
                time,
                "",
                0,
                Dependency.parseList(values.getOrDefault("depends", "")),
                Provide.parseList(values.getOrDefault("provides", "")),
                List.of(),
                List.of(),
                0,
                List.of(),
                "");
    }
}
