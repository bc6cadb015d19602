package mkrun.lab;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;

/** {@code ssh router 'command'}: the output and nothing else, exit status 0 whatever happened. */
final class ExecChannel extends ChannelCommand {
    private final Machine machine;
    private final String line;

    ExecChannel(Machine machine, String line) {
        this.machine = machine;
        this.line = line;
    }

    @Override
    void run(ChannelSession channel, Environment environment) throws InterruptedException {
        machine.faults().exec();
        if (machine.off()) {
            throw new FaultPlan.Cut();
        }
        if (environment.getEnv().containsKey(Environment.ENV_TERM)) {
            new CountDownLatch(1).await(); // seen on 7.23: a command on a terminal (ssh -tt) never answers
        }
        Thread.sleep(machine.config().speeds().answer().toMillis());
        StringBuilder output = new StringBuilder();
        String login = channel.getSession().getUsername();
        machine.interpreter()
                .session(Logins.user(login), machine.logins().policies(channel.getSession(), login))
                .execute(line, output::append);
        byte[] answer = output.toString().getBytes(StandardCharsets.UTF_8);
        OptionalInt cut = machine.faults().answering(answer.length);
        send(answer, cut.orElse(answer.length));
        if (cut.isPresent()) {
            throw new FaultPlan.Cut();
        }
    }
}
