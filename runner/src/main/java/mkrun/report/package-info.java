/**
 * What the user sees of a run: listeners over its events that print Ansible's lines, progress bars and NDJSON. The only
 * package beside {@code cli} that prints.
 */
@org.jspecify.annotations.NullMarked
package mkrun.report;
