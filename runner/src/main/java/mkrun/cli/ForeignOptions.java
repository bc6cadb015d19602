package mkrun.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options that people type out of habit with ansible-playbook and that mkrun does not have: what to do instead. */
final class ForeignOptions {
    private static final Map<String, String> INSTEAD = new HashMap<>();

    static {
        String become = "RouterOS has no sudo: log in as a user whose group has the policies";
        said(become, "-b", "--become", "--become-user", "--become-method", "-K", "--ask-become-pass");
        said("say user=NAME in the inventory, or -e user=NAME for all hosts", "-u", "--user");
        said(
                "say private_key_file=FILE in the inventory, or -e private_key_file=FILE for all hosts",
                "--private-key",
                "--key-file");
        said("say connection=ssh or connection=lab in the inventory", "-c", "--connection");
        said("say connect_timeout=SECONDS in the inventory, or -e connect_timeout=SECONDS", "-T", "--timeout");
        said(
                "host, port, user, private_key_file and known_hosts are variables of the inventory",
                "--ssh-common-args",
                "--ssh-extra-args",
                "--sftp-extra-args",
                "--scp-extra-args");
        said(
                "run all of it again, since what is as wanted is left alone; or choose tasks with --tags",
                "--step",
                "--start-at-task");
        said("--list-tasks shows the tags of each task", "--list-tags");
        said(
                "encrypted variables are not read: keep secrets in a file of their own and give it with -e @FILE",
                "-J",
                "--ask-vault-pass",
                "--ask-vault-password",
                "--vault-id",
                "--vault-password-file",
                "--vault-pass-file");
        said("facts are asked of the routers in each run, nothing is to be flushed", "--flush-cache");
        said(
                "one command on many routers: mkrun exec -i INV PATTERN -- '/system/identity/print'",
                "-m",
                "--module-name",
                "-a",
                "--args");
    }

    private ForeignOptions() {}

    private static void said(String instead, String... options) {
        for (String option : options) {
            INSTEAD.put(option, instead);
        }
    }

    /**
     * What to do instead of the first of these that is known.
     *
     * @param unmatched arguments that no option and no parameter takes, as typed
     */
    static Optional<String> instead(List<String> unmatched) {
        return unmatched.stream()
                .map(argument -> argument.startsWith("--") ? argument.replaceFirst("=.*", "") : argument)
                .filter(INSTEAD::containsKey)
                .map(option -> option + ": " + INSTEAD.get(option))
                .findFirst();
    }
}
