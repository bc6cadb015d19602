package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mkrun.lab.runc.RouterPort;
import org.junit.jupiter.api.Test;

/** Ports of containers that run, as far as the router's configuration leads there. */
class RealNetworkTest extends OnRealContainers {
    @Test
    void aServiceIsReachedByThePublishedPortAsLongAsTheRouterLeadsThere() throws Exception {
        start("7.23.3");
        assertThat(run("/container/envs/add list=e key=GREETED value=world")).isEmpty();
        serve(SERVER + " envlists=e stop-time=1s");
        assertThat(router.publishedPorts()).isEmpty();
        run(PUBLISH);
        List<PublishedPort> told = new ArrayList<>();
        router.onPublished(told::add);
        assertThat(told).isEqualTo(router.publishedPorts()).hasSize(1);
        assertThat(told.get(0).toString()).endsWith(" -> 172.17.0.2:80 (dst-nat of port 8080)");
        await(() -> get(8080).endsWith("hello world"));

        run("/ip/firewall/filter/add chain=forward action=drop in-interface=ether1 connection-nat-state=!dstnat");
        assertThat(get(8080)).endsWith("hello world");
        run("/ip/firewall/filter/add chain=forward action=drop in-interface=ether1 protocol=tcp dst-port=80");
        assertThat(get(8080)).isEmpty();
        run("/ip/firewall/filter/remove [find]");
        assertThat(get(8080)).endsWith("hello world");

        run("/ip/address/disable [find interface=containers]");
        assertThat(get(8080)).isEmpty();
        run("/ip/address/enable [find interface=containers]");
        assertThat(get(8080)).endsWith("hello world");
        run("/interface/bridge/port/remove [find interface=veth-web]");
        assertThat(get(8080)).isEmpty();
        run("/interface/bridge/port/add bridge=containers interface=veth-web");
        assertThat(get(8080)).endsWith("hello world");

        run("/interface/bridge/set containers vlan-filtering=yes");
        assertThat(get(8080)).endsWith("hello world");
        run("/interface/bridge/port/set [find interface=veth-web] pvid=20");
        assertThat(get(8080)).isEmpty();
        run("/interface/vlan/add name=v20 interface=containers vlan-id=20;"
                + " /ip/address/set [find interface=containers] interface=v20");
        assertThat(get(8080)).as("the bridge is not in that VLAN").isEmpty();
        run("/interface/bridge/vlan/add bridge=containers vlan-ids=20 tagged=containers untagged=veth-web");
        assertThat(get(8080)).endsWith("hello world");
        run("/ip/address/set [find interface=v20] interface=containers;"
                + " /interface/bridge/set containers vlan-filtering=no");
        assertThat(get(8080)).endsWith("hello world");

        run("/ip/firewall/nat/remove [find]");
        assertThat(router.publishedPorts()).isEmpty();
    }

    @Test
    void aServiceOfUdpAnswersEachWhoAsksAsLongAsTheRouterLeadsThere() throws Exception {
        start("7.23.3");
        serve(" entrypoint=/late stop-time=1s");
        run(PUBLISH.replace("tcp", "udp") + "; " + PUBLISH);
        assertThat(router.publishedPorts().stream().map(PublishedPort::toString))
                .satisfiesExactly(
                        tcp -> assertThat(tcp).endsWith(" -> 172.17.0.2:80 (dst-nat of port 8080)"),
                        udp -> assertThat(udp).endsWith(" -> 172.17.0.2:80 (dst-nat of UDP port 8080)"));
        try (DatagramSocket one = new DatagramSocket();
                DatagramSocket other = new DatagramSocket()) {
            assertThat(ask(one, "in vain")).as("nobody listens").isEmpty();
            run("/container/shell web cmd=\"touch /go\"");
            await(() -> ask(one, "me").equals("heard me"));
            await(() -> ask(other, "me, too").equals("heard me, too"));
            await(() -> ask(one, "again").equals("heard again"));
        }

        run("/ip/firewall/filter/add chain=forward action=drop in-interface=ether1 protocol=tcp");
        await(() -> asked("after tcp").equals("heard after tcp"));
        run("/ip/firewall/filter/add chain=forward action=drop in-interface=ether1 protocol=17 dst-port=80");
        assertThat(asked("in vain")).isEmpty();
        run("/ip/firewall/filter/remove [find]");
        await(() -> asked("at last").equals("heard at last"));
        run("/ip/firewall/nat/remove [find protocol=udp]");
        assertThat(router.publishedPorts()).hasSize(1);
    }

    private String asked(String text) {
        try (DatagramSocket socket = new DatagramSocket()) {
            return ask(socket, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What the UDP port that is published answers; empty if nothing comes. */
    private String ask(DatagramSocket socket, String text) {
        int local = router.publishedPorts().stream()
                .filter(port -> port.port().protocol() == RouterPort.Protocol.UDP)
                .findFirst()
                .orElseThrow()
                .local();
        byte[] question = text.getBytes(StandardCharsets.US_ASCII);
        DatagramPacket answer = new DatagramPacket(new byte[1000], 1000);
        try {
            socket.setSoTimeout(300);
            socket.send(new DatagramPacket(question, question.length, InetAddress.getLoopbackAddress(), local));
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }
}
