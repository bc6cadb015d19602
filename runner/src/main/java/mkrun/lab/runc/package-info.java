/**
 * What lets containers of an emulated router really run on this machine: runc, and a network namespace that stands for the
 * router. Knows nothing of RouterOS; {@code mkrun.lab} says what is to run.
 */
@org.jspecify.annotations.NullMarked
package mkrun.lab.runc;
