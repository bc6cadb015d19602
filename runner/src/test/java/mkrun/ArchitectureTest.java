package mkrun;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the picture of docs/architecture.md: which package may use which, and who alone may touch the outside. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("mkrun");

    /** For each package (with all below it), the packages it may use beside itself. */
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("crypto", List.of()),
            Map.entry("spelling", List.of()),
            Map.entry("target", List.of()),
            Map.entry("target.rootfs", List.of("target")),
            Map.entry("target.routeros", List.of("target", "routeros")),
            Map.entry("target.ssh", List.of("target", "target.routeros", "routeros", "crypto")),
            Map.entry("routeros", List.of()),
            Map.entry("inventory", List.of("spelling")),
            Map.entry("task", List.of("target")),
            Map.entry("alpine", List.of("target", "target.rootfs", "crypto", "spelling")),
            Map.entry("image", List.of("target", "target.rootfs")),
            Map.entry("lab", List.of("crypto", "routeros")),
            Map.entry(
                    "op",
                    List.of(
                            "task",
                            "target",
                            "target.rootfs",
                            "target.routeros",
                            "alpine",
                            "image",
                            "routeros",
                            "crypto",
                            "spelling")),
            Map.entry(
                    "playbook",
                    List.of(
                            "op",
                            "task",
                            "target",
                            "target.rootfs",
                            "target.routeros",
                            "image",
                            "inventory",
                            "routeros",
                            "spelling")),
            Map.entry("run", List.of("task", "inventory", "target")),
            Map.entry("report", List.of("run", "task", "target")),
            Map.entry(
                    "cli",
                    List.of(
                            "playbook",
                            "inventory",
                            "op",
                            "task",
                            "run",
                            "report",
                            "alpine",
                            "image",
                            "lab",
                            "routeros",
                            "crypto",
                            "spelling",
                            "target",
                            "target.rootfs",
                            "target.routeros",
                            "target.ssh"))));

    @Test
    void importerSawTheProject() {
        assertThat(CLASSES.size()).isGreaterThan(150);
    }

    static Stream<String> packages() {
        return MAY_USE.keySet().stream();
    }

    @Test
    void everyPackageIsInThePicture() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .allMatch(name -> name.equals("mkrun") || !owner(name).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void usesOnlyWhatItMay(String name) {
        for (JavaClass user : CLASSES) {
            if (!owner(user.getPackageName()).equals(name)) {
                continue;
            }
            user.getDirectDependenciesFromSelf().forEach(dependency -> {
                JavaClass used = dependency.getTargetClass();
                if (used.getPackageName().startsWith("mkrun.")) {
                    String other = owner(used.getPackageName());
                    assertThat(other.equals(name) || MAY_USE.get(name).contains(other))
                            .as("%s may not use %s: %s", name, other, dependency.getDescription())
                            .isTrue();
                }
            });
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("mkrun.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void librariesStayWhereTheyAreWrapped() {
        only("com.jcraft..", "mkrun.target.ssh..");
        only("org.apache.sshd..", "mkrun.lab..");
        only("groovy..", "mkrun.playbook..");
        only("org.codehaus.groovy..", "mkrun.playbook..");
        only("picocli..", "mkrun.cli..");
        only("org.conscrypt..", "mkrun.crypto..");
    }

    @Test
    void onlyTheCommandLineEndsTheProgram() {
        noClasses()
                .that()
                .resideOutsideOfPackage("mkrun.cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void onlyReportAndCommandLinePrint() {
        noClasses()
                .that()
                .resideOutsideOfPackages("mkrun.cli..", "mkrun.report..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    private static void only(String library, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    /** The entry of the picture that a package belongs to: the longest one that it is or lies below; empty if none. */
    private static String owner(String packageName) {
        String name = packageName.replaceFirst("^mkrun\\.?", "");
        return MAY_USE.keySet().stream()
                .filter(p -> name.equals(p) || name.startsWith(p + "."))
                .reduce("", (a, b) -> b.length() > a.length() ? b : a);
    }

    /** Guards the table itself: it must not allow a cycle. */
    @Test
    void pictureHasNoCycles() {
        Map<String, Long> depth = new TreeMap<>();
        MAY_USE.keySet().forEach(name -> depth(name, depth, List.of()));
        assertThat(depth).hasSameSizeAs(MAY_USE);
    }

    private static long depth(String name, Map<String, Long> known, List<String> path) {
        assertThat(path).as("cycle").doesNotContain(name);
        String[] longer = Stream.concat(path.stream(), Stream.of(name)).toArray(String[]::new);
        long deepest = MAY_USE.get(name).stream()
                .mapToLong(other -> 1 + depth(other, known, Arrays.asList(longer)))
                .max()
                .orElse(0);
        known.put(name, deepest);
        return deepest;
    }
}
