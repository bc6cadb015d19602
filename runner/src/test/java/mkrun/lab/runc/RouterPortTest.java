package mkrun.lab.runc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import mkrun.lab.runc.RouterPort.Protocol;
import org.junit.jupiter.api.Test;

class RouterPortTest {
    @Test
    void portsOfBothProtocolsStandSideBySideInOrder() {
        RouterPort dns = new RouterPort(Protocol.UDP, 53);
        RouterPort zone = new RouterPort(Protocol.TCP, 53);
        RouterPort ssh = new RouterPort(Protocol.TCP, 22);
        assertThat(new TreeSet<>(List.of(dns, zone, ssh))).containsExactly(ssh, zone, dns);
        assertThat(List.of(ssh, dns)).extracting(RouterPort::toString).containsExactly("port 22", "UDP port 53");
    }

    @Test
    void protocolsAreThoseThatRulesName() {
        assertThat(Protocol.of("udp")).contains(Protocol.UDP);
        assertThat(Protocol.of(Protocol.TCP.word())).contains(Protocol.TCP);
        assertThat(Protocol.of("UDP")).isEmpty();
        assertThat(Protocol.of("icmp")).isEmpty();
        assertThat(Protocol.of("")).isEmpty();
    }
}
