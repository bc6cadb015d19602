/**
 * The console of an emulated router: its rows, and an interpreter of the RouterOS language that accepts only what the
 * tables of {@code mkrun.routeros} give its version. What it does not implement it refuses with a router's own error
 * texts, so that a script which works here is no worse on hardware.
 */
@org.jspecify.annotations.NullMarked
package mkrun.lab.script;
