package mkrun.lab.script;

import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.routeros.ConsoleDate;

/**
 * What rows may not be, menu by menu.
 *
 * <p>Sources: error texts of routers, where they were shown; those of records on 7.23.7, by REST.
 */
final class Rules {
    private static final String VETH = "/interface/veth";
    private static final String MOUNTS = "/container/mounts";
    private static final String CONTAINERS = "/container";
    private static final String NAME = "name";

    private static final Map<String, String> RECORDS = Map.of(
            "A",
            "address",
            "AAAA",
            "address",
            "CNAME",
            "cname",
            "MX",
            "mx-exchange",
            "NS",
            "ns",
            "SRV",
            "srv-target",
            "TXT",
            "text");

    /** The fields that tell a time of the day. */
    private static final Map<String, String> TIMES_OF_DAY =
            Map.of("/system/clock", "time", "/system/scheduler", "start-time");

    /** Where clocks can be: those of the tz database, and {@code manual}. */
    private static final Set<String> ZONES = Stream.concat(
                    ZoneId.getAvailableZoneIds().stream(), Stream.of("manual", ""))
            .collect(Collectors.toUnmodifiableSet());

    /** On which the seconds since 1970 no longer fit into 32 bits with a sign. */
    private static final String LAST_DAY = "2038-01-19";

    private Rules() {}

    /**
     * Refuses values that the router would not take for a row.
     *
     * @param self the row if it is there already
     */
    static void check(RouterState state, MenuFields fields, Optional<TableRow> self, Map<String, String> values)
            throws RouterError {
        String menu = fields.menu();
        Duplicates.check(state, menu, self, values);
        if (menu.equals(MOUNTS) && "/".equals(values.get("dst"))) {
            throw Refusals.invalid("dst");
        }
        if (menu.equals("/interface/bridge/port")) {
            checkPort(state, values);
        }
        if (menu.equals("/interface/vlan")) {
            checkVlan(state, self, values);
        }
        if (menu.equals("/interface/list")) {
            checkList(state, self, values);
        }
        checkTimeOfDay(menu, values);
        if (menu.equals("/system/clock")) {
            checkDate(state, self, values);
        }
        String zone = values.getOrDefault("time-zone-name", "");
        if (menu.equals("/system/clock") && !ZONES.contains(zone)) {
            throw Refusals.noMatch(state.version(), menu + "/set", "time-zone-name");
        }
        if (FirewallRules.in(menu)) {
            FirewallRules.check(menu, values);
        }
        for (String key : List.of("private-key", "public-key", "preshared-key")) {
            String given = values.getOrDefault(key, "");
            if (menu.startsWith("/interface/wireguard") && !given.isEmpty() && !WireguardKey.wellFormed(given)) {
                throw Refusals.invalid(key);
            }
        }
        if (menu.equals("/ip/dns/static")) {
            checkWhom(values);
            checkRecord(values);
        }
        String translated = values.getOrDefault("to-addresses", "");
        boolean addresses =
                ValueForms.match(translated).isPresent() && !translated.startsWith("!") && !translated.contains(":");
        if (!translated.isEmpty() && !addresses) {
            throw Refusals.invalid("to-addresses");
        }
    }

    /** As of Linux, which routers are made of, a bridge is no bridge's port; the words were not seen. */
    private static void checkPort(RouterState state, Map<String, String> values) throws RouterError {
        String link = values.getOrDefault("interface", "");
        if (state.table("/interface/bridge").where(NAME, link).isPresent()) {
            throw RouterError.of("failure: bridge can not be added as bridge port");
        }
        // Routers make a dynamic port of each member, which this one does not.
        if (state.table("/interface/list").where(NAME, link).isPresent()
                && state.table("/interface").where(NAME, link).isEmpty()) {
            throw Refusals.invalid("interface");
        }
    }

    /** As of Linux, which routers are made of, an interface has one VLAN of a number and a tag; the words were not seen. */
    private static void checkVlan(RouterState state, Optional<TableRow> self, Map<String, String> values)
            throws RouterError {
        TableRow wanted = new TableRow("", values);
        String id = self.map(TableRow::id).orElse("");
        boolean there = state.table("/interface/vlan").rows().stream()
                .filter(row -> !row.id().equals(id) && row.text("vlan-id").equals(wanted.text("vlan-id")))
                .anyMatch(row -> row.text("interface").equals(wanted.text("interface"))
                        && row.is("use-service-tag") == wanted.is("use-service-tag"));
        if (there) {
            throw RouterError.of("failure: interface already has a vlan with this vlan-id");
        }
    }

