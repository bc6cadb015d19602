package mkrun.routeros;

import java.util.List;
import java.util.Map;

/**
 * What a router said of menus.
 *
 * @param rows of each menu asked for, in that order; a menu that the router lacks has none
 * @param schemas of those menus asked for that mkrun has no table of; those that the router lacks are left out
 */
public record RouterRows(Map<String, List<Row>> rows, Map<String, MenuSchema> schemas) {}
