/**
 * What {@code apk add --root} leaves in a root, made natively for any architecture: extracted files, the effects of
 * install scripts and triggers, and the database by which the real apk knows what is installed.
 */
@org.jspecify.annotations.NullMarked
package mkrun.alpine.install;
