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
 * @param tag what stands before the place, {@code @edge http://…}, without the {@code @}; empty for nothing. Only what is
 *     asked for with that tag comes from there
 * @param place the address or folder
 * @param kind how it is reached
 */
record RepositoryLine(String text, String tag, String place, Kind kind) {
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
    static RepositoryLine parse(String line) throws AlpineException {
        String text = line.strip();
        if (!text.startsWith("@")) {
            return parse(text, "", text);
        }
        String[] words = text.split("[ \t]+", 2);
        if (words.length < 2 || words[0].length() < 2) {
            throw new AlpineException("repository '" + text + "': a tag is written as '@TAG ADDRESS'");
        }
        return parse(text, words[0].substring(1), words[1]);
    }

    private static RepositoryLine parse(String line, String tag, String text) throws AlpineException {
        if (text.equals(PackageSource.EMBEDDED)) {
            return new RepositoryLine(line, tag, text, Kind.EMBEDDED);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return new RepositoryLine(line, tag, checkedUrl(text), Kind.HTTP);
        }
        if (lower.contains("://") && !lower.startsWith("file://")) {
            throw new AlpineException("repository '" + text + "': only a folder, file:, http: and https: can be used");
        }
        RepositoryLine folder = new RepositoryLine(line, tag, text, Kind.FOLDER);
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
            return place.startsWith("file:") ? Path.of(URI.create(place)) : Path.of(place);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new AlpineException("repository '" + text + "': is no folder: " + e.getMessage(), e);
        }
    }

    /** The address of a file below a {@link Kind#HTTP} line. */
    URI url(String arch, String file) {
        String base = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
        // a version may hold no character that an address cannot, except the plus sign, which servers take as it is
        return URI.create(base + "/" + arch + "/" + file);
    }
}
