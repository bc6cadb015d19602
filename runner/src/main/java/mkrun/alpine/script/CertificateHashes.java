package mkrun.alpine.script;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.target.rootfs.Entry;
import mkrun.target.rootfs.RootfsTree;

/**
 * {@code c_rehash DIRECTORY} of Alpine's ca-certificates: links {@code HASH.N} by which OpenSSL finds certificates. Files
 * are taken in the order of their names, where the program takes them as the disk lists them.
 */
final class CertificateHashes {
    private static final Pattern PEM_FILE = Pattern.compile("(?i).*\\.(pem|crt|cer|crl)");
    private static final Pattern LINK = Pattern.compile("(?i)[0-9a-f]{8}\\.\\d+");
    private static final Pattern CERTIFICATE = Pattern.compile(
            "-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([A-Za-z0-9+/=\\s]*)-----END (?:TRUSTED |X509 )?CERTIFICATE-----");
    private static final String REVOCATIONS = "-----BEGIN X509 CRL-----";

    private final RootfsTree tree;
    private final Consumer<String> ledger;

    /**
     * @param ledger told how many links there are
     */
    CertificateHashes(RootfsTree tree, Consumer<String> ledger) {
        this.tree = tree;
        this.ledger = ledger;
    }

    int link(Program.Call call) throws ScriptException {
        if (call.operands().size() != 1 || call.operands().get(0).startsWith("-")) {
            throw call.unsupported("not replayed");
        }
        String directory = call.operands().get(0);
        if (tree.follow(directory).filter(Entry::isDirectory).isEmpty()) {
            return 2;
        }
        Map<String, String> links = new TreeMap<>();
        hashes(call, directory).forEach((file, hash) -> {
            int n = 0;
            while (links.containsKey(hash + "." + n)) {
                n++;
            }
            links.put(hash + "." + n, file);
        });
        for (String name : tree.list(directory)) {
            boolean old =
                    tree.stat(directory + "/" + name).filter(Entry::isSymlink).isPresent();
            if (old && LINK.matcher(name).matches()) {
                tree.remove(directory + "/" + name);
            }
        }
        links.forEach((name, file) -> tree.put(directory + "/" + name, Entry.symlink(file)));
        ledger.accept(links.size() + " links by hash in " + directory);
        return 0;
    }

    /** Hashes by file name; of equal certificates the first file counts. */
    private Map<String, String> hashes(Program.Call call, String directory) throws ScriptException {
        Map<String, String> hashes = new LinkedHashMap<>();
        Map<X509Certificate, String> seen = new LinkedHashMap<>();
        for (String name : tree.list(directory)) {
            String text = PEM_FILE.matcher(name).matches()
                    ? tree.text(directory + "/" + name).orElse("")
                    : "";
            if (text.contains(REVOCATIONS)) {
                throw call.unsupported(directory + "/" + name + ": lists of revoked certificates are not replayed");
            }
            Optional<X509Certificate> certificate = only(call, directory + "/" + name, text);
            if (certificate.isPresent() && seen.putIfAbsent(certificate.get(), name) == null) {
                byte[] subject = certificate.get().getSubjectX500Principal().getEncoded();
                hashes.put(name, SubjectHash.of(subject));
            }
        }
        return hashes;
    }

    /** The certificate of a file that has exactly one. */
    private static Optional<X509Certificate> only(Program.Call call, String path, String text) throws ScriptException {
        Matcher m = CERTIFICATE.matcher(text);
        if (!m.find()) {
            return Optional.empty();
        }
        String base64 = m.group(1);
        if (m.find()) {
            return Optional.empty();
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return Optional.of((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
        } catch (CertificateException | IllegalArgumentException e) {
            throw call.unsupported(path + " is no certificate: " + e.getMessage());
        }
    }
}
