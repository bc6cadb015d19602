/**
 * A root file system in memory: a tree with owners, modes, links and extended attributes, which needs no root rights to
 * build because it never touches a disk.
 */
@org.jspecify.annotations.NullMarked
package mkrun.target.rootfs;
