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
        link.upload(upload.content(), part, "upload " + upload.what(), progress);
        OptionalLong size = snapshot.fileSize(part);
        if (size.isEmpty() || size.getAsLong() != upload.content().size()) {
            if (size.isPresent()) {
                link.remove(part); // else the next run would take it for the beginning of a good one
            }
            throw new TargetException("upload of " + upload.what() + ": the router has "
                    + (size.isEmpty() ? "no file " + part : size.getAsLong() + " bytes in " + part) + " instead of "
                    + upload.content().size() + " bytes. Run again to upload it anew");
        }
        link.rename(part, upload.path());
    }
}
