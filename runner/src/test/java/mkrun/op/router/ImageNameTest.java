package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import mkrun.target.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {
    @ParameterizedTest
    @CsvSource({
        "alpine, docker.io/library/alpine:latest",
        "alpine:3.20, docker.io/library/alpine:3.20",
        "library/alpine, docker.io/library/alpine:latest",
        "docker.io/alpine, docker.io/library/alpine:latest",
        "registry-1.docker.io/library/alpine:latest, docker.io/library/alpine:latest",
        "index.docker.io/homebridge/homebridge, docker.io/homebridge/homebridge:latest",
        "GHCR.io/owner/name:1.2, ghcr.io/owner/name:1.2",
        "ghcr.io:443/owner/name, ghcr.io/owner/name:latest",
        "ghcr.io/name, ghcr.io/name:latest",
        "10.0.0.5:5000/web, 10.0.0.5:5000/web:latest",
        "localhost/web, localhost/web:latest",
        "owner/a__b--c.d:V_1, docker.io/owner/a__b--c.d:V_1"
    })
    void oneImageHasOneName(String written, String full) {
        assertThat(ImageName.parse(written, ImageName.HUB)).hasToString(full);
        assertThat(ImageName.parse(full, "elsewhere.example")).hasToString(full);
    }

    @Test
    void aNameWithoutRegistryIsOfTheOneThatIsSaid() {
        RegistryAccess access = new RegistryAccess("http://10.0.0.5:5000/", "", Optional.empty(), true, "");
        assertThat(ImageName.parse("web:1", access.home())).hasToString("10.0.0.5:5000/web:1");
        assertThat(ImageName.parse("alpine", access.home())).hasToString("10.0.0.5:5000/alpine:latest");
        assertThat(ImageName.parse("ghcr.io/o/web", access.home())).hasToString("ghcr.io/o/web:latest");
        assertThat(RegistryAccess.PLAIN.home()).isEqualTo(ImageName.HUB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Alpine", "a//b", "a:", ":1", "a b", "ghcr.io/", "a/b:x/y", "-a", "a..b", "-.x/a"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> ImageName.parse(text, ImageName.HUB))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[HOST/]PATH[:TAG]");
    }

    @Test
    void noVersionPullsByDigest() {
        assertThatThrownBy(() -> ImageName.parse("alpine@sha256:" + "0".repeat(64), ImageName.HUB))
                .hasMessageContaining("no RouterOS is known to pull by digest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h", "h:5000", "https://", "https://u@h", "https://h/v2", "https://h?x"})
    void otherUrlsAreRefused(String url) {
        assertThatThrownBy(() -> new RegistryAccess(url, "", Optional.empty(), true, ""))
                .hasMessageContaining("is no URL of a registry");
    }

    @Test
    void halfOfALoginAndCertificatesOfPlainHttpAreRefused() {
        Optional<Secret> password = Optional.of(Secret.of("p"));
        assertThatThrownBy(() -> new RegistryAccess("", "me", Optional.empty(), true, ""))
                .hasMessageContaining("say both or neither");
        assertThatThrownBy(() -> new RegistryAccess("", "", password, true, ""))
                .hasMessageContaining("say both or neither");
        assertThatThrownBy(() -> new RegistryAccess("http://h", "", Optional.empty(), false, ""))
                .hasMessageContaining("no certificate");
    }
}
