/**
 * RouterOS as data and pure text: menus with their commands, fields and version ranges, the dialect of one version, the
 * scripts that read and change a router, and the parsers of what it answers. A leaf: nothing here does I/O.
 */
@org.jspecify.annotations.NullMarked
package mkrun.routeros;
