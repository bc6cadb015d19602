package mkrun.alpine.index;

import java.io.ByteArrayOutputStream;
import java.util.List;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.archive.Gzip;
import mkrun.alpine.archive.SmallTar;
import mkrun.alpine.sign.Signer;
import mkrun.target.Content;

/** Makes signed indexes. */
public final class IndexWriter {
    private IndexWriter() {}

    /**
     * Makes an {@code APKINDEX.tar.gz}.
     *
     * @param packages its records, in order
     * @param arch the architecture it is for: what each record gets in the place of its own, as {@code noarch} packages are
     *     in every architecture's folder
     * @param description a word about its state, such as a version
     * @param time seconds since 1970, for the archive's entries
     */
    public static byte[] write(
            List<PackageRecord> packages, String arch, String description, long time, Signer signer) {
        StringBuilder text = new StringBuilder();
        for (PackageRecord record : packages) {
            record.withArch(arch).indexLines().forEach(l -> text.append(l).append('\n'));
            text.append('\n');
        }
        List<SmallTar.Item> items = List.of(
                new SmallTar.Item("DESCRIPTION", Content.text(description + "\n")),
                new SmallTar.Item("APKINDEX", Content.text(text.toString())));
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        tar.writeBytes(SmallTar.write(items, 0644, time));
        tar.writeBytes(new byte[2 * 512]);
        byte[] index = Gzip.pack(tar.toByteArray());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(signer.member(index, time));
        out.writeBytes(index);
        return out.toByteArray();
    }
}
