package mkrun.routeros.ip;

import java.math.BigInteger;
import java.util.Optional;
import mkrun.routeros.ip.Addresses.Address;

/**
 * What the fields of firewall rules and lists take for addresses: one, a network, or a range of them.
 *
 * @param first of the range
 * @param last of the range, of the same family
 */
public record AddressRange(Address first, Address last) {
    /** Reads {@code 192.0.2.1}, {@code 192.0.2.0/24} or {@code 192.0.2.1-192.0.2.9}; empty for names and the like. */
    public static Optional<AddressRange> of(String text) {
        int dash = text.indexOf('-');
        if (dash > 0) {
            Optional<Address> from = Addresses.address(text.substring(0, dash));
            Optional<Address> to = Addresses.address(text.substring(dash + 1));
            return from.isPresent() && to.filter(t -> t.v6() == from.get().v6()).isPresent()
                    ? Optional.of(new AddressRange(from.get(), to.get()))
                    : Optional.empty();
        }
        return Addresses.address(text).map(a -> new AddressRange(a, a)).or(() -> Addresses.net(text)
                .map(n -> new AddressRange(n.network(), last(n))));
    }

    private static Address last(Addresses.Net net) {
        BigInteger hosts =
                BigInteger.ONE.shiftLeft(net.address().bits() - net.length()).subtract(BigInteger.ONE);
        return new Address(net.network().number().add(hosts), net.address().v6());
    }

    /** The network that has these addresses and no others; empty if there is none. */
    Optional<Addresses.Net> network() {
        int free = first.number().xor(last.number()).bitLength();
        Addresses.Net net = new Addresses.Net(first, first.bits() - free);
        return net.hasHostPart() || !last(net).equals(last) ? Optional.empty() : Optional.of(net);
    }

    /** Whether an address lies in it. */
    public boolean contains(Address address) {
        return address.v6() == first.v6()
                && address.number().compareTo(first.number()) >= 0
                && address.number().compareTo(last.number()) <= 0;
    }
}
