package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.routeros.Bounds;
import mkrun.routeros.Dialect;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;
import mkrun.routeros.Menu;
import mkrun.routeros.Menus;
import mkrun.routeros.RouterosVersion;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operations know of versions before any router is asked. */
class LacksTest {
    private static List<String> lacks(RouterOperation<?> operation, String version) {
        Dialect dialect = Dialect.complete(RouterosVersion.parse(version));
        return operation.lacks(dialect).stream()
                .map(lack -> lack.of(dialect.version()))
                .toList();
    }

    private static RouterEntry mount(String mode) {
        return new RouterEntry(
                "/container/mounts",
                Map.of("list", "web", "dst", "/data"),
                Map.of("src", "/usb1/d", "mode", mode),
                "web/mount",
                true);
    }

    @Test
    void aFieldIsNamedWithItsMenuAndTheFirstVersionThatHasIt() {
        RouterSettings settings =
                new RouterSettings("/container/config", Map.of("memory-max", "64M", "registry-url", "https://r"));
        assertThat(lacks(settings, "7.22.3"))
                .containsExactly("RouterOS 7.22.3 has no field memory-max of /container/config;"
                        + " RouterOS 7.23 is the first that has it");
        assertThat(lacks(settings, "7.24")).isEmpty();
    }

    @Test
    void theDefaultOfVersionsWithoutAFieldIsNoProblemThere() {
        assertThat(lacks(mount("rw"), "7.16.2")).isEmpty();
        assertThat(lacks(mount("ro"), "7.16.2")).hasSize(1).allMatch(text -> text.contains("no field mode of"));
    }

    @Test
    void aValueThatAFormerFieldCannotSayIsAProblemOfItsVersions() {
        assertThat(lacks(mount("ro,noexec"), "7.22.3"))
                .containsExactly(
                        "RouterOS 7.22.3 cannot say mode=ro,noexec in /container/mounts; it has read-only instead");
        assertThat(lacks(mount("ro"), "7.22.3")).isEmpty();
        assertThat(lacks(mount("ro,noexec"), "7.24")).isEmpty();
    }

    @Test
    void noSecretIsToldOfAValueThatCannotBeSaid() {
        RouterEntry entry = new RouterEntry(
                "/container/mounts",
                Map.of("list", "web", "dst", "/data"),
                Map.of("mode", Secret.of("ro,noexec")),
                "web/mount",
                true);
        assertThat(lacks(entry, "7.22.3")).hasSize(1).allMatch(text -> text.contains("mode=******** in"));
    }

    @Test
    void aRowThatMustBeGoneNeedsNothing() {
        RouterEntry gone = new RouterEntry("/container", Map.of("name", "web"), Map.of(), "web", false);
        assertThat(lacks(gone, "7.9.2")).isEmpty();
    }

    @Test
    void whereRowsCarryNoCommentYetOnlyANoteIsLacking() throws TargetException {
        RouterEntry rule = new RouterEntry("/system/logging", Map.of("topics", "dns"), Map.of(), "dns", true);
        assertThat(rule.unsupported(new SeenRouter("7.20.8"))).isEmpty();
        RouterEntry noted =
                new RouterEntry("/system/logging", Map.of("topics", "dns"), Map.of("comment", "for Ann"), "dns", true);
        assertThat(noted.unsupported(new SeenRouter("7.20.8")))
                .containsExactly("RouterOS 7.20.8 has no field comment of /system/logging; RouterOS 7.22 is the first"
                        + " that has it");
        assertThat(noted.unsupported(new SeenRouter("7.22.3"))).isEmpty();
    }

    @Test
    void packagesAreToldOfAtTheOperationsTurn() throws TargetException {
        RouterSettings settings = new RouterSettings("/container/config", Map.of("registry-url", "https://r"));
        SeenRouter bare = new SeenRouter("7.20.8").withoutPackages();
        assertThat(settings.unsupported(bare)).isEmpty();
        assertThatThrownBy(() -> Planned.plan(settings, bare))
                .isInstanceOf(TargetException.class)
                .hasMessage("RouterOS 7.20.8 without the package container has no menu /container/config");
    }

    @Test
    void aContainerAsksForWhatItsPartsNeed() throws TargetException {
        ContainerSpec spec = PlainContainer.of(
                "web",
                "img",
                "172.17.0.2/24",
                List.of(new ContainerSpec.Mount("/data", "usb1/d", true)),
                List.of(),
                Map.of());
        List<String> old = new ArrayList<>();
        for (NamedOperation task : ContainerTasks.of(spec, TestImage.of("one"))) {
            task.operation().unsupported(new SeenRouter("7.16.2")).forEach(text -> old.add(task.name() + ": " + text));
            assertThat(task.operation().unsupported(new SeenRouter("7.20.8"))).isEmpty();
        }
        assertThat(old)
                .containsExactly("mounts: RouterOS 7.16.2 has no field mode of /container/mounts;"
                        + " RouterOS 7.20 is the first that has it");
    }

