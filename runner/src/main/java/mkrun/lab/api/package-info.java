/**
 * RouterOS's API as a service: the protocol of words and sentences, and connections that log in and send commands. What
 * commands do is the console's business; this package knows no menu.
 */
@org.jspecify.annotations.NullMarked
package mkrun.lab.api;
