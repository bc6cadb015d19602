/**
 * Replays packages' install scripts on a tree in memory: a strict reader of the shell they are written in, and native
 * counterparts of the few programs they call. What it does not know it refuses, naming line and text; nothing of the
 * target is ever executed.
 */
@org.jspecify.annotations.NullMarked
package mkrun.alpine.script;
