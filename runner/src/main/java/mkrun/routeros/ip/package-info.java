/** IP addresses, networks and ranges as routers read and write them. */
@org.jspecify.annotations.NullMarked
package mkrun.routeros.ip;
