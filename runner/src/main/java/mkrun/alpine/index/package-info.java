/**
 * Indexes of repositories: read and verified, or made.
 */
@org.jspecify.annotations.NullMarked
package mkrun.alpine.index;
