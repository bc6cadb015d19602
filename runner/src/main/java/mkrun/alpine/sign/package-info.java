/**
 * Who vouches for an index or a package: public keys, the signatures at the beginning of a file, and how to make them.
 */
@org.jspecify.annotations.NullMarked
package mkrun.alpine.sign;
