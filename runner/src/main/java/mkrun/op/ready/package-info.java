/**
 * Whether a router can run containers: judgements of what was read of it, each in a class of its own and pure, so that
 * {@code mkrun doctor} and the tasks of a play cannot come to different ones.
 */
@org.jspecify.annotations.NullMarked
package mkrun.op.ready;
