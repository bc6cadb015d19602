/**
 * The command line: picocli's commands, the wiring of everything else, exit codes. Nothing depends on it.
 */
@org.jspecify.annotations.NullMarked
package mkrun.cli;
