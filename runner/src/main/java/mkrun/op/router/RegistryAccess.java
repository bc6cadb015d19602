package mkrun.op.router;

import java.net.URI;
import java.util.Optional;
import mkrun.target.Secret;

/**
 * How to reach a registry, where its images' names do not tell.
 *
 * @param url {@code https://HOST} or {@code http://HOST}; empty for HTTPS to the host of the image's name
 * @param username empty to pull as anybody
 * @param password of that user
 * @param checkCertificate whether the registry's certificate must be one that the router trusts
 * @param ca who vouches for the registry, where no public authority does
 * @param tmpdir directory of the router for what is being downloaded; empty for the router's choice
 */
public record RegistryAccess(
        String url,
        String username,
        Optional<Secret> password,
        boolean checkCertificate,
        Optional<RegistryCa> ca,
        String tmpdir) {
    /** By HTTPS, as anybody. */
    public static final RegistryAccess PLAIN = new RegistryAccess("", "", Optional.empty(), true, Optional.empty(), "");

    /**
     * @throws IllegalArgumentException if it is no way to reach a registry; the message can be shown to a user
     */
    public RegistryAccess {
        url = url.replaceFirst("/+$", "");
        if (!url.isEmpty()) {
            authority(url);
        }
        if (username.isEmpty() != password.isEmpty()) {
            throw new IllegalArgumentException("registry: a user and a password go together: say both or neither");
        }
        if (!checkCertificate && url.startsWith("http:")) {
            throw new IllegalArgumentException(
                    "registry " + url + ": plain HTTP has no certificate to check; take checkCertificate away");
        }
        if (ca.isPresent() && (!checkCertificate || url.startsWith("http:"))) {
            throw new IllegalArgumentException(
                    "registry: a ca is of use only where a certificate is checked: take it away, or "
                            + (checkCertificate ? "write https://" : "checkCertificate"));
        }
        tmpdir = Normal.path(tmpdir);
    }

    /** Of a registry that has the certificate of a public authority, or none. */
    public RegistryAccess(
            String url, String username, Optional<Secret> password, boolean checkCertificate, String tmpdir) {
        this(url, username, password, checkCertificate, Optional.empty(), tmpdir);
    }

    private static String authority(String url) {
        try {
            URI uri = URI.create(url);
            boolean scheme = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (scheme
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && url.endsWith("//" + uri.getRawAuthority())) {
                return uri.getRawAuthority();
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "'" + url + "' is no URL of a registry: write https://HOST, or http://HOST for plain HTTP");
    }

    /** The registry of images whose names tell none. */
    public String home() {
        return url.isEmpty() ? ImageName.HUB : ImageName.host(authority(url));
    }
}
