package mkrun.op.ready;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.routeros.PackageFile;
import mkrun.routeros.PackageHeader;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.RouterosException;
import mkrun.target.Content;
import mkrun.target.FileFault;

/**
 * A folder of package files, as MikroTik offers them for download. Each is looked into before it is used: a router takes
 * no notice of one that does not fit, and may have been rebooted for it in vain.
 *
 * @param dir where they are
 */
public record PackageFolder(Path dir) {
    /** The largest package there is has some 20 MB. */
    private static final long MOST_BYTES = 64L << 20;

    /** There is no package to be had; the message says which and what to do. */
    static final class LackingException extends Exception {
        private static final long serialVersionUID = 1L;

        LackingException(String message) {
            super(message);
        }

        LackingException(String message, Exception cause) {
            super(message, cause);
        }
    }

    /**
     * A package's file.
     *
     * @param name as the router is to see it
     */
    record Found(String name, Content content) {}

    /**
     * The file of a package for a router.
     *
     * @throws LackingException if there is none, or it is not what its name says
     */
    Found find(String name, RouterFacts facts) throws LackingException {
        List<String> names = PackageFile.namesFor(name, facts);
        for (String file : names) {
            Path path = dir.resolve(file);
            if (Files.isRegularFile(path)) {
                return checked(path, name, facts);
            }
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new LackingException(
                        path + ": " + (Files.exists(path) ? "it is no file" : "it is a link to what is not there"));
            }
        }
        throw new LackingException("there is no " + String.join(" or ", names) + " in " + dir + others(name));
    }

    /** The package's files for other routers: an older version is what folders have mostly. */
    private String others(String name) throws LackingException {
        try (Stream<Path> files = Files.list(dir)) {
            String found = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith(name + "-") && file.endsWith(".npk"))
                    .sorted()
                    .collect(Collectors.joining(", "));
            return found.isEmpty() ? "" : "; there is " + found;
        } catch (IOException e) {
            throw new LackingException(FileFault.describe(e), e);
        }
    }

    private static Found checked(Path file, String name, RouterFacts facts) throws LackingException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new LackingException(file + ": it is larger than any package");
            }
            Content content = Content.of(Files.readAllBytes(file));
            Optional<String> problem = problem(PackageHeader.of(content.bytes()), name, facts);
            if (problem.isPresent()) {
                throw new LackingException(file + ": " + problem.get());
            }
            return new Found(PackageFile.nameFor(name, facts), content);
        } catch (RouterosException e) {
            throw new LackingException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new LackingException(FileFault.describe(e), e);
        }
    }

    private static Optional<String> problem(PackageHeader header, String name, RouterFacts facts) {
        return header.name().equals(name)
                ? header.mismatch(facts.version(), facts.architecture())
                : Optional.of("it is the package " + header.name() + ", not " + name);
    }
}
