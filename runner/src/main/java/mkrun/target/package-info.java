/**
 * What a task sees and changes: {@link mkrun.target.Probe} reads, {@link mkrun.target.Target} writes, and a
 * {@link mkrun.target.Change} says what would be written. A leaf: the edges live in its sub-packages.
 */
@org.jspecify.annotations.NullMarked
package mkrun.target;
