/**
 * The choice of packages that fulfils a world, made as apk makes it; and why there is none. Reads records only.
 */
@org.jspecify.annotations.NullMarked
package mkrun.alpine.solver;
