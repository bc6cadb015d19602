package mkrun.routeros.ip;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses and networks as the console reads and writes them. */
public final class Addresses {
    private static final Pattern V4 = Pattern.compile("(\\d{1,3})(\\.\\d{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:]{2,39}(\\d{1,3}(\\.\\d{1,3}){3})?");

    private Addresses() {}

    /** An address as a number of 32 or 128 bits. */
    public record Address(BigInteger number, boolean v6) {
        /** 32 or 128. */
        public int bits() {
            return v6 ? 128 : 32;
        }

        /** As routers write it. */
        public String text() {
            byte[] all = number.add(BigInteger.ONE.shiftLeft(bits())).toByteArray();
            byte[] bytes = Arrays.copyOfRange(all, all.length - bits() / 8, all.length);
            return v6 ? Ipv6Text.of(bytes) : dotted(bytes);
        }

        private static String dotted(byte[] bytes) {
            return (bytes[0] & 255) + "." + (bytes[1] & 255) + "." + (bytes[2] & 255) + "." + (bytes[3] & 255);
        }

        /** The same with all bits behind the first {@code length} zero. */
        public Address mask(int length) {
            BigInteger mask = BigInteger.ONE
                    .shiftLeft(bits())
                    .subtract(BigInteger.ONE)
                    .shiftRight(bits() - length)
                    .shiftLeft(bits() - length);
            return new Address(number.and(mask), v6);
        }
    }

    /** An address with a prefix length, host part included. */
    public record Net(Address address, int length) {
        /** Its first address. */
        public Address network() {
            return address.mask(length);
        }

        /** Whether it is an address in a network, rather than a network. */
        public boolean hasHostPart() {
            return !network().equals(address);
        }

        /** Whether an address of the same family lies in it. */
        public boolean contains(Address other) {
            return other.v6() == address.v6() && other.mask(length).equals(network());
        }

        /** Whether the two have an address in common. */
        public boolean overlaps(Net other) {
            return contains(other.network()) || other.contains(network());
        }

        /** As routers write it, host part included. */
        public String text() {
            return address.text() + "/" + length;
        }
    }

    /** A literal address, without asking anybody for names; empty if it is none. */
    public static Optional<Address> address(String text) {
        if (V4.matcher(text).matches()) {
            return v4(text);
        }
        if (!V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(text).getAddress();
            return bytes.length == 16 ? Optional.of(new Address(new BigInteger(1, bytes), true)) : Optional.empty();
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Address> v4(String text) {
        long number = 0;
        for (String part : text.split("\\.")) {
            int octet = Integer.parseInt(part);
            if (octet > 255) {
                return Optional.empty();
            }
            number = number << 8 | octet;
        }
        return Optional.of(new Address(BigInteger.valueOf(number), false));
    }

    /** An address with {@code /length}. */
    public static Optional<Net> net(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int length = Integer.parseInt(text.substring(slash + 1));
        return address(text.substring(0, slash)).filter(a -> length <= a.bits()).map(a -> new Net(a, length));
    }
}
