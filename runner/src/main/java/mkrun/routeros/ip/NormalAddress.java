package mkrun.routeros.ip;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.routeros.ip.Addresses.Address;
import mkrun.routeros.ip.Addresses.Net;

/** One form for each address, network or range, however it was written: IPv6 as RFC 5952 has it, masks as lengths. */
public final class NormalAddress {
    /** {@code %interface}, {@code @vrf}. */
    private static final Pattern SCOPED = Pattern.compile("([^%@]+)([%@].+)");

    private static final int V4_BITS = 32;

    private NormalAddress() {}

    /** An address, perhaps with {@code %interface} or {@code @vrf} behind it; empty if it is none. */
    public static Optional<String> address(String text) {
        Matcher scoped = SCOPED.matcher(text);
        return scoped.matches()
                ? Addresses.address(scoped.group(1)).map(address -> address.text() + scoped.group(2))
                : Addresses.address(text).map(Address::text);
    }

    /** An address with the length of its network, host part kept; one without a length is all of its network. */
    public static Optional<String> network(String text) {
        return net(text).map(Net::text);
    }

    /** A network by its first address and its length, whichever of its addresses was written. */
    public static Optional<String> prefix(String text) {
        return net(text).map(NormalAddress::masked);
    }

    private static String masked(Net net) {
        return new Net(net.network(), net.length()).text();
    }

    /** An address, network or range; what holds one address only is that address, and a range that is a network is that. */
    public static Optional<String> match(String text) {
        return text.indexOf('-') > 0
                ? AddressRange.of(text).map(range -> range.network()
                        .map(NormalAddress::matched)
                        .orElseGet(
                                () -> range.first().text() + "-" + range.last().text()))
                : net(text).map(NormalAddress::matched);
    }

    private static String matched(Net net) {
        return net.length() == net.address().bits() ? net.address().text() : masked(net);
    }

    private static Optional<Net> net(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Addresses.address(text).map(address -> new Net(address, address.bits()));
        }
        return Addresses.net(text).or(() -> Addresses.address(text.substring(0, slash))
                .flatMap(address -> length(text.substring(slash + 1))
                        .filter(l -> !address.v6())
                        .map(l -> new Net(address, l))));
    }

    /** Of a mask such as {@code 255.255.255.0}; empty if its ones are not all in front. */
    private static Optional<Integer> length(String mask) {
        return Addresses.address(mask)
                .filter(address -> !address.v6())
                .filter(address -> address.mask(address.number().bitCount()).equals(address))
                .filter(address ->
                        address.number().bitCount() == 0 || address.number().bitLength() == V4_BITS)
                .map(address -> address.number().bitCount());
    }
}
