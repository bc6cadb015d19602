package mkrun.alpine.lock;

/**
 * A key that signed packages.
 *
 * @param file its file name, as signatures give it
 * @param sha256 of its public key file
 */
public record LockedKey(String file, String sha256) {}
