/**
 * Packages of one's own: a {@code package.yaml} and a folder of files become what {@code ApkWriter} packs. Reads files of
 * the user's, so that everything wrong is said with file and line.
 */
@org.jspecify.annotations.NullMarked
package mkrun.alpine.build;
