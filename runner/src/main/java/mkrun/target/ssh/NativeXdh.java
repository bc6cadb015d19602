package mkrun.target.ssh;

import com.jcraft.jsch.XDH;
import java.util.Optional;
import mkrun.crypto.NativeCrypto;
import mkrun.crypto.X25519;

/** The agreement of {@code curve25519-sha256}, native where that can be; JSch makes one for each exchange of keys. */
public final class NativeXdh implements XDH {
    private final XDH jvms = new com.jcraft.jsch.jce.XDH();
    private Optional<X25519> own = Optional.empty();

    @Override
    public void init(String name, int length) throws Exception {
        own = name.equals("X25519") ? NativeCrypto.x25519() : Optional.empty();
        if (own.isEmpty()) {
            jvms.init(name, length);
        }
    }

    @Override
    public byte[] getQ() throws Exception {
        return own.isPresent() ? own.get().publicKey() : jvms.getQ();
    }

    @Override
    public boolean validate(byte[] theirs) throws Exception {
        return own.isPresent() ? theirs.length == X25519.LENGTH : jvms.validate(theirs);
    }

    @Override
    public byte[] getSecret(byte[] theirs) throws Exception {
        return own.isPresent() ? own.get().agree(theirs) : jvms.getSecret(theirs);
    }
}
