package mkrun.alpine.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import mkrun.alpine.AlpineException;
import mkrun.alpine.Packages;
import mkrun.alpine.apk.ApkEntry;
import mkrun.alpine.apk.DataReader;
import mkrun.alpine.apk.DataWriter;
import mkrun.target.Content;
import mkrun.testing.Hostile;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TarReaderTest {
    private static final int BLOCK = 512;
    private static final int CHECK_SUM = 148;

    @Provide
    Arbitrary<byte[]> damaged() {
        byte[] tar = DataWriter.write(List.of(
                Packages.directory("usr"),
                Packages.file("usr/" + "long".repeat(60), 0644, "a text"),
                Packages.link("usr/link", ApkEntry.Type.SYMLINK, "/etc/" + "far".repeat(50)),
                Packages.entry(
                        "usr/tool",
                        ApkEntry.Type.FILE,
                        04755,
                        Content.text("x".repeat(1500)),
                        "",
                        Map.of("security.capability", Content.text("\0\1\2"), "user.é", Content.text("ü"))),
                Packages.link("usr/hard", ApkEntry.Type.HARD_LINK, "usr/tool")));
        return Hostile.variants(tar);
    }

    @Property(tries = 3000)
    void whatIsDamagedIsRefusedWithoutHarm(@ForAll("damaged") byte[] tar) {
        Hostile.survives(tar.length, () -> readAll(tar), IOException.class);
        Hostile.survives(tar.length, () -> readAll(withCheckSums(tar)), IOException.class);
        Hostile.survives(
                tar.length,
                () -> DataReader.read(withCheckSums(tar), "x.apk"),
                IOException.class,
                AlpineException.class);
    }

    private static void readAll(byte[] tar) throws IOException {
        TarReader reader = new TarReader(tar);
        while (reader.next().isPresent()) {
            // on to the next
        }
    }

    /** The same with check sums that are right wherever a header may be, so that what is behind them is reached. */
    private static byte[] withCheckSums(byte[] tar) {
        byte[] repaired = tar.clone();
        for (int at = 0; at + BLOCK <= tar.length; at += BLOCK) {
            if (new String(tar, at + 257, 5, StandardCharsets.ISO_8859_1).equals("ustar")) {
                int sum = 0;
                for (int i = 0; i < BLOCK; i++) {
                    sum += i >= CHECK_SUM && i < CHECK_SUM + 8 ? ' ' : repaired[at + i] & 0xff;
                }
                byte[] text = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.ISO_8859_1);
                System.arraycopy(text, 0, repaired, at + CHECK_SUM, text.length);
            }
        }
        return repaired;
    }
}
