/**
 * Lock files: which packages images are made of, to the byte, as a file beside a playbook. Their model, their text, what
 * differs between two of them, and the folder that holds all that one names.
 */
@org.jspecify.annotations.NullMarked
package mkrun.alpine.lock;
