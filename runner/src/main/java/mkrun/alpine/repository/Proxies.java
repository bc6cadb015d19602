package mkrun.alpine.repository;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that an environment names, as curl, apk and most others read it: {@code http_proxy}, {@code https_proxy},
 * {@code all_proxy}, and the hosts in {@code no_proxy} that are reached without one; lower case before upper case.
 */
final class Proxies extends ProxySelector {
    private static final int DEFAULT_PORT = 3128;

    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public List<Proxy> select(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String address = value(scheme + "_proxy");
        String proxy = address.isEmpty() ? value("all_proxy") : address;
        if (proxy.isEmpty() || isDirect(uri.getHost())) {
            return List.of(Proxy.NO_PROXY);
        }
        URI at = address(proxy);
        int port = at.getPort() < 0 ? DEFAULT_PORT : at.getPort();
        return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(at.getHost(), port)));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // the request that wanted it fails, and says so
    }

    /** Answers proxies, and nobody else, with the user and password that the environment gives for them. */
    Authenticator authenticator() {
        return new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY
                        ? credentials(getRequestingHost(), getRequestingPort())
                        : null;
            }
        };
    }

    private @Nullable PasswordAuthentication credentials(String host, int port) {
        for (String name : List.of("http_proxy", "https_proxy", "all_proxy")) {
            URI at = address(value(name));
            int atPort = at.getPort() < 0 ? DEFAULT_PORT : at.getPort();
            if (host.equals(at.getHost()) && port == atPort && at.getUserInfo() != null) {
                String[] parts = at.getUserInfo().split(":", 2);
                return new PasswordAuthentication(parts[0], (parts.length > 1 ? parts[1] : "").toCharArray());
            }
        }
        return null;
    }

    /** The message of a fault must not show the address, which may hold a password. */
    private static URI address(String proxy) {
        try {
            return new URI(proxy.contains("://") ? proxy : "http://" + proxy);
        } catch (URISyntaxException e) {
            return URI.create("http://malformed.invalid");
        }
    }

    private boolean isDirect(String host) {
        for (String entry : value("no_proxy").split("[,\\s]+")) {
            String suffix = entry.replaceFirst("^\\*?\\.", "");
            if (entry.equals("*") || !suffix.isEmpty() && (host.equals(suffix) || host.endsWith("." + suffix))) {
                return true;
            }
        }
        return false;
    }

    private String value(String name) {
        String lower = environment.getOrDefault(name, "");
        return lower.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
    }
}
