/** What was probably meant by a word that nobody knows. Any package may ask. */
@org.jspecify.annotations.NullMarked
package mkrun.spelling;
