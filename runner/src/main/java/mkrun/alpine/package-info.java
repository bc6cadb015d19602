/**
 * Alpine packages without apk: versions and dependencies, signed indexes and packages, and the solver that says which
 * packages a list of wishes comes to. Nothing here runs code of a package or writes a root file system.
 */
@org.jspecify.annotations.NullMarked
package mkrun.alpine;
