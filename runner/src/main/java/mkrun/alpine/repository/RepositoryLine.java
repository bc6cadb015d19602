package mkrun.alpine.repository;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Locale;
import mkrun.alpine.AlpineException;

/**
 * One line as in {@code /etc/apk/repositories}: where a repository is.
 *
 * @param text the line as it was written
 * @param kind how it is reached
 */
public record RepositoryLine(String text, Kind kind) {
    enum Kind {
        EMBEDDED,
        FOLDER,
        HTTP
    }

    /**
     * Reads a line.
     *
     * @throws AlpineException if it is of a kind that cannot be used; the message quotes it
     */
    public static RepositoryLine parse(String line) throws AlpineException {
        String text = line.strip();
        if (text.startsWith("@")) {
            throw new AlpineException("repository '" + text
                    + "': tagged repositories are not supported; write the address without the @tag");
        }
        if (text.equals(PackageSource.EMBEDDED)) {
            return new RepositoryLine(text, Kind.EMBEDDED);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return new RepositoryLine(checkedUrl(text), Kind.HTTP);
        }
        if (lower.contains("://") && !lower.startsWith("file://")) {
            throw new AlpineException("repository '" + text + "': only a folder, file:, http: and https: can be used");
        }
        RepositoryLine folder = new RepositoryLine(text, Kind.FOLDER);
        folder.folder(); // refuses what is no path
        return folder;
    }

    private static String checkedUrl(String text) throws AlpineException {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
                throw new AlpineException(
                        "repository '" + (uri.getUserInfo() == null ? text : uri.getScheme() + "://…" + uri.getPath())
                                + "': the address must be of the form https://HOST/PATH");
            }
            return text;
        } catch (IllegalArgumentException e) {
            throw new AlpineException("repository '" + text + "': is no address: " + e.getMessage(), e);
        }
    }

    /** The folder of a {@link Kind#FOLDER} line. */
    Path folder() throws AlpineException {
        try {
            return text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new AlpineException("repository '" + text + "': is no folder: " + e.getMessage(), e);
        }
    }

    /** The address of a file below a {@link Kind#HTTP} line. */
    URI url(String arch, String file) {
        String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        // a version may hold no character that an address cannot, except the plus sign, which servers take as it is
        return URI.create(base + "/" + arch + "/" + file);
    }
}
