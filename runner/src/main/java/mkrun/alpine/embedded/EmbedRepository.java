package mkrun.alpine.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.apk.ApkWriter;
import mkrun.alpine.index.IndexWriter;
import mkrun.alpine.sign.KeyPairFiles;
import mkrun.alpine.sign.Signer;

/**
 * Makes the embedded repository. Its key is made anew for each build of mkrun and thrown away after it, so nobody can add
 * a package to it later; the public half is stored beside the packages and trusted for them alone.
 */
public final class EmbedRepository {
    private static final String KEY_FILE = "mkrun-demo.rsa.pub";
    private static final int KEY_BITS = 2048;

    /** Of all packages: the build must not depend on when it happens. 2024-01-01T00:00:00Z. */
    private static final long TIME = 1_704_067_200;

    private static final List<String> ARCHITECTURES = List.of("x86_64", "aarch64", "armv7", "armhf");

    private EmbedRepository() {}

    /**
     * Makes it.
     *
     * @param args the folder of package folders, and the folder to write into
     */
    public static void main(String[] args) throws AlpineException, IOException {
        write(Path.of(args[0]), Path.of(args[1]));
    }

    static void write(Path source, Path out) throws AlpineException, IOException {
        KeyPair pair = KeyPairFiles.generate(KEY_BITS);
        Signer signer = new Signer(pair.getPrivate(), KEY_FILE, Signer.Algorithm.RSA256);
        List<PackageRecord> records = new ArrayList<>();
        for (Path folder : folders(source)) {
            PackageSpec spec = PackageSpec.read(folder, TIME);
            byte[] file = ApkWriter.write(spec.info(), Map.of(), spec.entries(), signer);
            PackageRecord record = ApkFile.read(file, folder.toString()).toRecord();
            records.add(record);
            for (String arch : ARCHITECTURES) {
                put(out.resolve(arch).resolve(record.id() + ".apk"), file);
            }
        }
        for (String arch : ARCHITECTURES) {
            byte[] index = IndexWriter.write(records, arch, "mkrun stand-ins, for the lab only", TIME, signer);
            put(out.resolve(arch).resolve("APKINDEX.tar.gz"), index);
        }
        Files.writeString(out.resolve("key.name"), KEY_FILE + "\n");
        Files.writeString(out.resolve("key.pub"), KeyPairFiles.publicPem(pair.getPublic()));
    }

    private static List<Path> folders(Path source) throws IOException {
        try (Stream<Path> folders = Files.list(source)) {
            return folders.filter(f -> Files.exists(f.resolve("package")))
                    .sorted()
                    .toList();
        }
    }

    private static void put(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
