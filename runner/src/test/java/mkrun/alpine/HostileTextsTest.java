package mkrun.alpine;

import static org.assertj.core.api.Assertions.assertThat;

import mkrun.alpine.index.ApkIndex;
import mkrun.alpine.index.InstalledPackages;
import mkrun.testing.Hostile;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The small languages of packages: versions, dependencies, indexes. */
class HostileTextsTest {
    private static final String RECORDS = """
            C:Q1qKcZ+j23xssAXmgQhkOO8dHnbWw=
            P:a
            V:1.0_rc2-r0
            A:x86_64
            S:1
            I:1
            T:a text
            k:10
            D:b c>1 !d so:libx.so.1
            p:e=2 cmd:f
            i:g h

            C:Q2qKcZ+j23xssAXmgQhkOO8dHnbWw=
            P:b
            V:2

            """;

    @Provide
    Arbitrary<String> versions() {
        return Hostile.texts("1.2.3a_rc4_p5-r6", "0.0012_alpha~beef-r1", "20240101_git12_hg3", "1");
    }

    @Provide
    Arbitrary<String> dependencies() {
        return Hostile.texts("name@tag>=1.2-r3", "!so:lib~1.2", "a>< Q1qKcZ+j23xssAXmgQhkOO8dHnbWw=", "a<2 b c=1");
    }

    @Provide
    Arbitrary<String> indexes() {
        return Hostile.texts(RECORDS);
    }

    @Property(tries = 3000)
    void versionsHaveAnOrderWhateverTheyAre(@ForAll("versions") String a, @ForAll("versions") String b) {
        Hostile.survives(a.length() + b.length(), () -> assertThat(Integer.signum(ApkVersion.compare(a, b)))
                .isEqualTo(-Integer.signum(ApkVersion.compare(b, a))));
        assertThat(ApkVersion.compare(a, a)).isZero();
    }

    @Property(tries = 3000)
    void dependenciesAreReadOrRefused(@ForAll("dependencies") String text) {
        Hostile.survives(text.length(), () -> Dependency.parseWish(text).toString(), AlpineException.class);
        Hostile.survives(text.length(), () -> Dependency.parseList(text), AlpineException.class);
        Hostile.survives(text.length(), () -> mkrun.alpine.Provide.parseList(text), AlpineException.class);
        Hostile.survives(text.length(), () -> Wish.parse(text, "here"), AlpineException.class);
    }

    @Property(tries = 2000)
    void recordsAreReadOrRejected(@ForAll("indexes") String text) {
        Hostile.survives(text.length(), () -> {
            ApkIndex index = ApkIndex.parse(text, "r", "");
            assertThat(index.packages()).doesNotContainNull();
            index.rejected().forEach(one -> assertThat(one.reason()).isNotBlank());
        });
        Hostile.survives(text.length(), () -> InstalledPackages.parse(text, "installed"), AlpineException.class);
    }
}
