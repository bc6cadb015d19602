/**
 * What an image's tasks want of its root file system: one record per task type. They work on
 * {@link mkrun.target.rootfs.RootfsTree}, so no root rights and no program of the image are needed.
 */
@org.jspecify.annotations.NullMarked
package mkrun.op.rootfs;
