/**
 * Package files of format 2: read and verified, or made.
 */
@org.jspecify.annotations.NullMarked
package mkrun.alpine.apk;
