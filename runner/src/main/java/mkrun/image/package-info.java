/**
 * Images as values: layer, config, docker-archive, and the store that keeps them. What is written depends on nothing but
 * what is put in, to the byte.
 */
@org.jspecify.annotations.NullMarked
package mkrun.image;
