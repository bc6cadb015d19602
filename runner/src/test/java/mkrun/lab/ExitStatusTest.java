package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In which order a client learns how a command ended. */
@Timeout(60)
class ExitStatusTest extends OnOpenSsh {
    @Test
    void theStatusComesBeforeTheEndOfTheOutput() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        try (LabRouter router = LabRouter.start(config("7.20.8"));
                SshClient ssh = SshClient.setUpDefaultClient()) {
            ssh.setServerKeyVerifier((session, address, key) -> true);
            ssh.start();
            try (ClientSession session = ssh.connect("admin", router.host(), router.port())
                    .verify(30, TimeUnit.SECONDS)
                    .getSession()) {
                session.addPasswordIdentity(PASSWORD);
                session.auth().verify(30, TimeUnit.SECONDS);
                ChannelExec channel = session.createExecChannel(":put 1");
                channel.addChannelListener(new ChannelListener() {
                    @Override
                    public void channelStateChanged(Channel which, String hint) {
                        order.add(hint);
                    }
                });
                channel.open().verify(30, TimeUnit.SECONDS);
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), TimeUnit.SECONDS.toMillis(30));
                assertThat(channel.getExitStatus()).isZero();
            }
        }
        assertThat(order).containsSubsequence("exit-status", "SSH_MSG_CHANNEL_EOF");
    }
}
