package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mkrun.lab.LabFaults;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows without comments and secrets that nobody can read back, on emulated routers. */
@Timeout(60)
class LedgerOnLabTest {
    private static final String KEY =
            "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDBkaktqPk10VO6ScuD++57DmGhMgcuKWdfYqf0CBmt83hwqvFIQS"
                    + "Z+tlnsTZmj2h942xiHB6TJQS077c/Im3ezkpb1jGYu242qRCnoYS6NMsNprf7dwDxzxk2vgA2wKoXwmPUofXxekRjK"
                    + "IsSdXIsEDXsxfqQxnQJh/2b9U3SC3q/Ke0Gyr13sX4OJG1qfoJxQfXo8HApE2jdmEFK2PEyJUFrZmbXzK2ah9JhhJl"
                    + "pXpfk9cOSn9vj09y62w4OOYiDxbRudvP4W8ViNw8nwQmHmbGbKVmftndh7vuv6EeN6xrnKHcR8vTlyBoWuCpLYN0vv"
                    + "WZocZ1vp5bwEG5RFuZrz";
    private static final String LOGGING = "/system/logging";

    @TempDir
    Path dir;

    private LabPlay lab;

    private void start(String version) throws Exception {
        lab = new LabPlay(dir, version, "arm64");
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private LabPlay.Result run(Operation<RouterProbe, ?> operation) throws TargetException {
        return lab.run(List.of(new NamedOperation("task", operation)));
    }

    private static RouterEntries rules(String... topics) {
        return new RouterEntries(
                LOGGING,
                "@noc",
                Stream.of(topics)
                        .map(t -> new RouterEntry(
                                LOGGING, Map.of("topics", t, "action", "echo"), Map.of("prefix", t), "@noc/" + t, true))
                        .toList());
    }

    private List<String> prefixes() throws TargetException {
        return lab.rows(LOGGING).stream()
                .map(r -> r.text("prefix"))
                .filter(p -> !p.isEmpty())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.21.5"})
    void rowsWithoutCommentsAreOwnedAndPruned(String version) throws Exception {
        start(version);
        lab.console(LOGGING + "/add topics=script action=echo prefix=foreign");
        assertThat(run(rules("dhcp", "dns")).changed()).isNotEmpty();
        LabPlay.Result again = run(rules("dhcp", "dns"));
        assertThat(again.diff()).isEmpty();
        assertThat(again.exchanges()).isEqualTo(2);
        assertThat(prefixes()).containsExactlyInAnyOrder("foreign", "dhcp", "dns");
        assertThat(run(rules("dns")).diff().toString()).contains("/remove *").contains("@noc/dhcp");
        assertThat(prefixes()).containsExactlyInAnyOrder("foreign", "dns");
        assertThat(run(rules("dns")).diff()).isEmpty();
        assertThat(run(rules()).diff()).hasSize(2);
        assertThat(prefixes()).containsExactly("foreign");
        assertThat(ledger()).isEqualTo("mkrun-ledger 1\nend\n");
    }

    /** Whoever makes such a row later by hand must not find it to be mkrun's. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.21.5"})
    void ofARowThatIsRefusedNothingIsKept(String version) throws Exception {
        start(version);
        Map<String, Object> key = Map.of("topics", "dns", "action", "nosuch");
        assertThatThrownBy(() -> run(new RouterEntry(LOGGING, key, Map.of(), "noc", true)))
                .asInstanceOf(type(TargetException.class))
                .satisfies(refused -> assertThat(refused.done()).isEmpty());
        assertThat(ledger()).isEqualTo("mkrun-ledger 1\nend\n");
    }

    private String ledger() throws Exception {
        return lab.console(":put [/file/get mkrun-ledger.txt contents]")
                .replace("\r", "")
                .replaceFirst("\n$", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.24"})
    void aFileThatWasCutOffIsMadeUpForByItsCopy(String version) throws Exception {
        start(version);
        RouterEntry ca = new RouterEntry("/certificate", Map.of("name", "ca"), Map.of("unit", "a b"), "ca", true);
        run(ca);
        lab.console("/file/set mkrun-ledger.txt contents=\"mkrun-ledger 1\\nown /cert\"");
        RouterEntry changed = new RouterEntry("/certificate", Map.of("name", "ca"), Map.of("unit", "c"), "ca", true);
        assertThat(run(changed).changed()).isNotEmpty();
        assertThat(run(changed).diff()).isEmpty();
        assertThat(run(new RouterEntry("/certificate", ca.key(), Map.of(), "ca", false))
                        .diff())
                .hasSize(2);
        assertThat(lab.rows("/certificate")).isEmpty();
    }

    /** Editors change the ends of lines, and people forget words. What makes sense is kept, and the rest is told. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2"})
    void aLedgerThatWasEditedByHandIsKept(String version) throws Exception {
        start(version);
        run(rules("dhcp"));
        String own = "own /system/logging @noc/dhcp = topics dhcp action echo";
        String note = "mkrun-ledger 1\\n" + own.replace("@noc", "@other") + "\\nend\\n";
        for (String edited :
                List.of("1\\r\\n" + own + "\\r\\nend\\r\\n", "1\\n" + own + "\\nend", "1\\r\\n" + own + "\\r\\nend")) {
            edit("mkrun-ledger " + edited, note);
            assertThat(run(rules("dhcp", "dns")).diff().toString())
                    .contains("@noc/dns")
                    .doesNotContain("@noc/dhcp");
            assertThat(ledger()).startsWith("mkrun-ledger 1\n" + own + "\nown").endsWith("\nend\n");
            assertThat(run(rules("dhcp")).warnings()).isEmpty();
        }
        edit(
                "mkrun-ledger 1\\n" + own
                        + "\\n\\nhello\\nown /system/logging @noc/x = topics\\nsecret /user u = 1\\nend\\n",
                note);
        assertThat(run(rules("dhcp", "dns")).warnings().toString())
                .contains(
                        "mkrun-ledger.txt on the router was edited by hand: of its lines 4, 5, 6 no sense can be made");
        assertThat(ledger()).contains("\n" + own + "\n", "\nhello\n", "@noc/dns");
    }

    /** What another mkrun may write some day is no ledger of this one's, and is put aside. */
    @ParameterizedTest
    @ValueSource(strings = {"7.24"})
    void aLedgerOfAnotherKindIsPutAside(String version) throws Exception {
        start(version);
        edit("mkrun-ledger 2\\nsecret /user u = 1\\nend\\n", "");
        assertThat(run(hidden("one")).warnings().toString()).contains("is no ledger of mkrun's");
        assertThat(ledger()).startsWith("mkrun-ledger 1\nsecret /user u password = ");
        assertThat(lab.console(":put [/file/get mkrun-ledger-unreadable.txt contents]"))
                .startsWith("mkrun-ledger 2");
        assertThat(run(hidden("one")).diff()).isEmpty();
    }

    private void edit(String file, String copy) throws Exception {
        lab.console("/file/remove [find where name~\"ledger\"]");
        lab.console("/file/add name=mkrun-ledger.txt contents=\"" + file + "\"");
        lab.console("/file/add name=mkrun-ledger-copy.txt contents=\"" + copy + "\"");
    }

    /** The file that cannot be written is there already, and so is not the first thing that the router complains of. */
    @ParameterizedTest
    @ValueSource(strings = {"7.9.2", "7.24"})
    void aDiskThatIsFullIsNamed(String version) throws Exception {
        start(version);
        run(hidden("one"));
        String before = ledger();
        lab.restart(c -> c.withFaults(LabFaults.parse("disk-full-after=1")));
        assertThatThrownBy(() -> run(hidden("two")))
                .hasMessageContaining("no space left")
                .hasMessageContaining("Free some space")
                .hasMessageNotContaining("already exists")
                .asInstanceOf(type(TargetException.class))
                .satisfies(full -> assertThat(full.done())
                        .as("no other password beside what is known of the first")
                        .isEmpty());
        assertThat(ledger()).isEqualTo(before);
        lab.router().calm();
        assertThat(run(hidden("two")).changed()).isNotEmpty();
        assertThat(run(hidden("two")).diff()).isEmpty();
    }

    /** A user, whose password no router gives back. */
    private static RouterEntry hidden(String password) {
        return new RouterEntry(
                "/user", Map.of("name", "u"), Map.of("group", "read", "password", Secret.of(password)), "u", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.15.3"})
    void somebodyElsesRowIsNotTakenForOne(String version) throws Exception {
        start(version);
        lab.console(LOGGING + "/add topics=dns action=echo prefix=foreign");
        assertThatThrownBy(() -> run(rules("dns")))
                .hasMessageContaining("that mkrun did not make and differs (it has prefix=foreign)")
                .hasMessageContaining("take it over with adopt: true");
        RouterEntry adopted = new RouterEntry(
                LOGGING, Map.of("topics", "dns", "action", "echo"), Map.of("prefix", "x"), "dns", true, true);
        assertThat(run(adopted).changed()).isNotEmpty();
        assertThat(run(adopted).diff()).isEmpty();
        assertThat(prefixes()).containsExactly("x");
    }

    private static RouterEntry user(String password) {
        return new RouterEntry(
                "/user", Map.of("name", "bob"), Map.of("group", "read", "password", Secret.of(password)), "bob", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.12.2"})
    void aPasswordIsSetWhenTheWantedOneChangesAndOnlyThen(String version) throws Exception {
        start(version);
        assertThat(run(user("correct horse")).changed()).isNotEmpty();
        LabPlay.Result other = run(user("battery staple"));
        assertThat(other.diff())
                .containsExactly(
                        "# ledger: without secret /user bob password",
                        "/user/set [find where comment=\"mkrun:bob\"] password=********",
                        "# ledger: secret /user bob password");
        assertThat(run(user("battery staple")).diff()).isEmpty();
        assertThat(ledger()).doesNotContain("staple", "horse").contains("secret /user bob password = 100000 ");
        lab.console("/file/remove mkrun-ledger.txt; /file/remove mkrun-ledger-copy.txt");
        assertThat(run(user("battery staple")).diff()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.20.8"})
    void secretsThatTheUsersGroupMayNotSeeAreKnownAgain(String version) throws Exception {
        start(version);
        lab.console("/user/group/set [find where name=full] policy=!sensitive");
        RouterEntry community = new RouterEntry(
                "/snmp/community",
                Map.of("name", "noc"),
                Map.of("authentication-password", Secret.of("12345678")),
                "noc",
                true);
        RouterSettings registry = new RouterSettings("/container/config", Map.of("password", Secret.of("p")));
        List<NamedOperation> both =
                List.of(new NamedOperation("community", community), new NamedOperation("registry", registry));
        assertThat(lab.run(both).changed()).containsExactly("community", "registry");
        assertThat(lab.rows("/snmp/community"))
                .filteredOn(r -> r.text("name").equals("noc"))
                .extracting(r -> r.text("authentication-password"))
                .containsExactly("*****");
        assertThat(lab.run(both).diff()).isEmpty();
    }

    /** From 7.21 on routers print secrets to those only who ask for them. */
    @ParameterizedTest
    @ValueSource(strings = {"7.20.8", "7.21.5", "7.24"})
    void secretsAreReadWhereTheyMustBeAskedFor(String version) throws Exception {
        start(version);
        lab.console("/interface/wireguard/add name=wg0");
        assertThat(run(peer("FpCyhws9cxwWoV4xELtfJvjJN+zQVRPISllRWgeopVE=")).changed())
                .isNotEmpty();
        lab.console("/file/remove mkrun-ledger.txt; /file/remove mkrun-ledger-copy.txt");
        assertThat(run(peer("FpCyhws9cxwWoV4xELtfJvjJN+zQVRPISllRWgeopVE=")).diff())
                .isEmpty();
        lab.console(
                "/interface/wireguard/peers/set [find] preshared-key=\"GpCyhws9cxwWoV4xELtfJvjJN+zQVRPISllRWgeopVE=\"");
        assertThat(run(peer("FpCyhws9cxwWoV4xELtfJvjJN+zQVRPISllRWgeopVE=")).diff())
                .hasSize(2);
    }

    /** Routers give back a fingerprint, and no row of theirs can be set. */
    @ParameterizedTest
    @ValueSource(strings = {"7.12.2", "7.24"})
    void aKeyOfAUserIsMadeAnewWhenTheWantedOneChanges(String version) throws Exception {
        start(version);
        lab.console("/user/add name=ops group=read password=x");
        assertThat(run(key(KEY)).changed()).isNotEmpty();
        assertThat(run(key(KEY)).diff()).isEmpty();
        List<String> other = run(key(KEY + " laptop")).diff();
        assertThat(other).hasSize(4);
        assertThat(other.get(0)).isEqualTo("/user/ssh-keys/remove [find where comment=\"mkrun:laptop\"]");
        assertThat(run(key(KEY + " laptop")).diff()).isEmpty();
        assertThat(lab.rows("/user/ssh-keys")).hasSize(1);
    }

    private static RouterEntry key(String key) {
        return new RouterEntry("/user/ssh-keys", Map.of("user", "ops"), Map.of("key", key), "laptop", true);
    }

    private static RouterEntry peer(String presharedKey) {
        return new RouterEntry(
                "/interface/wireguard/peers",
                Map.of("interface", "wg0", "public-key", "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg="),
                Map.of("preshared-key", Secret.of(presharedKey), "allowed-address", "10.9.0.2"),
                "phone",
                true);
    }
}
