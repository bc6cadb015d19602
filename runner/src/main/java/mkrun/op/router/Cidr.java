package mkrun.op.router;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An IPv4 address with the length of its network's prefix, as interfaces have it. */
record Cidr(int address, int prefix) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    /**
     * Reads {@code 172.17.0.2/24}.
     *
     * @throws IllegalArgumentException if it is none, or a network without room for a host and its gateway
     */
    static Cidr host(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an IPv4 address with prefix length, such as 172.17.0.2/24");
        }
        int prefix = Integer.parseInt(form.group(5));
        if (prefix < 8 || prefix > 30) {
            throw new IllegalArgumentException("'" + text + "': the prefix length must be from 8 to 30");
        }
        Cidr cidr = new Cidr(ipv4(text.substring(0, text.indexOf('/'))), prefix);
        int hostBits = cidr.address & ~cidr.mask();
        if (hostBits == 0 || hostBits == ~cidr.mask()) {
            throw new IllegalArgumentException("'" + text + "' is the network's own or its broadcast address");
        }
        return cidr;
    }

    /** The 32 bits of a dotted address. */
    static int ipv4(String dotted) {
        int bits = 0;
        String[] parts = dotted.split("\\.", -1);
        for (String part : parts) {
            int value = part.matches("\\d{1,3}") ? Integer.parseInt(part) : 256;
            if (value > 255 || parts.length != 4) {
                throw new IllegalArgumentException("'" + dotted + "' is not an IPv4 address");
            }
            bits = bits << 8 | value;
        }
        return bits;
    }

    private int mask() {
        return prefix == 0 ? 0 : -1 << (32 - prefix);
    }

    /** The network as a prefix: {@code 172.17.0.0/24}. */
    String network() {
        return dotted(address & mask()) + "/" + prefix;
    }

    /** The network's first host, the usual gateway. */
    String firstHost() {
        return dotted((address & mask()) + 1);
    }

    /** Whether an address lies in the network. */
    boolean contains(String dotted) {
        return (ipv4(dotted) & mask()) == (address & mask());
    }

    /** The address without the prefix length. */
    String ip() {
        return dotted(address);
    }

    static String dotted(int bits) {
        return String.format(Locale.ROOT, "%d.%d.%d.%d", bits >>> 24, bits >>> 16 & 255, bits >>> 8 & 255, bits & 255);
    }

    @Override
    public String toString() {
        return ip() + "/" + prefix;
    }
}
