/**
 * Runs plays: hosts in parallel, tasks in order, handlers at the end. What happens leaves as {@link mkrun.run.RunEvent}s;
 * nothing here prints.
 */
@org.jspecify.annotations.NullMarked
package mkrun.run;
