package mkrun.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.index.IndexWriter;

/** A repository of made packages in a folder. */
public final class MadeRepository {
    private MadeRepository() {}

    /** Writes {@code apks/x86_64} with these packages and their index, and the key that signed them below {@code keys}. */
    public static void write(Path dir, MadePackage... packages) throws IOException, AlpineException {
        Path arch = Files.createDirectories(dir.resolve("apks/x86_64"));
        List<PackageRecord> records = new ArrayList<>();
        for (MadePackage made : packages) {
            PackageRecord entry = made.file().toRecord();
            Files.write(arch.resolve(entry.id() + ".apk"), made.bytes());
            records.add(entry);
        }
        byte[] index = IndexWriter.write(records, "x86_64", "test", 1_600_000_000, MadePackage.SIGNER);
        Files.write(arch.resolve("APKINDEX.tar.gz"), index);
        Path keys = Files.createDirectories(dir.resolve("keys"));
        Files.writeString(keys.resolve(MadePackage.KEY_FILE), MadePackage.publicKey());
    }
}
