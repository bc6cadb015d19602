/**
 * How somebody reaches a router over SSH, and what of its configuration that hangs on: pure judgement over rows. Stays on the
 * safe side: what cannot be told is taken for a danger.
 */
@org.jspecify.annotations.NullMarked
package mkrun.routeros.access;