    @Test
    void aContainersDnsServersAreAddresses() {
        assertThatThrownBy(() -> ContainerTasks.of(
                        new ContainerSpec(
                                "web",
                                "img",
                                "172.17.0.2/24",
                                "",
                                "containers",
                                List.of(),
                                List.of(),
                                Map.of(),
                                "",
                                true,
                                true,
                                List.of("dns.example.net"),
                                ""),
                        TestImage.of("one")))
                .hasMessage("/container: 'dns' cannot be 'dns.example.net', it takes an IP address");
    }

    @Test
    void whoWritesTheOldNameOfAFieldIsToldTheNewOne() {
        assertThatThrownBy(() -> new RouterSettings("/container/config", Map.of("ram-high", "128M")))
                .hasMessage("/container/config has no field 'ram-high' -- write 'memory-high', its name in the newest"
                        + " version: older ones are told by theirs");
    }

    static List<RouterosVersion> versions() {
        return RouterosVersion.KNOWN;
    }

    /** For every field of every table: told before exactly where the plan would fail. */
    @Test
    void timesThatNoRouterTakesAreRefusedAtOnce() {
        assertThatThrownBy(() -> bridge("forward-delay", "1h"))
                .hasMessage(
                        "/interface/bridge: 'forward-delay' cannot be '1h', routers take at least 4s and at most 30s");
        assertThat(bridge("forward-delay", "00:00:30").toString()).contains("forward-delay");
        // Only from 7.21 on is a prefix of the log that long too long.
        assertThat(new RouterEntry(
                        "/ip/firewall/filter",
                        Map.of("chain", "input"),
                        Map.of("log-prefix", "p".repeat(32)),
                        "m",
                        true))
                .isNotNull();
    }

    private static RouterEntry bridge(String field, String value) {
        return new RouterEntry("/interface/bridge", Map.of("name", "b"), Map.of(field, value), "m", true);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatIsToldBeforeIsWhatThePlanWouldFailOf(RouterosVersion version) {
        SeenRouter router = new SeenRouter(version.toString());
        List<String> wrong = new ArrayList<>();
        for (Menu menu : Menus.standard().all()) {
            for (Field field : menu.fields()) {
                if (entry(menu, field, version)
                        .filter(e -> told(e, router) != fails(e, router))
                        .isPresent()) {
                    wrong.add(menu.path() + " " + field.name());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Optional<RouterEntry> entry(Menu menu, Field field, RouterosVersion version) {
        boolean owned = menu.command("add").isPresent() && menu.field("comment").isPresent();
        boolean formed = field.type().base() == FieldType.Base.FORM; // no value fits all of them
        if (!owned || field.readOnly() || formed || field.name().equals("comment")) {
            return Optional.empty();
        }
        Map<String, Object> values = new HashMap<>();
        Dialect dialect = Dialect.complete(version);
        dialect.command(menu.path(), "add").stream()
                .flatMap(add -> add.required().stream())
                .map(name -> menu.field(dialect.spelling(menu.path(), name).canonical())
                        .orElseThrow())
                .forEach(needed -> values.put(needed.name(), value(needed)));
        values.put(field.name(), value(field));
        return Optional.of(new RouterEntry(menu.path(), values, Map.of(), "m", true));
    }

    private static Object value(Field field) {
        if (field.bounds().filter(b -> b.kind() == Bounds.Kind.SPAN).isPresent()) {
            return field.bounds().get().most();
        }
        FieldType type = field.type();
        return type.many() == FieldType.Many.PAIR ? one(type) + "/" + one(type) : one(type);
    }

    private static Object one(FieldType type) {
        return switch (type.base()) {
            case STRING, FORM, REF, PATH, ANY -> "x";
            case BOOL, SWITCH -> true;
            case ENUM -> type.words().get(type.words().size() - 1);
            case INT -> Math.max(type.min(), 1);
            case TIME -> "77s";
            case SIZE, PAGES, KIB -> "77M";
            case IP, HOST -> type.family() == FieldType.Family.V6 ? "2001:db8::1" : "192.0.2.1";
            case CIDR, PREFIX, MATCH, ENTRY -> type.family() == FieldType.Family.V6 ? "2001:db8::/64" : "192.0.2.0/24";
            case RANGE -> "1";
            case RATE -> "10M";
            case DECIMAL -> "0.5";
            case DATE -> "2026-01-31";
            case LIMIT -> "10,5:packet";
            case HOURS -> "8h-17h,mon";
            case PORTS -> "80";
            case MAC -> "00:11:22:33:44:55";
        };
    }

    private static boolean told(RouterEntry entry, SeenRouter router) {
        return !entry.lacks(router.dialect()).isEmpty();
    }

    private static boolean fails(RouterEntry entry, SeenRouter router) {
        try {
            Planned.plan(entry, router);
            return false;
        } catch (TargetException e) {
            return true;
        }
    }
}
