package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our tables against what routers of sixteen releases say of themselves, menu by menu and both ways. */
class MenusAgainstRealTreesTest {
    /** Read off x86 machines, the trees lack the menus of MikroTik's own hardware. */
    private static final Set<String> HARDWARE_ONLY = Set.of("/system/routerboard", "/system/routerboard/settings");

    private static final Pattern SPAN = Pattern.compile("(\\w*)\\.\\.(\\w*) +\\(time interval\\)");
    private static final Pattern LENGTH =
            Pattern.compile("string value(?:, min length (\\d+))?(?:, max length (\\d+))?");

    private static final Set<String> ALL_PACKAGES = Set.of("container", "rose-storage");

    static Stream<RouterosVersion> releases() {
        return RouterosVersion.KNOWN.stream();
    }

    private interface Comparison {
        void of(SoftAssertions softly, Menu menu, Dialect ours, RealTree real);
    }

    private static void inEachMenu(RouterosVersion version, Comparison comparison) {
        RealTree real = RealTree.of(version);
        Dialect ours = Dialect.emulated(version, ALL_PACKAGES);
        SoftAssertions softly = new SoftAssertions();
        Menus.emulated().all().forEach(menu -> comparison.of(softly, menu, ours, real));
        softly.assertAll();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyMenuOfOursIsThereExactlyWhenTheRouterHasIt(RouterosVersion version) {
        inEachMenu(version, (softly, menu, ours, real) -> {
            softly.assertThat(ours.has(menu.path())).as(menu.path()).isEqualTo(real.has(menu.path()));
        });
    }

    @ParameterizedTest
    @MethodSource("releases")
    void commandsAreTheSameBothWays(RouterosVersion version) {
        inEachMenu(version, (softly, menu, ours, real) -> {
            Set<String> names = ours.commands(menu.path()).stream()
                    .map(Command::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            softly.assertThat(names).as(menu.path()).isEqualTo(real.commands(menu.path()));
        });
    }

    @ParameterizedTest
    @MethodSource("releases")
    void argumentsAreTheSameBothWays(RouterosVersion version) {
        inEachMenu(version, (softly, menu, ours, real) -> {
            for (Command command : ours.commands(menu.path())) {
                Set<String> names =
                        command.arguments().stream().map(Argument::name).collect(Collectors.toCollection(TreeSet::new));
                softly.assertThat(names)
                        .as(menu.path() + " " + command.name())
                        .isEqualTo(real.arguments(menu.path(), command.name()));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everySettableFieldCanBeSetUnderItsSpellingOfThatRelease(RouterosVersion version) {
        inEachMenu(version, (softly, menu, ours, real) -> {
            Set<String> settable = new TreeSet<>(real.arguments(menu.path(), "add"));
            settable.addAll(real.arguments(menu.path(), "set"));
            settable.addAll(real.arguments(menu.path(), "update"));
            for (Field field : ours.fields(menu.path())) {
                if (!field.readOnly()) {
                    softly.assertThat(settable).as(menu.path()).contains(field.spelling(version));
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everythingThatCanBeSetIsAFieldOfOurs(RouterosVersion version) {
        Set<String> notFields = Set.of("numbers", "copy-from", "place-before", "do", "name", "value");
        inEachMenu(version, (softly, menu, ours, real) -> {
            Set<String> fields = ours.fields(menu.path()).stream()
                    .map(f -> f.spelling(version))
                    .collect(Collectors.toSet());
            for (String command : Set.of("add", "set")) {
                for (String argument : real.arguments(menu.path(), command)) {
                    if (!notFields.contains(argument) || menu.kind() == Menu.Kind.KEYED && argument.equals("name")) {
                        boolean still = ours.fields(menu.path()).stream().anyMatch(f -> f.still(argument));
                        softly.assertThat(still || fields.contains(argument))
                                .as(menu.path() + " " + command + " " + argument)
                                .isTrue();
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("releases")
    void typesAreThoseThatTheConsoleDescribes(RouterosVersion version) {
        Map<String, Set<FieldType.Base>> meaning = Map.of(
                "time interval", Set.of(FieldType.Base.TIME),
                "MAC address", Set.of(FieldType.Base.MAC),
                "A.B.C.D    (IP address)",
                        Set.of(FieldType.Base.IP, FieldType.Base.CIDR, FieldType.Base.HOST, FieldType.Base.PREFIX),
                "IP prefix", Set.of(FieldType.Base.PREFIX),
                "string value",
                        Set.of(FieldType.Base.STRING, FieldType.Base.PATH, FieldType.Base.REF, FieldType.Base.FORM));
        RealTree real = RealTree.of(version);
        SoftAssertions softly = new SoftAssertions();
        for (Menu menu : Dialect.emulated(version, ALL_PACKAGES).menus()) {
            for (Field field : menu.fields()) {
                String told = real.description(menu.path(), "set", field.spelling(version));
                meaning.forEach((words, bases) -> {
                    if (told.contains(words)) {
                        softly.assertThat(bases)
                                .as(menu.path() + " " + field.name() + ": " + told)
                                .contains(field.type().base());
                    }
                });
            }
        }
        softly.assertAll();
    }

    /** Trees before 7.14 name a least time or a greatest one, where later ones name both; ours are the later ones. */
    @ParameterizedTest
    @MethodSource("releases")
    void valuesMayBeAsLongAsTheConsoleSays(RouterosVersion version) {
        RealTree real = RealTree.of(version);
        SoftAssertions softly = new SoftAssertions();
        for (Menu menu : Dialect.emulated(version, ALL_PACKAGES).menus()) {
            for (Field field : menu.fields()) {
                told(real, menu, field, version).ifPresent(told -> {
                    Bounds ours = field.bounds(version).orElse(new Bounds(told.kind(), "", "", told.range()));
                    String place = menu.path() + " " + field.name();
                    softly.assertThat(ours.kind()).as(place).isEqualTo(told.kind());
                    softly.assertThat(ours.least()).as(place).isIn(told.least(), version.atLeast("7.14") ? "?" : "0s");
                    softly.assertThat(told.most())
                            .as(place)
                            .isIn(ours.most(), version.atLeast("7.14") ? ours.most() : "");
                });
            }
        }
        softly.assertAll();
    }

    @Test
    void everyBoundOfOursIsThatOfARouter() {
        Set<String> unproven = new TreeSet<>();
        Set<String> proven = new TreeSet<>();
        for (RouterosVersion version : RouterosVersion.KNOWN) {
            RealTree real = RealTree.of(version);
            for (Menu menu : Dialect.emulated(version, ALL_PACKAGES).menus()) {
                for (Field field : menu.fields()) {
                    if (field.bounds(version).isPresent()) {
                        boolean told = told(real, menu, field, version).isPresent();
                        (told ? proven : unproven).add(menu.path() + " " + field.name());
                    }
                }
            }
        }
        unproven.removeAll(proven);
        assertThat(unproven)
                .containsExactly(
                        "/ipv6/firewall/address-list timeout",
                        "/system/identity name"); // of MikroTik's command reference
        assertThat(proven).hasSizeGreaterThan(30);
    }

    /** What the tree tells of how long a value may be. */
    private static Optional<Bounds> told(RealTree real, Menu menu, Field field, RouterosVersion version) {
        String told = real.description(menu.path(), "set", field.spelling(version));
        Matcher span = SPAN.matcher(told);
        if (span.matches()) {
            return Optional.of(new Bounds(Bounds.Kind.SPAN, span.group(1), span.group(2), VersionRange.ALWAYS));
        }
        Matcher length = LENGTH.matcher(told);
        return length.matches() && told.contains("length")
                ? Optional.of(new Bounds(
                        Bounds.Kind.LENGTH,
                        Optional.ofNullable(length.group(1)).orElse(""),
                        Optional.ofNullable(length.group(2)).orElse(""),
                        VersionRange.ALWAYS))
                : Optional.empty();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void menusOfHardwareAreNotInTheTreesOfPlainMachines(RouterosVersion version) {
        RealTree real = RealTree.of(version);
        assertThat(HARDWARE_ONLY).noneMatch(real::has);
        Dialect onHardware = Dialect.emulated(version, Set.of("container", "routerboard"));
        assertThat(HARDWARE_ONLY).allMatch(onHardware::has);
    }
}
