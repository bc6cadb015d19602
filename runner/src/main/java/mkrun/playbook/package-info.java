/**
 * Playbooks and roles: what may be said where, as plain Java scopes with a thin Groovy face over them, type-checked
 * before anything is evaluated. What comes out is plays of tasks and image definitions, each with the place where it
 * was written; what is wrong comes out as problems, all of them together, before any host is contacted.
 */
@org.jspecify.annotations.NullMarked
package mkrun.playbook;
