package mkrun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.index.IndexWriter;
import mkrun.testing.MadePackage;

/** A repository folder of made-up packages for x86_64, and the folder of its key beside it. */
record MadeRepository(Path folder, Path keys) {
    static MadeRepository in(Path dir) throws IOException {
        MadeRepository made = new MadeRepository(dir.resolve("apks"), dir.resolve("keys"));
        Files.createDirectories(made.keys);
        Files.writeString(made.keys.resolve(MadePackage.KEY_FILE), MadePackage.publicKey());
        return made;
    }

    /** Lists exactly these packages from now on; files of others stay where they are. */
    void publish(MadePackage... packages) throws IOException, AlpineException {
        Path dir = Files.createDirectories(folder.resolve("x86_64"));
        List<PackageRecord> records = new ArrayList<>();
        for (MadePackage made : packages) {
            PackageRecord record = made.file().toRecord();
            records.add(record);
            Files.write(dir.resolve(record.id() + ".apk"), made.bytes());
        }
        Files.write(
                dir.resolve("APKINDEX.tar.gz"),
                IndexWriter.write(records, "x86_64", "made", 1_600_000_000, MadePackage.SIGNER));
    }

    /** Drops a file, as mirrors do with versions that are not the newest. */
    void lose(String... ids) throws IOException {
        for (String id : ids) {
            Files.delete(folder.resolve("x86_64").resolve(id + ".apk"));
        }
    }
}
