package mkrun.lab;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/**
 * What a session may be encrypted and vouched for with, as {@code /ip/ssh} says when it begins. Without an order the server
 * offers all that it has: the lists of routers are not known.
 *
 * <p>Source: the manual's page on SSH: strong means ciphers with 192 or 256 bits, hashes of the SHA-2 family, no 1024-bit
 * Diffie-Hellman and no {@code null}.
 */
final class SshCrypto implements SessionListener {
    private static final String NONE = "none";

    /** The ciphers of each word that {@code ciphers} takes. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "aes-gcm", List.of("aes256-gcm@openssh.com", "aes128-gcm@openssh.com"),
            "aes-ctr", List.of("aes256-ctr", "aes192-ctr", "aes128-ctr"),
            "aes-cbc", List.of("aes256-cbc", "aes192-cbc", "aes128-cbc"),
            "3des-cbc", List.of("3des-cbc"),
            "null", List.of(NONE));

    private static final Set<String> STRONG = Set.of("aes192-", "aes256-");

    private final Chassis router;

    SshCrypto(Chassis router) {
        this.router = router;
    }

    @Override
    public void sessionCreated(Session session) {
        RouterState state = router.machine().state();
        synchronized (state) {
            TableRow settings = state.single(SshSettings.MENU);
            session.setCipherFactories(ciphers(settings, session.getCipherFactories()));
            if (strong(settings)) {
                session.setMacFactories(sha2(session.getMacFactories()));
                session.setKeyExchangeFactories(sha2(session.getKeyExchangeFactories()));
            }
        }
    }

    private static boolean strong(TableRow settings) {
        return settings.is("strong-crypto");
    }

    /** @param all what the server offers if nobody chooses */
    static List<NamedFactory<Cipher>> ciphers(TableRow settings, List<NamedFactory<Cipher>> all) {
        List<String> words = List.of(settings.text("ciphers").split(","));
        boolean chosen = words.stream().anyMatch(WORDS::containsKey);
        Stream<NamedFactory<Cipher>> offered = chosen
                ? words.stream()
                        .flatMap(w -> WORDS.getOrDefault(w, List.of()).stream())
                        .flatMap(SshCrypto::named)
                : all.stream();
        Stream<NamedFactory<Cipher>> open = settings.is("allow-none-crypto") ? named(NONE) : Stream.empty();
        return Stream.concat(offered, open)
                .filter(c -> !strong(settings) || strong(c.getName()))
                .toList();
    }

    private static Stream<NamedFactory<Cipher>> named(String name) {
        return BuiltinCiphers.VALUES.stream()
                .filter(c -> c.getName().equals(name))
                .map(c -> c);
    }

    private static boolean strong(String cipher) {
        return STRONG.stream().anyMatch(cipher::startsWith);
    }

    /** All that do not rest on MD5 or SHA-1. */
    static <T extends NamedResource> List<T> sha2(List<T> all) {
        return all.stream()
                .filter(f -> !f.getName().contains("sha1") && !f.getName().contains("md5"))
                .toList();
    }
}
