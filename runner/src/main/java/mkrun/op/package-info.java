/**
 * Operations that fit every kind of target. The ones of a root file system, of routers and of images are in the
 * sub-packages.
 */
@org.jspecify.annotations.NullMarked
package mkrun.op;
