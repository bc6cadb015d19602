/**
 * Where indexes, packages and Alpine's keys come from: folders, servers, the cache between.
 */
@org.jspecify.annotations.NullMarked
package mkrun.alpine.repository;
