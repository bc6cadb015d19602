package mkrun.op.ready;

import java.util.List;
import java.util.stream.Stream;
import mkrun.routeros.Row;

/** Whether the router has a name server: without one, containers that have none of their own do not start. */
final class DnsJudgement implements Judgement {
    @Override
    public List<Finding> of(Condition condition) {
        if (condition.rows(Condition.DNS).isEmpty()) {
            return List.of();
        }
        Row dns = condition.single(Condition.DNS);
        List<String> servers = Stream.of("servers", "dynamic-servers", "use-doh-server")
                .map(dns::text)
                .filter(s -> !s.isEmpty())
                .toList();
        return List.of(
                servers.isEmpty()
                        ? Finding.missing(
                                Finding.Subject.DNS,
                                "the router has no name server, and containers without one do not start",
                                Remedy.command("/ip/dns/set servers=9.9.9.9, or any that it reaches"),
                                Remedy.command("dns '9.9.9.9' in each container of the playbook"))
                        : Finding.ok(Finding.Subject.DNS, "asks " + String.join(", ", servers)));
    }
}
