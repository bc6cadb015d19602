package mkrun.alpine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApkVersionTest {
    /** Answers of {@code apk version -t A B} of apk 2.14.4. */
    private static final String ANSWERS = """
            1.0 < 1.0.0              1.0 > 1                  1.0-r0 > 1.0             1.0-r0 < 1.0-r1
            1.0-r9 < 1.0-r10         1.9 < 1.10               1.01 < 1.1               1.01 > 1.0
            1.001 < 1.01             1.010 > 1.01             0.1 > 0.01               1.0a > 1.0
            1.0a < 1.0b              1.0b < 1.0.1             1.0z < 1.1               1.0a1 > 1.0a
            1.0_alpha < 1.0          1.0_alpha < 1.0_beta     1.0_beta < 1.0_pre       1.0_pre < 1.0_rc
            1.0_rc < 1.0             1.0_rc1 < 1.0_rc2        1.0_rc9 < 1.0_rc10       1.0_alpha2 > 1.0_alpha
            1.0 < 1.0_cvs            1.0_cvs < 1.0_svn        1.0_svn < 1.0_git        1.0_git < 1.0_hg
            1.0_hg < 1.0_p           1.0_p > 1.0              1.0_p1 < 1.0_p2          1.0_p1 < 1.0.1
            1.0_git20231014 > 1.0_git20230717   1.2.4_git20230717-r4 > 1.2.4-r4        1.0_rc1-r5 < 1.0-r0
            9.6_p1-r0 < 9.6_p1-r1    1.0_alpha_p1 > 1.0_alpha 1.0_pre2_p1 > 1.0_pre2   2021a-r0 < 2021b-r0
            2023d-r0 < 2024a-r0      20230506-r0 < 20240226-r0  30_pre9-r1 < 30-r0     6.4_p20231125-r0 > 6.4-r0
            1.0-r00 = 1.0-r0         1.0.0 > 1.0.00           1.36.1-r15 > 1.36.1-r2   1.0_p-r1 < 1.0_p0-r1
            0.0.0_git20220101 < 0.0.1  3.1.4-r5 = 3.1.4-r5    1.0_rc_p > 1.0_rc        1.12345678901234567 > 1.2
            1.0_foo < 1.0   1.0~abc > 1.0   1.0-1 > 1.0   v1.0 < 1.0
            """;

    @Test
    void versionsCompareAsApkComparesThem() {
        String[] words = ANSWERS.strip().split("\\s+");
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < words.length; i += 3) {
            int order = Integer.signum(ApkVersion.compare(words[i], words[i + 2]));
            int reverse = Integer.signum(ApkVersion.compare(words[i + 2], words[i]));
            String sign = order < 0 ? "<" : order > 0 ? ">" : "=";
            if (!sign.equals(words[i + 1]) || reverse != -order) {
                wrong.add(words[i] + " " + sign + " " + words[i + 2]);
            }
        }
        assertThat(words).hasSize(165);
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1.0",
                "1.0a",
                "1.0a1",
                "1.0_p1",
                "1.0_alpha_beta",
                "1.0-r3",
                "9.6_p1-r0",
                "1.12345678901234567",
                "v1.0",
                "1.",
                "1.0.a",
                "1.-r0",
                "1.0-r",
                "1.0_"
            })
    void theseAreVersions(String version) {
        assertThat(ApkVersion.isValid(version)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0_foo",
                "1.0~abc",
                "1.0-1",
                "1.0ab",
                "1.0-r1_p2",
                "1.123456789012345678",
                "bad!",
                "1.0 ",
                "A",
                "1.0-r1.2"
            })
    void theseAreNot(String version) {
        assertThat(ApkVersion.isValid(version)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.2 2.2.1-r0", "2.2 2.2-r5", "2.2 2.2", "2 2.10", "4.5.1 4.5", "1.0_p 1.0_p-r1"})
    void fuzzyMatchesABeginning(String pair) {
        String[] words = pair.split(" ");
        assertThat(Operator.FUZZY.accepts(words[1], words[0], Semantics.APK_2)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.2 2.10", "2.2 2.4", "2.1 2.10", "4.6 4.5", "2.2 2.20.1"})
    void fuzzyIsNoBeginningOfTheText(String pair) {
        String[] words = pair.split(" ");
        assertThat(Operator.FUZZY.accepts(words[1], words[0], Semantics.APK_2)).isFalse();
    }

    @Test
    void operatorsWithTildeTakeTheBeginningAsEqual() {
        assertThat(Operator.GREATER_FUZZY.accepts("2.10", "2.5", Semantics.APK_2))
                .isTrue();
        assertThat(Operator.GREATER_FUZZY.accepts("2.5.1", "2.5", Semantics.APK_2))
                .isTrue();
        assertThat(Operator.GREATER_FUZZY.accepts("2.4", "2.5", Semantics.APK_2))
                .isFalse();
        assertThat(Operator.LESS_FUZZY.accepts("2.5.1", "2.5", Semantics.APK_2)).isTrue();
        assertThat(Operator.LESS_FUZZY.accepts("2.6", "2.5", Semantics.APK_2)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.2.0 < 8.2.001",
                "8.2.0015 < 8.2.002",
                "1.01 < 1.1",
                "1.0~0 < 1.0~1",
                "1.0_p1-r0 < 1.0_p1~ab",
                "1.0 < 1.0~ab",
                "1.0 < 1.0.0"
            })
    void apk3ComparesLeadingZerosAsTextAndKnowsHashes(String line) {
        String[] words = line.split(" ");
        assertThat(ApkVersion.compare(words[0], words[2], Semantics.APK_3)).isNegative();
        assertThat(ApkVersion.compare(words[2], words[0], Semantics.APK_3)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1a1", "1.", "1.0-r", "1.0_", "1.0~", "1.0~xyz", "1.0-r1~ab", "v1"})
    void apk3IsStricter(String version) {
        assertThat(ApkVersion.isValid(version, Semantics.APK_3)).isFalse();
    }

    @Test
    void onlyTheWishOfAFuzzyComparisonMayEndEarlyInApk3() {
        assertThat(Operator.FUZZY.accepts("3.8.1", "3.8", Semantics.APK_3)).isTrue();
        assertThat(Operator.FUZZY.accepts("3.8", "3.8.1", Semantics.APK_3)).isFalse();
    }
}
