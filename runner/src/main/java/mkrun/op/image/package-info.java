/**
 * Images as something to want: a definition with its tasks, the builder that makes it, and the operation that has it in
 * the store before a router asks for it.
 */
@org.jspecify.annotations.NullMarked
package mkrun.op.image;
