/**
 * The hosts that plays run on: read from INI, YAML and JSON, with groups, patterns, and variables that remember where
 * each value was written. No network, no evaluation: values are data, typed by one rule wherever they stand.
 */
@org.jspecify.annotations.NullMarked
package mkrun.inventory;
