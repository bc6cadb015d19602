package mkrun.routeros.ip;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An address with what says where it is looked for: {@code fe80::1%ether1}, {@code 10.0.0.1@blue}; of gateways, an interface
 * may stand in its place, {@code ether1@blue}.
 *
 * @param address what stands in front, be it an address or not
 * @param link the interface behind a percent sign
 * @param table the VRF, or its table, behind an at sign
 */
public record ScopedAddress(String address, Optional<String> link, Optional<String> table) {
    /** The parts of a text; all of it is the address if there are no signs. */
    public static ScopedAddress of(String text) {
        String[] named = text.split("@", 2);
        String[] parts = named[0].split("%", 2);
        return new ScopedAddress(parts[0], behind(parts), behind(named));
    }

    private static Optional<String> behind(String[] parts) {
        return parts.length > 1 ? Optional.of(parts[1]) : Optional.empty();
    }

    /** The same with another word for each part. */
    public ScopedAddress map(UnaryOperator<String> change) {
        return new ScopedAddress(change.apply(address), link.map(change), table.map(change));
    }

    /** Whether one of its parts is that word. */
    public boolean names(String word) {
        return address.equals(word)
                || link.filter(word::equals).isPresent()
                || table.filter(word::equals).isPresent();
    }

    /** As routers write it. */
    public String text() {
        return address
                + link.map(l -> "%" + l).orElse("")
                + table.map(t -> "@" + t).orElse("");
    }
}
