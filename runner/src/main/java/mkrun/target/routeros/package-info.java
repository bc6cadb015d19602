/**
 * A router as a target: all state that a play needs is read in one exchange, changes are commands that go out in batches
 * and are answered by markers. How bytes get to the router is behind {@link mkrun.target.routeros.RouterLink}.
 */
@org.jspecify.annotations.NullMarked
package mkrun.target.routeros;
