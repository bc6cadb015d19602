package mkrun.lab;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A certificate whose key the router has.
 *
 * @param key of the certificate
 */
record TlsIdentity(X509Certificate certificate, PrivateKey key) {
    /** What both settings of {@code tls-version} allow; whether {@code any} means newer ones, too, is not known. */
    private static final String[] VERSIONS = {"TLSv1.2"};

    private static final char[] NO_PASSWORD = {};

    /** TLS on a connection that somebody made; the handshake happens when it is read first. */
    Socket over(Socket client) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("router", key, NO_PASSWORD, new Certificate[] {certificate});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            SSLSocket secured = (SSLSocket) context.getSocketFactory()
                    .createSocket(client, client.getInetAddress().getHostAddress(), client.getPort(), true);
            secured.setUseClientMode(false);
            secured.setEnabledProtocols(VERSIONS);
            return secured;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
