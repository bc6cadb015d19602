package mkrun.alpine.install;

import java.util.List;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.apk.ApkEntry;
import mkrun.alpine.apk.ApkFile;

/** A package that was fetched and unpacked, every checksum of it verified. */
record Arrived(ApkFile file, List<ApkEntry> entries) {
    static Arrived by(Installer.Fetcher fetcher, PackageRecord record) throws AlpineException {
        ApkFile file = fetcher.fetch(record);
        return new Arrived(file, file.entries());
    }
}