    /** A list that includes itself, be it by way of others, would have no members that anybody could tell. */
    private static void checkList(RouterState state, Optional<TableRow> self, Map<String, String> values)
            throws RouterError {
        String name = self.map(row -> row.text(NAME)).orElse(values.getOrDefault(NAME, ""));
        Table lists = state.table("/interface/list");
        for (String field : List.of("include", "exclude")) {
            Deque<String> open =
                    new ArrayDeque<>(List.of(values.getOrDefault(field, "").split(",")));
            Set<String> seen = new HashSet<>();
            while (!open.isEmpty()) {
                String list = open.pop();
                if (list.equals(name)) {
                    throw RouterError.of("failure: list can not " + field + " itself");
                }
                if (seen.add(list)) {
                    lists.where(NAME, list)
                            .ifPresent(
                                    row -> open.addAll(List.of(row.text(field).split(","))));
                }
            }
        }
    }

    private static void checkTimeOfDay(String menu, Map<String, String> values) throws RouterError {
        String field = TIMES_OF_DAY.getOrDefault(menu, "");
        OptionalLong time = Times.parse(values.getOrDefault(field, ""));
        if (time.isPresent() && time.getAsLong() >= 86_400 * Times.SECOND) {
            throw Refusals.invalid(field);
        }
    }

    /**
     * No clock is set to before the day on which its version was built, as MikroTik's command reference says. What it says is
     * ignored in silence, days from the last that 32 bits can count, is refused here: whoever asks for that is to know.
     */
    private static void checkDate(RouterState state, Optional<TableRow> self, Map<String, String> values)
            throws RouterError {
        String date = values.getOrDefault("date", "");
        String built = state.table("/system/resource").rows().stream()
                .map(row -> row.text("build-time").split(" ")[0])
                .findFirst()
                .flatMap(ConsoleDate::of)
                .map(Object::toString)
                .orElse("");
        boolean set = self.filter(row -> row.text("date").equals(date)).isEmpty();
        if (set && !date.isEmpty() && (date.compareTo(built) < 0 || date.compareTo(LAST_DAY) >= 0)) {
            throw Refusals.invalid("date");
        }
    }

    /** A record is for a name or for all that match an expression. */
    private static void checkWhom(Map<String, String> values) throws RouterError {
        try {
            Pattern.compile(values.getOrDefault("regexp", ""));
        } catch (PatternSyntaxException e) {
            throw Refusals.invalid("regexp");
        }
        boolean name = values.containsKey(NAME);
        boolean regexp = values.containsKey("regexp");
        if (!name && !regexp) {
            throw RouterError.of("failure: name or regexp is required");
        }
        if (name && regexp) {
            throw RouterError.of("failure: only name or regexp allowed");
        }
    }

    /**
     * Records of most types say nothing without the field that is theirs: of MX the text was shown. FWD without a server asks
     * the usual ones. An address is of the type's family.
     */
    private static void checkRecord(Map<String, String> values) throws RouterError {
        String type = values.getOrDefault("type", "");
        String field = RECORDS.get(type);
        String said = values.getOrDefault(Objects.requireNonNullElse(field, ""), "");
        boolean strange = "address".equals(field) && said.contains(":") != type.equals("AAAA");
        if (field != null && (said.isEmpty() || strange)) {
            throw RouterError.of("failure: bad " + type + " data");
        }
    }

    /** Refuses to remove what something else needs. */
    static void checkRemoval(RouterState state, String menu, TableRow row) throws RouterError {
        boolean used = menu.equals(VETH)
                && state.table(CONTAINERS).rows().stream()
                        .anyMatch(c -> List.of(c.text("interface").split(",")).contains(row.text(NAME)));
        if (used) {
            throw RouterError.of("failure: interface is in use by container");
        }
        if (menu.equals("/user/group")
                && state.table("/user").where("group", row.text(NAME)).isPresent()) {
            throw RouterError.of("failure: group has some users"); // as on 7.23.7
        }
    }
}
