package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Environment, hosts, mounts and memory that a container has of its own, where nothing runs. */
class InlineValuesTest extends OnPlayedContainers {
    private static InlineValues of(Map<String, String> fields) throws InlineRefused {
        return InlineValues.of(field -> fields.getOrDefault(field, ""));
    }

    @Test
    void whatSourcesTellOfIsRead() throws Exception {
        InlineValues own = of(Map.of(
                "env", "TZ=Europe/Riga,KEY=a=b==,_X1=two words",
                "hosts", "nas.lan=192.168.88.2,six=2001:db8::1",
                "mount", "src=usb1/x,dst=/y",
                "tmpfs", "64M@/tmp,1M@/run/x"));
        assertThat(own.env())
                .containsEntry("TZ", "Europe/Riga")
                .containsEntry("KEY", "a=b==")
                .containsEntry("_X1", "two words")
                .hasSize(3);
        assertThat(own.hosts())
                .containsEntry("nas.lan", "192.168.88.2")
                .containsEntry("six", "2001:db8::1")
                .hasSize(2);
        assertThat(own.mount()).contains(new ContainerMount("usb1/x", "/y", List.of("rw")));
        assertThat(own.tmpfs())
                .containsExactly(new InlineValues.Tmpfs(64 << 20, "/tmp"), new InlineValues.Tmpfs(1 << 20, "/run/x"));
        assertThat(of(Map.of())).isEqualTo(new InlineValues(Map.of(), Map.of(), Optional.empty(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "env    | A              | 1",
                "env    | A=             | 1",
                "env    | =1             | 1",
                "env    | 1A=1           | 1",
                "env    | A=1,2          | 2",
                "env    | A=1, B=2       | 2",
                "env    | A=1,A=1        | 2",
                "env    | A=1,           | 2",
                "env    | A=\\\"b\\\"    | 1",
                "env    | A='b'          | 1",
                "env    | A=b\\\\c       | 1",
                "hosts  | nas            | 1",
                "hosts  | nas=other      | 1",
                "hosts  | a=10.0.0.1,b=10.0.0.256 | 2",
                "hosts  | a_b=10.0.0.1   | 1",
                "hosts  | a=10.0.0.1,a=10.0.0.2 | 2",
                "mount  | usb1/x:/y      | 1",
                "mount  | src=usb1/x     | 2",
                "mount  | dst=/y,src=usb1/x | 1",
                "mount  | src=usb1/x,dst=y  | 2",
                "mount  | src=usb1/x,dst=/  | 2",
                "mount  | src=usb1/x,dst=/y/../z | 2",
                "mount  | src=../x,dst=/y   | 1",
                "mount  | src=/,dst=/y      | 1",
                "mount  | src=usb1/x,dst=/y,ro | 3",
                "mount  | src=usb1/x,dst=/y,src=usb1/z,dst=/w | 3",
                "tmpfs  | /tmp           | 1",
                "tmpfs  | 1M@tmp         | 1",
                "tmpfs  | 1M@/           | 1",
                "tmpfs  | much@/tmp      | 1",
                "tmpfs  | 1M@/a,1M@/../b | 2",
            })
    void whatTheyDoNotTellOfIsRefusedWhereItIsGiven(String field, String value, int entry) throws IOException {
        Machine machine = ready(config("7.23.3"));
        assertThat(run(machine, ADD + " name=web " + field + "=\"" + value + "\""))
                .startsWith("failure: this lab does not take entry " + entry + " of " + field + ": known is ")
                .endsWith(" (/container/add; line 1)\r\n");
        awaitCount(machine, "name=web", 0);
    }

    @Test
    void setIsJudgedAsAddIsAndNothingIsKept() throws IOException {
        Machine machine = ready(config("7.23.3"));
        imported(machine, " env=\"A=1\"");
        assertThat(run(machine, "/container/set web env=\"A=hush,2\""))
                .startsWith("failure: this lab does not take entry 2 of env: ")
                .doesNotContain("hush")
                .endsWith(" (/container/set; line 1)\r\n");
        assertThat(run(machine, ":put [/container/get web env]")).isEqualTo("A=1\r\n");
        assertThat(run(machine, "/container/set web env=\"\" hosts=\"a=10.0.0.1\""))
                .isEmpty();
        assertThat(run(machine, ":put [/container/get web env]")).isEqualTo("\r\n");
    }

    @Test
    void theyAreNotThereBefore721() throws IOException {
        Machine machine = ready(config("7.20.8"));
        for (String own : List.of("hosts=\"a=10.0.0.1\"", "tmpfs=\"1M@/tmp\"")) {
            assertThat(run(machine, ADD + " name=web " + own)).startsWith("expected end of command");
        }
        assertThat(run(machine, ADD + " name=web env=\"A=1\""))
                .as("short for envlists")
                .isEqualTo("input does not match any value of envlists\r\n");
        assertThat(run(machine, ADD + " name=web mount=\"src=usb1/x,dst=/y\""))
                .as("short for mounts")
                .startsWith("input does not match any value of mounts");
    }

    @Test
    void theSourceOfAMountIsMadeFromTheImage() throws IOException {
        Machine machine = ready(config("7.21.5"));
        running(machine, " mount=\"src=usb1/own,dst=/data\"");
        assertThat(machine.files().root().resolve("usb1/own/first")).hasContent("from the image");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "envlists=l env=\"A=1,B=3\" | env and envlists both have B",
                "mountlists=l mount=\"src=usb1/own,dst=/data/\" | mount and mountlists both have dst /data"
            })
    void whatListsSayTooKeepsAContainerFromStarting(String given, String reason) throws IOException {
        Machine machine = ready(config("7.23.3"));
        run(machine, "/container/envs/add list=l key=B value=2; /container/mounts/add list=l src=usb1/x dst=/data");
        imported(machine, " " + given);
        run(machine, "/container/start web");
        awaitCount(machine, "stopped and comment=\"could not start: " + reason + "\"", 1);
        run(machine, "/container/envs/disable [find]; /container/mounts/disable [find]; /container/start web");
        awaitCount(machine, "running", 1);
    }
}
