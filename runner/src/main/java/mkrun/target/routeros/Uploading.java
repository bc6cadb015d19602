package mkrun.target.routeros;

import java.util.OptionalLong;
import mkrun.target.Progress;
import mkrun.target.TargetException;

/** Brings a file to the router: what interrupted uploads of others left goes, what an interrupted one of it left is used. */
record Uploading(RouterLink link, Snapshot snapshot, Progress progress) {
    void make(FileUpload upload) throws TargetException {
        String part = upload.part();
        for (String name : link.files(upload.directory())) {
            if (upload.leftOver(name)) {
                link.remove(upload.directory() + "/" + name);
            }
        }
        long wanted = upload.content().size();
        link.upload(upload.content(), part, "upload " + upload.what(), progress);
        OptionalLong size = snapshot.fileSize(part);
        if (size.isEmpty() && snapshot.fileSize(upload.path()).equals(OptionalLong.of(wanted))) {
            return; // another run has brought the same at the same time
        }
        if (size.isEmpty()) {
            throw wrong(upload, "no file " + part + ", to which " + wanted + " bytes were sent");
        }
        if (size.getAsLong() != wanted) {
            link.remove(part); // else the next run would take it for the beginning of a good one
            throw wrong(upload, size.getAsLong() + " bytes in " + part + " instead of " + wanted);
        }
        link.rename(part, upload.path());
    }

    private static TargetException wrong(FileUpload upload, String has) {
        return new TargetException(
                "upload of " + upload.what() + ": the router has " + has + ". Run again to upload it anew");
    }
}
