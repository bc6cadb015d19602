package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
    private static Dialect dialect(String version, String... packages) {
        return Dialect.of(RouterosVersion.parse(version), Set.of(packages));
    }

    @ParameterizedTest
    @CsvSource({
        "7.19.6, /container, envlists, envlist",
        "7.20.8, /container, envlists, envlists",
        "7.20.8, /container, mountlists, mounts",
        "7.21.5, /container, mountlists, mountlists",
        "7.9.2, /container/envs, list, name",
        "7.20.8, /container/envs, list, list",
        "7.20.8, /container/mounts, list, name",
        "7.24, /container/mounts, list, list",
        "7.22.3, /container/mounts, mode, read-only",
        "7.23.3, /container/mounts, mode, mode",
        "7.19.6, /container/config, memory-high, ram-high",
        "7.20.8, /ip/ssh, password-authentication, always-allow-password-login"
    })
    void spellsAFieldAsItsVersionDoes(String version, String menu, String canonical, String spelling) throws Exception {
        Dialect dialect = dialect(version, "container");
        assertThat(dialect.spell(menu, canonical)).isEqualTo(spelling);
        assertThat(dialect.spelling(menu, spelling).canonical()).isEqualTo(canonical);
    }

    @Test
    void translatesValuesWhereTheFieldWasAnotherOne() throws Exception {
        Dialect old = dialect("7.21.5", "container");
        assertThat(old.spellValue("/container/mounts", "mode", "ro")).isEqualTo("yes");
        assertThat(old.spelling("/container/mounts", "read-only").canonicalValue("true"))
                .isEqualTo("ro");
        assertThat(old.spelling("/container/mounts", "read-only").canonicalValue("no"))
                .isEqualTo("rw");
        assertThatThrownBy(() -> old.spellValue("/container/mounts", "mode", "ro,noexec"))
                .isInstanceOf(UnsupportedException.class)
                .hasMessage("RouterOS 7.21.5 cannot say mode=ro,noexec in /container/mounts; it has read-only instead");
        assertThat(dialect("7.24", "container").spellValue("/container/mounts", "mode", "ro,noexec"))
                .isEqualTo("ro,noexec");
    }

    @Test
    void namesTheFirstVersionThatHasAField() {
        assertThatThrownBy(() -> dialect("7.18.2", "container").spell("/container", "name"))
                .isInstanceOf(UnsupportedException.class)
                .hasMessage("RouterOS 7.18.2 has no field name of /container; RouterOS 7.19 is the first that has it");
        assertThatThrownBy(() -> dialect("7.22.3", "container").spell("/container", "memory-max"))
                .hasMessage(
                        "RouterOS 7.22.3 has no field memory-max of /container; RouterOS 7.23 is the first that has it");
        assertThatThrownBy(() -> dialect("7.24", "container").spell("/container", "auto-restart-interval"))
                .hasMessage(
                        "RouterOS 7.24 has no field auto-restart-interval of /container; it is gone since RouterOS 7.23");
        assertThatThrownBy(() -> dialect("7.24", "container").spell("/container", "nmae"))
                .hasMessage("/container has no field nmae");
    }

    @Test
    void lacksTheMenusOfPackagesThatAreNotThere() {
        assertThat(dialect("7.20.8").has("/container")).isFalse();
        assertThat(dialect("7.20.8").has("/interface/veth")).isTrue();
        assertThat(dialect("7.21.5").has("/interface/veth")).isFalse();
        assertThat(dialect("7.21.5", "container").has("/interface/veth")).isTrue();
        assertThat(dialect("7.24", "container").has("/system/routerboard")).isFalse();
        assertThat(dialect("7.19.6", "container").has("/container/log")).isFalse();
        assertThat(dialect("7.24", "container").has("/no/such")).isFalse();
        assertThatThrownBy(() -> dialect("7.20.8").spell("/container", "name"))
                .hasMessage("RouterOS 7.20.8 without the package container has no menu /container");
    }

    @Test
    void givesCommandsWithTheArgumentsOfTheVersionOnly() {
        Command start =
                dialect("7.19.6", "container").command("/container", "start").orElseThrow();
        assertThat(start.arguments()).extracting(Argument::name).containsExactly("as-value", "number");
        assertThat(start.argument("number").orElseThrow().position()).isEqualTo(1);
        assertThat(dialect("7.19.6", "container").command("/container", "repull"))
                .isEmpty();
        assertThat(dialect("7.20.8", "container").command("/container", "repull"))
                .isPresent();
    }

    @Test
    void knowsWhatAddInsistsOnInTheRoutersOrder() {
        assertThat(dialect("7.20.8")
                        .command("/interface/list/member", "add")
                        .orElseThrow()
                        .required())
                .containsExactly("list", "interface");
        assertThat(dialect("7.19.6", "container")
                        .command("/container/envs", "add")
                        .orElseThrow()
                        .required())
                .containsExactly("name", "key", "value");
        assertThat(dialect("7.20.8").command("/ip/address", "set").orElseThrow().required())
                .isEmpty();
    }

    @Test
    void speaksToNewerVersionsInTheNewestWordsItKnows() throws Exception {
        assertThat(dialect("7.31.1", "container").spell("/container", "mountlists"))
                .isEqualTo("mountlists");
    }

    @Test
    void keysOfMenusAreFieldsOfTheirs() {
        for (Menu menu : Menus.standard().all()) {
            assertThat(menu.fields()).as(menu.path()).extracting(Field::name).containsAll(menu.keys());
            assertThat(menu.fields()).as(menu.path()).extracting(Field::name).doesNotHaveDuplicates();
        }
    }

    @Test
    void passwordsAreSecret() {
        assertThat(Menus.standard()
                        .menu("/user")
                        .orElseThrow()
                        .field("password")
                        .orElseThrow()
                        .secret())
                .isTrue();
        assertThat(Menus.standard()
                        .menu("/container/config")
                        .orElseThrow()
                        .field("password")
                        .orElseThrow()
                        .secret())
                .isTrue();
    }
}
