/** Measures what docs/performance.md reports. Main classes, not tests: nothing here is asserted. */
@org.jspecify.annotations.NullMarked
package mkrun.bench;
