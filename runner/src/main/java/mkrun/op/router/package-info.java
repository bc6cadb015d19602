/**
 * What routers can be asked to hold: settings of single menus, rows that carry mkrun's mark, containers. Each type
 * compares only the fields it was given and never touches a row that is not its own.
 */
@org.jspecify.annotations.NullMarked
package mkrun.op.router;
