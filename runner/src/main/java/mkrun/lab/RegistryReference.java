package mkrun.lab;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.routeros.RouterosVersion;

/**
 * What a router makes of {@code remote-image} and its settings. It adds nothing to a path, not even {@code library/}, and
 * takes no digest: that real routers do has not been seen.
 *
 * @param shown the registry as the row's {@code tag} names it
 * @param base where it answers
 * @param repository path of the image there
 * @param tag of the image
 * @param trust which certificates of it are taken
 * @param username for it, and {@code password}; empty to ask without
 */
record RegistryReference(
        String shown, URI base, String repository, String tag, RegistryTrust trust, String username, String password) {
    private static final Pattern NAME = Pattern.compile("([a-z0-9]+(?:[._-]+[a-z0-9]+)*"
            + "(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?");
    private static final Pattern LOOPBACK = Pattern.compile("127\\.0\\.0\\.1|localhost|\\[::1]");

    /**
     * @param checked whether the registry's certificate must be one that the router trusts
     * @throws ImageRefused if no registry is said, or none answers by that name
     */
    static RegistryReference of(String remoteImage, boolean checked, RouterState state, LabConfig config)
            throws ImageRefused {
        TableRow settings = state.single("/container/config");
        int slash = remoteImage.indexOf('/');
        String first = slash < 0 ? "" : remoteImage.substring(0, slash);
        // Older versions take a host for a part of the path, and so ask the wrong registry for it.
        boolean hosted = state.version().atLeast("7.18") && (first.contains(".") || first.contains(":"));
        Matcher name = NAME.matcher(hosted ? remoteImage.substring(slash + 1) : remoteImage);
        if (!name.matches()) {
            throw failed("http code: 404");
        }
        URI registry = hosted ? URI.create("https://" + first) : registry(settings, state.version());
        return new RegistryReference(
                registry.getRawAuthority(),
                reached(registry, config.registries()),
                name.group(1),
                name.group(2) == null ? "latest" : name.group(2),
                new RegistryTrust(checked, Certificates.trusted(state)),
                settings.text("username"),
                settings.text("password"));
    }

    private static URI registry(TableRow settings, RouterosVersion version) throws ImageRefused {
        String url = settings.text("registry-url");
        if (url.isEmpty() && version.atLeast("7.18")) {
            return URI.create(version.atLeast("7.21.2") ? "https://registry-1.docker.io" : "https://lscr.io");
        }
        try {
            URI registry = URI.create(url);
            if (registry.getHost() != null) {
                return registry;
            }
        } catch (IllegalArgumentException e) {
            throw failed("invalid registry-url");
        }
        throw failed(url.isEmpty() ? "no registry-url" : "invalid registry-url");
    }

    private static URI reached(URI registry, Map<String, URI> reachable) throws ImageRefused {
        if (Set.of("http", "https").contains(registry.getScheme())
                && LOOPBACK.matcher(registry.getHost()).matches()) {
            return registry;
        }
        URI known = reachable.get(registry.getRawAuthority());
        if (known == null || !"https".equals(registry.getScheme())) {
            throw failed("dns name does not exist");
        }
        return known;
    }

    /** Of the texts only the one with a status has been seen; the others follow it and those of {@code /tool/fetch}. */
    static ImageRefused failed(String why) {
        return new ImageRefused("fetch manifest failed: " + why);
    }

    /** As the row shows it once it is pulled. */
    String text() {
        return shown + "/" + repository + ":" + tag;
    }
}
