package mkrun.alpine.install;

import java.util.HexFormat;
import java.util.Optional;
import mkrun.alpine.Digests;
import mkrun.target.Content;
import mkrun.target.rootfs.Entry;

/** What the database keeps of a file's content: {@code Q1…} of its bytes or, of a symbolic link, of its target. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(String sha1) {
        return sha1.isEmpty() ? "" : Digests.identity(HexFormat.of().parseHex(sha1));
    }

    /** The fingerprint of what is there; empty for nothing, and for what has no content. */
    static String of(Optional<Entry> there) {
        return there.map(e -> e.isFile()
                        ? of(e.content().sha1())
                        : e.isSymlink() ? of(Content.text(e.link()).sha1()) : "")
                .orElse("");
    }
}
