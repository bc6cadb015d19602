package mkrun.op.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import mkrun.op.rootfs.FilePresent;
import mkrun.op.rootfs.GroupPresent;
import mkrun.target.Content;
import mkrun.target.Secret;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private record Boxed(Object value) {}

    @Test
    void equalValuesHaveEqualFingerprints() {
        assertThat(Fingerprint.of(file("hello", 0644))).isEqualTo(Fingerprint.of(file("hello", 0644)));
        assertThat(Fingerprint.of(Map.of("a", 1, "b", 2, "c", 3))).isEqualTo(Fingerprint.of(reversed()));
        assertThat(Fingerprint.of(Set.of("x", "y", "z"))).isEqualTo(Fingerprint.of(Set.of("z", "y", "x")));
    }

    @Test
    void everyComponentCounts() {
        assertThat(List.of(
                        Fingerprint.of(file("hello", 0644)),
                        Fingerprint.of(file("hello", 0640)),
                        Fingerprint.of(file("Hello", 0644)),
                        Fingerprint.of(new GroupPresent("a", OptionalInt.empty(), true)),
                        Fingerprint.of(new GroupPresent("a", OptionalInt.of(0), true)),
                        Fingerprint.of(new GroupPresent("a", OptionalInt.of(0), false))))
                .doesNotHaveDuplicates();
    }

    @Test
    void neighboursDoNotRunIntoEachOther() {
        assertThat(List.of(
                        Fingerprint.of("ab", "c"),
                        Fingerprint.of("a", "bc"),
                        Fingerprint.of(List.of("a", "bc")),
                        Fingerprint.of(List.of("a"), "bc"),
                        Fingerprint.of("a", List.of("bc")),
                        Fingerprint.of(1, "1"),
                        Fingerprint.of("1", 1)))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatHasNoLastingFormIsRefused() {
        assertThatThrownBy(() -> Fingerprint.of(new Boxed(new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an image cannot depend on a java.lang.Object, which has no lasting form");
        assertThatThrownBy(() -> Fingerprint.of(Secret.of("x"))).hasMessageContaining("mkrun.target.Secret");
    }

    private static FilePresent file(String text, int mode) {
        return new FilePresent("/etc/motd", Content.text(text), mode, "root", "root");
    }

    private static Map<String, Integer> reversed() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("c", 3);
        map.put("b", 2);
        map.put("a", 1);
        return map;
    }
}
