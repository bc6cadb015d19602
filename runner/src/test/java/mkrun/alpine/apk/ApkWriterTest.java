package mkrun.alpine.apk;

import static mkrun.alpine.Packages.directory;
import static mkrun.alpine.Packages.file;
import static mkrun.alpine.Packages.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Dependency;
import mkrun.alpine.Packages;
import mkrun.alpine.PkgInfo;
import mkrun.alpine.ScriptType;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.alpine.sign.Keys;
import mkrun.alpine.sign.Signer;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApkWriterTest {
    private static final Content CAPABILITY =
            Content.of(HexFormat.of().parseHex("010000020004000000000000000000000000ff80"));

    @TempDir
    Path folder;

    private static List<ApkEntry> entries() {
        String deep = "usr/" + "a-rather-long-directory-name/".repeat(4);
        return List.of(
                directory("usr"),
                directory("usr/bin"),
                file("usr/bin/tool", 04755, "#!/bin/sh\n"),
                link("usr/bin/same", ApkEntry.Type.HARD_LINK, "usr/bin/tool"),
                link("usr/bin/other", ApkEntry.Type.SYMLINK, "/usr/bin/tool"),
                Packages.entry(
                        "usr/bin/ping",
                        ApkEntry.Type.FILE,
                        0755,
                        Content.text("ping"),
                        "",
                        Map.of("security.capability", CAPABILITY, "user.name", Content.text("ä"))),
                directory("usr/a-rather-long-directory-name"),
                directory("usr/a-rather-long-directory-name/a-rather-long-directory-name"),
                directory("usr/" + "a-rather-long-directory-name/".repeat(3).replaceAll("/$", "")),
                directory(deep.replaceAll("/$", "")),
                file(deep + "größe", 0644, "x"),
                link(deep + "link", ApkEntry.Type.SYMLINK, "/" + deep + "größe"));
    }

    private static ApkFile write(List<ApkEntry> entries, Map<ScriptType, Content> scripts) throws AlpineException {
        byte[] file =
                ApkWriter.write(Packages.info("tool", "1.2-r3", "musl>=1 !other"), scripts, entries, Packages.SIGNER);
        return ApkFile.read(file, "tool.apk");
    }

    @Test
    void whatWasWrittenIsReadBack() throws Exception {
        ApkFile apk = write(entries(), Map.of(ScriptType.POST_INSTALL, Content.text("#!/bin/sh\nexit 0\n")));
        apk.verify(Packages.keys());
        assertThat(apk.entries()).extracting(ApkWriterTest::withoutChecksum).isEqualTo(entries());
        assertThat(apk.info().depends()).extracting(Dependency::toString).containsExactly("musl>=1", "!other");
        assertThat(apk.info().installedSize()).isEqualTo(10 + 4 + 1);
        assertThat(apk.script(ScriptType.POST_INSTALL)).contains(Content.text("#!/bin/sh\nexit 0\n"));
        assertThat(apk.script(ScriptType.PRE_INSTALL)).isEmpty();
    }

    private static ApkEntry withoutChecksum(ApkEntry e) {
        return new ApkEntry(
                e.path(),
                e.type(),
                e.mode(),
                e.user(),
                e.group(),
                e.uid(),
                e.gid(),
                e.mtime(),
                e.content(),
                e.link(),
                e.major(),
                e.minor(),
                "",
                e.xattrs());
    }

    @Test
    void extendedAttributesKeepEveryByte() throws Exception {
        ApkEntry ping = write(entries(), Map.of()).entries().get(5);
        assertThat(ping.xattrs().get("security.capability").bytes()).isEqualTo(CAPABILITY.bytes());
    }

    @Test
    void equalInputMakesEqualBytes() throws Exception {
        PkgInfo info = Packages.info("tool", "1", "");
        assertThat(ApkWriter.write(info, Map.of(), entries(), Packages.SIGNER))
                .isEqualTo(ApkWriter.write(info, Map.of(), entries(), Packages.SIGNER));
    }

    @Test
    void aTreeBecomesEntriesWithTheNamesOfItsOwners() {
        RootfsTree tree = new RootfsTree();
        tree.mkdirs("srv");
        tree.put("srv/a", Entry.file(Content.text("a"), 0600).withOwner(7, 8));
        tree.link("srv/b", "srv/a");
        List<ApkEntry> entries = ApkWriter.entries(tree, 5, u -> u == 7 ? "seven" : "root", g -> "g" + g);
        assertThat(entries).extracting(ApkEntry::path).containsExactly("srv", "srv/a", "srv/b");
        assertThat(entries).extracting(ApkEntry::user).containsExactly("root", "seven", "seven");
        assertThat(entries).extracting(ApkEntry::group).containsExactly("g0", "g8", "g8");
        assertThat(entries.get(2).type()).isEqualTo(ApkEntry.Type.HARD_LINK);
        assertThat(entries.get(2).link()).isEqualTo("srv/a");
        assertThat(entries.get(1).mtime()).isEqualTo(5);
    }

    @Test
    void aNameThatLeadsOutOfTheRootIsRefusedWhenWriting() {
        assertThatThrownBy(() -> write(List.of(file("../evil", 0644, "")), Map.of()))
                .hasMessage("tool-1.2-r3: the archive has an entry with a name that leads elsewhere: ../evil");
    }

    @Test
    void aFileBeforeItsDirectoryIsRefusedWhenWriting() {
        assertThatThrownBy(() -> write(List.of(file("usr/x", 0644, "")), Map.of()))
                .hasMessage("tool-1.2-r3: usr/x: no dirent in archive for its directory");
    }

    @Test
    void aPackageOfNothingHasSizeZeroAndOneWithAnEmptyFileHasNot() throws Exception {
        assertThat(write(List.of(), Map.of()).info().installedSize()).isZero();
        assertThat(write(List.of(file("empty", 0644, "")), Map.of()).info().installedSize())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void keyFilesSignAndVerify(Signer.Algorithm algorithm) throws Exception {
        KeyPairFiles.write(folder, "me@example.net-02", Packages.PAIR);
        Path secret = folder.resolve("me@example.net-02.rsa");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        Signer signer = KeyPairFiles.signer(secret, algorithm);
        byte[] file = ApkWriter.write(Packages.info("tool", "1", ""), Map.of(), List.of(), signer);
        ApkFile.read(file, "tool.apk").verify(Keys.folder(folder));
        assertThat(signer.toString()).isEqualTo("Signer[me@example.net-02.rsa.pub, " + algorithm + "]");
    }

    @Test
    void aKeyIsNeverReplaced() throws Exception {
        KeyPairFiles.write(folder, "k", Packages.PAIR);
        assertThatThrownBy(() -> KeyPairFiles.write(folder, "k", Packages.PAIR))
                .hasMessage(folder + "/k.rsa: exists already; a key is not replaced");
    }
}
