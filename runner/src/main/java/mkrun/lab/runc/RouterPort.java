package mkrun.lab.runc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A port of a router, TCP's or UDP's. */
public record RouterPort(Protocol protocol, int number) implements Comparable<RouterPort> {
    /** What ports are told apart by. */
    public enum Protocol {
        TCP,
        UDP;

        /** As rules of a firewall write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** That of a rule; empty if it is another one, or none. */
        public static Optional<Protocol> of(String word) {
            return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst();
        }
    }

    @Override
    public int compareTo(RouterPort other) {
        int byNumber = Integer.compare(number, other.number);
        return byNumber == 0 ? protocol.compareTo(other.protocol) : byNumber;
    }

    @Override
    public String toString() {
        return protocol == Protocol.TCP ? "port " + number : "UDP port " + number;
    }
}
