/**
 * The containers that Alpine's files are made of: concatenated gzip members and small tars. Knows nothing of packages.
 */
@org.jspecify.annotations.NullMarked
package mkrun.alpine.archive;
