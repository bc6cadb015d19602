/** Runs scripts of packages that cannot be replayed, shut off from this machine, on a copy of the root. */
@NullMarked
package mkrun.alpine.sandbox;

import org.jspecify.annotations.NullMarked;
