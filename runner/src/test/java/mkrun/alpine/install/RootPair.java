package mkrun.alpine.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.alpine.PackageChange;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Resolution;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.index.IndexWriter;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import mkrun.testing.AlpinePackages;
import mkrun.testing.MadePackage;
import mkrun.testing.RealApk;
import mkrun.testing.RootOnDisk;

/** A root on disk, changed by Alpine's apk, and one in memory, to which mkrun does what apk said it did. */
final class RootPair {
    private static final Pattern DONE = Pattern.compile(
            "\\(\\d+/\\d+\\) (Installing|Upgrading|Downgrading|Replacing|Purging) (\\S+) \\((\\S+?)(?: -> (\\S+))?\\)");

    private final RealApk apk;
    private final String name;
    private final RootfsTree tree = new RootfsTree();
    private final AlpinePackages real;
    private final Map<String, ApkFile> files = new HashMap<>();
    private final Map<String, PackageRecord> there = new HashMap<>();

    /**
     * @param made all packages, in all versions, that can be had beside Alpine's
     */
    RootPair(RealApk apk, String name, AlpinePackages real, List<MadePackage> made) throws Exception {
        this.apk = apk;
        this.name = name;
        this.real = real;
        Path mirror = Files.createDirectories(apk.root().resolve("made-" + name + "/x86_64"));
        List<PackageRecord> index = new ArrayList<>();
        for (MadePackage p : made) {
            ApkFile file = p.file();
            files.put(file.toRecord().id(), file);
            index.add(file.toRecord());
            Files.write(mirror.resolve(file.name()), p.bytes());
        }
        Files.write(mirror.resolve("APKINDEX.tar.gz"), IndexWriter.write(index, "x86_64", "", 0, MadePackage.SIGNER));
        Files.writeString(apk.root().resolve("keys").resolve(MadePackage.KEY_FILE), MadePackage.publicKey());
        Files.createDirectories(folder());
    }

    Path folder() {
        return apk.root().resolve(name);
    }

    RootfsTree tree() {
        return tree;
    }

    /** Runs apk, does the same, and compares. */
    void run(Installer.Removed removed, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("--no-network", "--no-progress", "--keys-dir", "/keys"));
        command.addAll(List.of("-X", apk.mirror("x86_64"), "-X", "/made-" + name, "--arch", "x86_64"));
        command.addAll(List.of("--root", "/" + name));
        command.addAll(List.of(words));
        if (words[0].equals("add")) {
            command.add("--initdb");
        }
        long now = System.currentTimeMillis() / 1000;
        RealApk.Result result = apk.run(command);
        assertThat(result.status()).as(result.output()).isZero();
        List<PackageChange> changes =
                DONE.matcher(result.output()).results().map(this::change).toList();
        List<Dependency> world = new ArrayList<>();
        for (String wish : Files.readAllLines(folder().resolve("etc/apk/world"))) {
            if (!wish.isEmpty()) { // as in the world of nothing
                world.add(Dependency.parseWish(wish));
            }
        }
        Resolution resolution = new Resolution(world, changes, Map.of());
        Installer.install(tree, resolution, this::fetch, "x86_64", InstallOptions.at(now), removed);
        compare(String.join(" ", words) + "\n" + result.output());
    }

    private PackageChange change(MatchResult done) {
        String packageName = done.group(2);
        PackageRecord before = there.get(packageName);
        if (done.group(1).equals("Purging")) {
            there.remove(packageName);
            return PackageChange.remove(before);
        }
        String version = done.group(4) == null ? done.group(3) : done.group(4);
        ApkFile file = files.get(packageName + "-" + version);
        PackageRecord after = file == null ? real.record(packageName) : file.toRecord();
        there.put(packageName, after);
        return before == null ? PackageChange.install(after) : PackageChange.between(before, after);
    }

    private ApkFile fetch(PackageRecord record) {
        return files.containsKey(record.id()) ? files.get(record.id()) : real.file(record);
    }

    /** Changes a file, or makes it, in both roots. */
    void write(String path, String text) throws IOException {
        Path file = folder().resolve(path);
        boolean old = Files.exists(file);
        Files.writeString(file, text);
        if (old) {
            tree.update(path, e -> e.withContent(Content.text(text)));
        } else {
            Files.setAttribute(file, "unix:mode", 0644);
            tree.put(path, Entry.file(Content.text(text), 0644));
        }
    }

    void delete(String path) throws IOException {
        Files.delete(folder().resolve(path));
        tree.remove(path);
    }

    void makeDirectories(String path) throws IOException {
        Files.createDirectories(folder().resolve(path));
        tree.mkdirs(path);
    }

    void mode(String path, int mode) throws IOException {
        Files.setAttribute(folder().resolve(path), "unix:mode", mode);
        tree.update(path, e -> e.withMode(mode));
    }

    private void compare(String what) throws IOException, AlpineException {
        Map<String, String> differences =
                RootOnDisk.differences(RootOnDisk.listing(folder()), RootOnDisk.listing(tree));
        differences.keySet().removeIf(path -> path.startsWith("dev/") || path.equals("lib/apk/db/scripts.tar"));
        assertThat(database("installed", tree)).as(what).isEqualTo(databaseOnDisk("installed"));
        assertThat(differences).as(what).isEmpty();
        assertThat(withoutTimes(Content.file(folder().resolve("lib/apk/db/scripts.tar"))))
                .as(what)
                .isEqualTo(withoutTimes(
                        tree.stat("lib/apk/db/scripts.tar").orElseThrow().content()));
    }

    private static String database(String file, RootfsTree tree) {
        return tree.text("lib/apk/db/" + file).orElseThrow();
    }

    private String databaseOnDisk(String file) throws IOException {
        return Files.readString(folder().resolve("lib/apk/db").resolve(file));
    }

    private static byte[] withoutTimes(Content content) {
        byte[] tar = content.bytes();
        for (int at = 0; at + 512 <= tar.length; at += 512) {
            if (new String(tar, at + 257, 5, StandardCharsets.US_ASCII).equals("ustar")) {
                Arrays.fill(tar, at + 136, at + 156, (byte) 0);
            }
        }
        return tar;
    }
}
