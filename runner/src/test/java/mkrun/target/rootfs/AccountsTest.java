package mkrun.target.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import mkrun.target.Content;
import mkrun.target.rootfs.Accounts.NewUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final long DAY_20780 = 20_780L * 86_400 + 4711;

    private final RootfsTree tree = new RootfsTree();

    @BeforeEach
    void files() {
        tree.mkdirs("/etc");
        tree.mkdirs("/var/log");
        tree.put("/etc/passwd", Entry.file(Content.text("root:x:0:0:root:/root:/bin/ash\n"), 0644));
        tree.put("/etc/group", Entry.file(Content.text("root:x:0:root\nusers:x:100:games\nnogroup:x:65533:\n"), 0644));
        tree.put(
                "/etc/shadow",
                Entry.file(Content.text("root:*::0:::::\n"), 0640).withOwner(0, 42));
    }

    @Test
    void systemGroupsAndUsersCountFromOneHundred() {
        Accounts accounts = Accounts.of(tree, DAY_20780);
        assertThat(accounts.addGroup("chrony", OptionalInt.empty(), true)).isEqualTo(101);
        assertThat(accounts.addUser(system("chrony", "chrony"))).isEqualTo(100);
        accounts.writeTo(tree);

        assertThat(tree.text("/etc/group").orElseThrow()).endsWith("chrony:x:101:chrony\n");
        assertThat(tree.text("/etc/passwd").orElseThrow())
                .endsWith("chrony:x:100:101:chrony:/var/log/chrony:/sbin/nologin\n");
        assertThat(tree.text("/etc/shadow").orElseThrow()).endsWith("chrony:!:20780:0:99999:7:::\n");
        assertThat(tree.stat("/etc/shadow").orElseThrow().gid()).isEqualTo(42);
    }

    @Test
    void backupsHoldTheStateBeforeTheLastChangeWithTheFilesMode() {
        Accounts accounts = Accounts.of(tree, DAY_20780);
        accounts.addGroup("chrony", OptionalInt.empty(), true);
        accounts.addUser(system("chrony", "chrony"));
        accounts.writeTo(tree);

        assertThat(tree.text("/etc/group-").orElseThrow()).endsWith("chrony:x:101:\n");
        assertThat(tree.text("/etc/passwd-")).contains("root:x:0:0:root:/root:/bin/ash\n");
        assertThat(tree.text("/etc/shadow-")).contains("root:*::0:::::\n");
        assertThat(tree.stat("/etc/shadow-").orElseThrow().mode()).isEqualTo(0640);
        assertThat(tree.stat("/etc/shadow-").orElseThrow().gid()).isEqualTo(42);
    }

    @Test
    void systemUserWithoutGroupJoinsNogroup() {
        Accounts accounts = Accounts.of(tree, DAY_20780);
        accounts.addUser(system("aaa", ""));
        accounts.addUser(system("fff", ""));
        accounts.writeTo(tree);

        assertThat(tree.text("/etc/group").orElseThrow()).contains("nogroup:x:65533:aaa,fff\n");
        assertThat(accounts.user("fff").orElseThrow().gid()).isEqualTo(65533);
    }

    @Test
    void ordinaryUserGetsAGroupOfItsOwnNumberThatIsFreeInBothFiles() {
        Accounts accounts = Accounts.of(tree);
        accounts.addGroup("taken", OptionalInt.empty(), false);
        int uid = accounts.addUser(
                new NewUser("kim", OptionalInt.empty(), "", false, "Linux User,,,", "/home/kim", "/bin/ash"));
        accounts.writeTo(tree);

        assertThat(uid).isEqualTo(1001);
        assertThat(tree.text("/etc/group").orElseThrow()).endsWith("taken:x:1000:\nkim:x:1001:\n");
        assertThat(tree.text("/etc/shadow").orElseThrow()).endsWith("kim:!::0:99999:7:::\n");
    }

    @Test
    void refusesWhatBusyboxRefusesInItsWords() {
        Accounts accounts = Accounts.of(tree);
        assertThatThrownBy(() -> accounts.addGroup("users", OptionalInt.empty(), true))
                .hasMessage("group 'users' in use");
        assertThatThrownBy(() -> accounts.addGroup("more", OptionalInt.of(100), true))
                .hasMessage("gid '100' in use");
        assertThatThrownBy(() -> accounts.addUser(system("root", ""))).hasMessage("user 'root' in use");
        assertThatThrownBy(() -> accounts.addUser(system("x", "nope"))).hasMessage("unknown group nope");
        assertThatThrownBy(() -> accounts.addGroup("a:b", OptionalInt.empty(), true))
                .hasMessage("illegal group name 'a:b'");
        assertThat(accounts.changedFiles()).isEmpty();
    }

    @Test
    void nothingIsAddedWhereThereAreNoFiles() {
        assertThatThrownBy(() -> Accounts.of(new RootfsTree()).addGroup("shadow", OptionalInt.of(42), true))
                .hasMessage("/etc/group does not exist");
    }

    @Test
    void memberIsAddedOnce() {
        Accounts accounts = Accounts.of(tree);
        accounts.addMember("root", "users");
        accounts.addMember("root", "users");
        assertThat(accounts.changedFiles().get("/etc/group")).contains("users:x:100:games,root\n");
        assertThatThrownBy(() -> accounts.addMember("nobody", "users")).hasMessage("unknown user nobody");
    }

    @Test
    void homeBecomesTheUsersAndSetgidEvenIfItExisted() {
        Accounts accounts = Accounts.of(tree);
        accounts.addUser(system("chrony", ""));
        tree.put("/var/log/chrony", Entry.directory(0700));
        Accounts.createHome(tree, accounts.user("chrony").orElseThrow());
        Entry home = tree.stat("/var/log/chrony").orElseThrow();
        assertThat(home.mode()).isEqualTo(02755);
        assertThat(home.uid()).isEqualTo(100);
        assertThat(home.gid()).isEqualTo(65533);
    }

    @Test
    void homeWithoutParentIsNotMade() {
        Accounts.createHome(tree, new Accounts.User("a", 1, 1, "", "/srv/www/a", "/bin/sh"));
        assertThat(tree.stat("/srv")).isEmpty();
    }

    private static NewUser system(String name, String group) {
        return new NewUser(name, OptionalInt.empty(), group, true, name, "/var/log/chrony", "/sbin/nologin");
    }
}
