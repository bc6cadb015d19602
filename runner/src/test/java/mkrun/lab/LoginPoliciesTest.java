package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.Test;

/** What a user's group allows, from the log-in on. */
class LoginPoliciesTest extends OnOpenSsh {
    @Test
    void pair89FilesNeedThePolicyFtp() throws LabException {
        try (LabRouter router = LabRouter.start(config("7.20.8"))) {
            run(router, "/user/set admin group=write");
            Client.Result refused = client.sftp(router, PASSWORD, "ls\n");
            assertThat(refused.status()).isNotZero();
            assertThat(refused.err()).contains("subsystem request failed");
            assertThat(run(router, "/user/set admin group=full"))
                    .isEqualTo("not enough permissions (9) (/user/set; line 1)\r\n");
        }
    }

    @Test
    void pair90NamesThatLookLikeOptionsEndTheSession() throws LabException {
        try (LabRouter router = LabRouter.start(config("7.24.2"))) {
            assertThat(loggedInAs(" x", router)).contains("invalid user input");
        }
    }

    private String loggedInAs(String name, LabRouter router) {
        List<String> command = new ArrayList<>(client.sshAs(router, PASSWORD));
        command.addAll(List.of("-l", name, router.host(), ":put a"));
        return client.run(command, "").err();
    }

    @Test
    void theLogTellsWhoCameAndWhoWent() throws LabException {
        try (LabRouter router = LabRouter.start(config("7.20.8"))) {
            run(router, "/user/add name=ann group=full password=pw");
            String waiting = ":while ([:len [/log/find where message~\"logged out\"]] < 1) do={:delay 10ms}; ";
            assertThat(
                            run(
                                    router,
                                    waiting
                                            + ":foreach l in=[/log/find where topics~\"account\"] do={:put [/log/get $l message]}"))
                    .isEqualTo("user admin logged in from 192.0.2.2 via ssh\r\n"
                            + "user admin logged out from 192.0.2.2 via ssh\r\n"
                            + "user admin logged in from 192.0.2.2 via ssh\r\n");
            assertThat(run(router, "/user/print"))
                    .containsPattern("0 admin +full +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d")
                    .containsPattern("1 ann +full +\r\n");
        }
    }

    @Test
    void groupsWithoutSshDoNotLogIn() throws Exception {
        try (Machine machine = Machine.open(config("7.20.8"))) {
            Logins logins = new Logins(machine.config(), machine.state(), machine.log());
            assertThat(logins.byPassword("admin", PASSWORD)).isTrue();
            machine.interpreter().execute("/user/group/add name=no policy=read,write");
            machine.interpreter().execute("/user/set admin group=no");
            assertThat(logins.byPassword("admin", PASSWORD)).isFalse();
        }
    }

    @Test
    void whatWasGrantedStaysUntilItIsDenied() throws Exception {
        try (Machine machine = Machine.open(config("7.24"))) {
            machine.interpreter().execute("/user/group/add name=bots policy=read,api,ssh");
            machine.interpreter().execute("/user/group/set bots policy=write,!ssh,read");
            assertThat(policy(machine, "bots"))
                    .isEqualTo("read,write,api,!local,!telnet,!ssh,!ftp,!reboot,!policy,!test,!winbox,!password,!web,"
                            + "!sniff,!sensitive,!romon,!rest-api");
            machine.interpreter().execute("/user/group/set bots policy=\"\"");
            assertThat(policy(machine, "bots")).startsWith("read,write,api,!");
            machine.interpreter().execute("/user/group/add name=none");
            assertThat(policy(machine, "none")).startsWith("!local,!telnet,!ssh,");
        }
    }

    private static String policy(Machine machine, String group) {
        return machine.state()
                .table("/user/group")
                .where("name", group)
                .orElseThrow()
                .text("policy");
    }

    @Test
    void changesOfAGroupWaitForTheNextLogIn() throws Exception {
        try (Machine machine = Machine.open(config("7.20.8"));
                SshServer connection = SshServer.setUpDefaultServer();
                SshServer next = SshServer.setUpDefaultServer()) {
            Logins logins = new Logins(machine.config(), machine.state(), machine.log());
            assertThat(logins.policies(connection, "admin").test("ftp")).isTrue();
            machine.interpreter().execute("/user/set admin group=write");
            assertThat(logins.policies(connection, "admin").test("ftp")).isTrue();
            assertThat(logins.policies(next, "admin").test("ftp")).isFalse();
        }
    }
}
