package mkrun.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaJudgeTest {
    private static List<String> complaints(String version, String line) {
        return SchemaJudge.of(version).complaints(line);
    }

    @Test
    void acceptsWhatTheVersionHasInBothForms() {
        assertThat(complaints("7.20.8", "/ip/address/add address=172.17.0.1/24 interface=containers comment=\"a; b\""))
                .isEmpty();
        assertThat(complaints("7.20.8", "/ip address add address=172.17.0.1/24 interface=containers"))
                .isEmpty();
        assertThat(complaints("7.20.8", "/container/set [find where name=\"web\"] envlists=web; :put \"done 1\""))
                .isEmpty();
        assertThat(complaints(
                        "7.16.2", ":foreach k,v in=[/container/print as-value] do={:put ($k . \"=\" . [:tostr $v])}"))
                .isEmpty();
        assertThat(complaints("7.9.2", ":do {/file/remove \"usb1/x y\"} on-error={}"))
                .isEmpty();
    }

    @Test
    void refusesAnArgumentThatCameLater() {
        assertThat(complaints("7.19.6", "/container/envs/add list=web key=A value=b"))
                .containsExactly("the argument list of /container/envs/add");
        assertThat(complaints("7.20.8", "/container/envs/add list=web key=A value=b"))
                .isEmpty();
    }

    @Test
    void refusesAnArgumentThatIsGone() {
        assertThat(complaints("7.24", "/container/add interface=v mounts=m"))
                .containsExactly("the argument mounts of /container/add");
    }

    @Test
    void refusesPathsAndCommandsThatAreMissing() {
        assertThat(complaints("7.24", "/disk/format-drive usb1 file-system=ext4"))
                .containsExactly("the path /disk/format-drive");
        assertThat(complaints("7.9.2", ":put [:serialize to=json [/container/print as-value]]"))
                .containsExactly("the path /serialize");
    }

    @Test
    void looksIntoBracesBracketsAndStrings() {
        assertThat(complaints("7.24", ":do {/ip/address/ad x=1} on-error={/nope}"))
                .containsExactly("the path /ip/address/ad", "the path /nope");
        assertThat(complaints("7.24", ":put \"$[/ip/adress/print]\"")).containsExactly("the path /ip/adress");
        assertThat(complaints("7.24", ":if ([:len [/container/find where bogus]] > 0) do={:bogus}"))
                .containsExactly("the path /bogus");
    }

    @Test
    void refusesAFlagThatTheCommandLacks() {
        assertThat(complaints("7.12.2", "/container/print json"))
                .containsExactly("the argument json of /container/print");
        assertThat(complaints("7.21.5", "/container/print json")).isEmpty();
    }

    @Test
    void namesVersionAndLine() {
        assertThatThrownBy(() -> SchemaJudge.of("7.24").accept("/foo/bar x=1"))
                .hasMessage("RouterOS 7.24 has not: the path /foo\nin: /foo/bar x=1");
    }
}
