/**
 * Alpine packages without apk. Here are the values that all packages below share: versions, dependencies, what a package
 * says about itself, and what goes wrong.
 */
@org.jspecify.annotations.NullMarked
package mkrun.alpine;
