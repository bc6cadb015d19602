package mkrun.lab;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;

/**
 * {@code /certificate/import}, which of the imported certificates the router trusts for pulling images, and with which it can
 * say who it is.
 */
final class Certificates {
    private static final String MENU = "/certificate";
    /** Hidden value: the certificate itself. */
    private static final String DER = ".der";

    /** Hidden value: its key in PKCS#8's form. */
    private static final String KEY = ".key";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final RouterState state;
    private final RouterFiles files;

    Certificates(RouterState state, RouterFiles files) {
        this.state = state;
        this.files = files;
    }

    void register(Interpreter interpreter) {
        interpreter.on(MENU, "import", this::load);
    }

    /** Names get a number, and nothing is trusted that nobody calls so: what routers do of themselves is not known. */
    private String load(CommandCall call) throws RouterError {
        for (String needed : List.of("file-name", "passphrase")) { // without one, a console would ask for it
            if (call.argument(needed).isEmpty()) {
                throw RouterError.of("missing value(s) of argument(s) " + needed);
            }
        }
        String file = call.argument("file-name").orElseThrow();
        PemFile pem = new PemFile(read(file));
        List<PrivateKey> keys = pem.keys();
        Collection<? extends Certificate> all = certificates(pem);
        String stem = call.argument("name").orElse(file.substring(file.lastIndexOf('/') + 1));
        int imported = 0;
        for (Certificate certificate : all) {
            if (certificate instanceof X509Certificate x509 && !known(x509)) {
                Map<String, String> values = values(x509);
                values.put("name", stem + "_" + imported++);
                values.put("trusted", call.argument("trusted").orElse("false"));
                call.argument("trust-store").ifPresent(store -> values.put("trust-store", store));
                state.table(MENU).add(values);
            }
        }
        int kept = 0;
        for (PrivateKey key : keys) {
            kept += keep(key) ? 1 : 0;
        }
        return call.flags().contains("as-value") ? "" : report(imported, kept, keys.size() - kept);
    }

    /** Whether there is a certificate for a key. */
    private boolean keep(PrivateKey key) {
        Optional<TableRow> owner = state.table(MENU).rows().stream()
                .filter(row -> row.get(DER).isPresent())
                .filter(row -> PemFile.belong(key, parse(row.text(DER)).getPublicKey()))
                .findFirst();
        owner.ifPresent(
                row -> row.set("private-key", true).set(KEY, Base64.getEncoder().encodeToString(key.getEncoded())));
        return owner.isPresent();
    }

    private static String report(int imported, int keys, int lonely) {
        return String.join(
                "\r\n",
                "       certificates-imported: " + imported,
                "       private-keys-imported: " + keys,
                "              files-imported: 1",
                "         decryption-failures: 0",
                "    keys-with-no-certificate: " + lonely,
                "",
                "");
    }

    private byte[] read(String name) throws RouterError {
        Optional<Path> file = files.locate(name).filter(Files::isRegularFile);
        try {
            if (file.isPresent()) {
                return Files.readAllBytes(file.get());
            }
        } catch (IOException e) {
            throw RouterError.of("failure: unable to parse certificate");
        }
        throw RouterError.of("failure: no such file");
    }

    private static Collection<? extends Certificate> certificates(PemFile pem) throws RouterError {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.certificates()));
        } catch (CertificateException e) {
            throw RouterError.of("failure: unable to parse certificate");
        }
    }

    private boolean known(X509Certificate certificate) throws RouterError {
        return state.table(MENU)
                .where("fingerprint", fingerprint(der(certificate)))
                .isPresent();
    }

    private static Map<String, String> values(X509Certificate certificate) throws RouterError {
        byte[] der = der(certificate);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("common-name", certificate.getSubjectX500Principal().getName());
        values.put("issuer", certificate.getIssuerX500Principal().getName());
        values.put("serial-number", certificate.getSerialNumber().toString(16));
        values.put("fingerprint", fingerprint(der));
        values.put("invalid-before", time(certificate.getNotBefore()));
        values.put("invalid-after", time(certificate.getNotAfter()));
        values.put("authority", Boolean.toString(certificate.getBasicConstraints() >= 0));
        values.put(DER, Base64.getEncoder().encodeToString(der));
        return values;
    }

    private static String time(Date date) {
        return TIME.format(date.toInstant().atZone(ZoneOffset.UTC));
    }

    private static byte[] der(X509Certificate certificate) throws RouterError {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw RouterError.of("failure: unable to parse certificate");
        }
    }

    private static String fingerprint(byte[] der) {
        MessageDigest sha256 = LabImage.sha256();
        return HexFormat.of().formatHex(sha256.digest(der));
    }

    /** Those that a router trusts when it pulls an image; from 7.21 on, that service must be named. */
    static List<X509Certificate> trusted(RouterState state) {
        List<X509Certificate> trusted = new ArrayList<>();
        for (TableRow row : state.table(MENU).rows()) {
            boolean forContainers = !state.version().atLeast("7.21")
                    || Arrays.asList(row.text("trust-store").split(",")).contains("container");
            if (row.is("trusted") && forContainers && row.get(DER).isPresent()) {
                trusted.add(parse(row.text(DER)));
            }
        }
        return trusted;
    }

    /** The certificate of that name with its key; empty if the router lacks either. */
    static Optional<TlsIdentity> identity(RouterState state, String name) {
        return state.table(MENU)
                .where("name", name)
                .filter(row -> row.get(KEY).isPresent())
                .map(row -> new TlsIdentity(parse(row.text(DER)), key(row.text(KEY))));
    }

    private static PrivateKey key(String base64) {
        try {
            return PemFile.key(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("it was one when it was imported", e);
        }
    }

    private static X509Certificate parse(String base64) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
        } catch (CertificateException e) {
            throw new IllegalStateException("it was one when it was imported", e);
        }
    }
}
