/**
 * Makes the small repository of stand-ins that comes with mkrun, from {@code src/embedded}, while mkrun is built. It is
 * also the example of how to make a repository of one's own with the packager of {@link mkrun.alpine}.
 */
@org.jspecify.annotations.NullMarked
package mkrun.alpine.embedded;
