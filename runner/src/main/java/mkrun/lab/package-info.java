/**
 * An emulated MikroTik router to try playbooks on: an SSH server with console, exec and SFTP in front of a router whose
 * state lives in a directory. Stricter than a router where the two cannot be the same, never more lenient.
 */
@org.jspecify.annotations.NullMarked
package mkrun.lab;
