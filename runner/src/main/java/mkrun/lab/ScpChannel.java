package mkrun.lab;

import java.io.IOException;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;

/** {@code scp -O}: files by the legacy scp protocol, for users whose group has the policy {@code ftp}. */
final class ScpChannel extends ChannelCommand {
    private final Machine machine;
    private final ScpRequest request;

    ScpChannel(Machine machine, ScpRequest request) {
        this.machine = machine;
        this.request = request;
    }

    @Override
    void run(ChannelSession channel, Environment environment) throws IOException, InterruptedException {
        machine.faults().exec();
        if (machine.off()) {
            throw new FaultPlan.Cut();
        }
        Thread.sleep(machine.config().speeds().answer().toMillis());
        ScpWire wire = new ScpWire(in(), out());
        String login = channel.getSession().getUsername();
        if (!machine.logins().policies(channel.getSession(), login).test("ftp")) {
            wire.refuse("not enough permissions (9)");
        } else if (request.refusal().isPresent()) {
            wire.refuse(request.refusal().get());
        } else if (request.upload()) {
            new ScpUpload(machine, wire, request).run();
        } else {
            new ScpDownload(machine.files(), wire, request.path()).run();
        }
    }
}
