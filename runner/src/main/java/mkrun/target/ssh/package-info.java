/**
 * The wire to a router as one SSH session: exec channels for commands, SFTP for files, host keys checked. JSch is used
 * here and nowhere else.
 */
@org.jspecify.annotations.NullMarked
package mkrun.target.ssh;
