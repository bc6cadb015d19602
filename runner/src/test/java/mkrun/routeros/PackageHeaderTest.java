package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import mkrun.testing.TestPackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageHeaderTest {
    private static final byte[] FILE = TestPackage.of("container", "7.20.8", "arm64");

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.20.8", "7.24rc3", "7.23beta5"})
    void versionsOfAllStagesAreRead(String version) throws Exception {
        assertThat(PackageHeader.of(TestPackage.of("container", version, "arm")))
                .isEqualTo(new PackageHeader("container", RouterosVersion.parse(version), Optional.of("arm")));
    }

    @Test
    void architecturesAreTakenAsRoutersNameThem() throws Exception {
        assertThat(PackageHeader.of(TestPackage.of("container", "7.20.8", "x86"))
                        .architecture())
                .hasValue("x86_64");
        assertThat(PackageHeader.of(TestPackage.of("container", "7.20.8", "I")).architecture())
                .isEmpty();
        assertThat(PackageHeader.of(TestPackage.of("container", "7.20.8", "")).architecture())
                .isEmpty();
    }

    @Test
    void whatARouterWouldNotInstallIsSaid() throws Exception {
        PackageHeader header = PackageHeader.of(FILE);
        assertThat(header.mismatch(RouterosVersion.parse("7.20.8"), "arm64")).isEmpty();
        assertThat(header.mismatch(RouterosVersion.parse("7.20.7"), "arm64"))
                .hasValue("it is made for RouterOS 7.20.8, and the router has 7.20.7");
        assertThat(header.mismatch(RouterosVersion.parse("7.20.8"), "arm"))
                .hasValue("it is made for arm64, and the router is arm");
    }

    @Test
    void otherFilesAndPartsOfFilesAreRefused() {
        assertThatThrownBy(() -> PackageHeader.of(new byte[] {1, 2, 3}))
                .hasMessage("it is not a package of RouterOS: it does not begin with 1e f1 d0 ba");
        assertThatThrownBy(() -> PackageHeader.of(Arrays.copyOf(FILE, FILE.length - 1)))
                .hasMessage("it is not a whole package: it should have " + FILE.length + " bytes, and has "
                        + (FILE.length - 1));
        byte[] longPart = FILE.clone();
        longPart[13] = 0x7f;
        assertThatThrownBy(() -> PackageHeader.of(longPart))
                .hasMessage("it is not a whole package: a part of it is longer than the file");
        byte[] nameless = FILE.clone();
        nameless[8] = 9;
        assertThatThrownBy(() -> PackageHeader.of(nameless))
                .hasMessage("it is not a package of RouterOS: it has no name");
    }

    @Test
    void noFileMakesItFailOtherwise() {
        for (int i = 0; i < 200; i++) {
            byte[] broken = FILE.clone();
            broken[i % 64] ^= (byte) (1 + i * 37);
            try {
                assertThat(PackageHeader.of(broken).name()).isNotNull();
            } catch (RouterosException told) {
                assertThat(told).hasMessageStartingWith("it is not a ");
            }
        }
    }
}
