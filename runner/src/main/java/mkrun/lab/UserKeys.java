package mkrun.lab;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Optional;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.routeros.RouterosVersion;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** Public keys of users, by the rules of each version. */
final class UserKeys {
    static final String MENU = "/user/ssh-keys";
    /** Hidden value of a key's row; routers do not show keys. */
    static final String KEY = ".key";

    private static final String UNREADABLE = "failure: unable to load key file (wrong format or bad passphrase)!";
    private static final int LEAST_RSA_BITS = 2048;

    private UserKeys() {}

    /** The key in OpenSSH's one-line form; empty if it is none. */
    static Optional<PublicKey> parse(String line) {
        try {
            AuthorizedKeyEntry entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line.strip());
            return entry == null
                    ? Optional.empty()
                    : Optional.ofNullable(entry.resolvePublicKey(null, PublicKeyEntryResolver.IGNORING));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Why a router of that version does not take the key, in its words; empty if it does. */
    static Optional<String> refusal(String line, RouterosVersion version) {
        Optional<PublicKey> key = parse(line);
        if (key.isEmpty()) {
            return Optional.of(UNREADABLE);
        }
        if (key.get() instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength() < LEAST_RSA_BITS
                    ? Optional.of("keys smaller than 2048bit are not allowed")
                    : Optional.empty();
        }
        // Neither ECDSA, in any version, nor ed25519 before 7.12.
        boolean ed25519 = "ssh-ed25519".equals(KeyUtils.getKeyType(key.get()));
        return ed25519 && version.atLeast("7.12") ? Optional.empty() : Optional.of(UNREADABLE);
    }

    /** Adds the row of a key that was found good. */
    static TableRow add(RouterState state, String user, String line) {
        return describe(state.table(MENU).add(Map.of("user", user)), line);
    }

    /** Fills in what a router shows of a key. */
    static TableRow describe(TableRow row, String line) {
        PublicKey key = parse(line).orElseThrow();
        String[] words = line.strip().split("\\s+", 3);
        boolean rsa = key instanceof RSAPublicKey;
        row.unset("key")
                .set(KEY, line.strip())
                .set("key-type", rsa ? "rsa" : "ed25519")
                .set("bits", Integer.toString(KeyUtils.getKeySize(key)))
                .set("RSA", rsa)
                .set("info", words.length > 2 ? words[2] : "")
                .set("fingerprint", KeyUtils.getFingerPrint(key));
        return row;
    }
}
