package mkrun.op.router;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image in a registry, in full: what is written shorter means the same image.
 *
 * @param registry host, with a port that is not 443; {@code docker.io} for Docker Hub, whatever it was called
 * @param repository path there; {@code library/alpine} for what Docker Hub lets people call {@code alpine}
 * @param tag {@code latest} unless said
 */
public record ImageName(String registry, String repository, String tag) {
    /** Where images are from whose names tell no registry. */
    public static final String HUB = "docker.io";

    private static final Set<String> HUB_HOSTS =
            Set.of(HUB, "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?|\\[[0-9a-f:]+](:[0-9]{1,5})?");
    private static final String PART = "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*";
    private static final Pattern PATH = Pattern.compile(PART + "(?:/" + PART + ")*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final String SHAPE = "write it as [HOST/]PATH[:TAG], the path in lower case";

    /**
     * Reads a name as people write it.
     *
     * @param home the registry of names that tell none
     * @throws IllegalArgumentException if it is none, or has a digest; the message can be shown to a user
     */
    public static ImageName parse(String written, String home) {
        if (written.contains("@")) {
            throw new IllegalArgumentException("image '" + written + "' has a digest: no RouterOS is known to pull by"
                    + " digest. Name a tag that does not move");
        }
        int slash = written.indexOf('/');
        String first = slash < 0 ? "" : written.substring(0, slash);
        boolean hosted = first.contains(".") || first.contains(":") || first.equals("localhost");
        String rest = hosted ? written.substring(slash + 1) : written;
        int colon = rest.lastIndexOf(':');
        String path = colon < 0 ? rest : rest.substring(0, colon);
        String tag = colon < 0 ? "latest" : rest.substring(colon + 1);
        if (!PATH.matcher(path).matches() || !TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException("'" + written + "' is no name of an image: " + SHAPE);
        }
        String registry = host(hosted ? first : home);
        boolean official = registry.equals(HUB) && !path.contains("/");
        return new ImageName(registry, official ? "library/" + path : path, tag);
    }

    /**
     * The one way to write a registry's host.
     *
     * @throws IllegalArgumentException if it is none
     */
    static String host(String written) {
        String host = written.toLowerCase(Locale.ROOT).replaceFirst(":443$", "");
        Matcher shape = HOST.matcher(host);
        if (!shape.matches()) {
            throw new IllegalArgumentException("'" + written + "' is no host of a registry: " + SHAPE);
        }
        return HUB_HOSTS.contains(host) ? HUB : host;
    }

    /** Where to ask for it: Docker Hub answers by another name than that of its images. */
    String endpoint() {
        return registry.equals(HUB) ? "registry-1.docker.io" : registry;
    }

    /** Path and tag, for routers to which the registry is told apart from the name. */
    String withoutRegistry() {
        return repository + ":" + tag;
    }

    /** All of it. */
    @Override
    public String toString() {
        return registry + "/" + withoutRegistry();
    }
}
