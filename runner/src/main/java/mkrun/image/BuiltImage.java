package mkrun.image;

import mkrun.target.Content;

/**
 * An image for one architecture, complete.
 *
 * @param name as the playbook calls it
 * @param architecture what it runs on
 * @param digest {@code sha256:} and the hex digest of the config: Docker's image id
 * @param size of the archive in bytes
 * @param archive a docker-archive
 */
public record BuiltImage(String name, Architecture architecture, String digest, long size, Content archive) {}
