package mkrun.op.router;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import mkrun.target.Content;

/**
 * The certificate by which a router can tell a registry whose own certificate no public authority has signed.
 *
 * @param pem the certificate and nothing else
 * @param fingerprint SHA-256 of it, as routers show it: 64 hex digits
 */
public record RegistryCa(String pem, String fingerprint) {
    /** What the names of those on routers begin with that mkrun has brought there. */
    static final String NAMED = "mkrun-ca.";

    private static final int DIGITS = 12;

    /**
     * The one certificate of a file; what else is in there, such as a key, is left out.
     *
     * @param text in the form of PEM
     * @throws IllegalArgumentException if there is none, or several; the message can be shown to a user
     */
    public static RegistryCa parse(String text) {
        Collection<? extends Certificate> all;
        try {
            String certificates =
                    text.replaceAll("(?s)-----BEGIN (?!CERTIFICATE-)([A-Z0-9 ]+)-----.*?-----END \\1-----", "");
            all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificates.getBytes(StandardCharsets.UTF_8)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("it is no certificate in PEM form", e);
        }
        if (all.size() != 1) {
            throw new IllegalArgumentException("there are " + all.size() + " certificates in it: it must be one");
        }
        try {
            byte[] der = all.iterator().next().getEncoded();
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
            return new RegistryCa(
                    "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n",
                    Content.of(der).sha256());
        } catch (CertificateException e) {
            throw new IllegalArgumentException("it is no certificate that could be written again", e);
        }
    }

    /** Its name on routers, by which mkrun knows again what it has brought there. */
    String name() {
        return NAMED + fingerprint.substring(0, DIGITS);
    }
}
