package mkrun.op.router;

import java.util.Map;
import java.util.Optional;
import mkrun.routeros.FieldType;
import mkrun.routeros.Menu;

/** What a static record of DNS must be like, beyond what each field takes. */
final class DnsRecord {
    private static final String TYPE = "type";
    private static final String ADDRESS = "address";
    private static final Map<String, FieldType.Family> FAMILIES =
            Map.of("A", FieldType.Family.V4, "AAAA", FieldType.Family.V6);

    private DnsRecord() {}

    /**
     * Checks that the address is of the family of the record's type, which is A where none is given.
     *
     * @throws IllegalArgumentException if it is not
     */
    static void check(Menu table, Map<String, Object> key, Map<String, Object> values) {
        if (!table.path().equals("/ip/dns/static")) {
            return;
        }
        String type = given(TYPE, key, values).orElse("A");
        String address = given(ADDRESS, key, values).orElse("");
        if (!FAMILIES.getOrDefault(type, FieldType.Family.ANY).holds(address)) {
            boolean four = type.equals("A");
            throw new IllegalArgumentException(table.path() + ": '" + ADDRESS + "' cannot be '" + address
                    + "': a record of type " + type + " has an " + (four ? "IPv4" : "IPv6") + " address; say type: '"
                    + (four ? "AAAA" : "A") + "' for this one");
        }
    }

    private static Optional<String> given(String field, Map<String, Object> key, Map<String, Object> values) {
        return Optional.ofNullable(values.getOrDefault(field, key.get(field))).map(Normal::text);
    }
}
