package mkrun.op.rootfs;

import mkrun.target.rootfs.Entry;

/** Words for kinds of inode. */
final class Kinds {
    private Kinds() {}

    static String of(Entry entry) {
        return switch (entry.type()) {
            case FILE -> "file";
            case DIRECTORY -> "directory";
            case SYMLINK -> "symbolic link";
            case CHARACTER_DEVICE, BLOCK_DEVICE -> "device";
            case FIFO -> "fifo";
        };
    }
}
