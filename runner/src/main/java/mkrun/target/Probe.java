package mkrun.target;

/**
 * The reading side of a target. A probe cannot write, so an operation that inspects through it is safe in a check run.
 * What can be read differs by target: see the sub-interfaces of the edge packages.
 */
public interface Probe {}
