package mkrun.op.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import mkrun.routeros.Ledger;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;
import org.junit.jupiter.api.Test;

/** What a run that was cut off in a pull has left behind, as the next one sees it. */
class SettingsForPullTest {
    private static final Secret PASSWORD = Secret.of("of the registry");
    private static final String SEALED = SealedSecret.of(Secret.of("their own"), PASSWORD);
    private static final String KEPT =
            "password % " + SEALED + " registry-url https://r.example https://mirror.example username me somebody";
    private static final String FORGET = "# ledger: without before /container/config";

    private static SeenRouter router(String url, String user, String password, String kept) {
        return new SeenRouter("7.24")
                .row("/container/config", "registry-url", url, "username", user, "password", password)
                .row(Ledger.MENU, "file", "mkrun-ledger 1\nbefore /container/config = " + kept + "\nend\n", "copy", "");
    }

    private static List<RouterCommand> leftOver(SeenRouter router, Secret password) throws TargetException {
        return SettingsForPull.of(router, Optional.of(password)).leftOver();
    }

    private static String sent(RouterCommand command) {
        return command.command().text();
    }

    @Test
    void allComesBack() throws Exception {
        List<RouterCommand> back =
                leftOver(router("https://r.example", "me", PASSWORD.reveal(), KEPT), Secret.of("a new one"));
        assertThat(sent(back.get(0)))
                .startsWith("/container/config/set ")
                .contains("registry-url=https://mirror.example", "username=somebody", "password=\"their own\"");
        assertThat(back.get(0).summary()).doesNotContain("their own");
        assertThat(back.get(1).summary()).isEqualTo(FORGET);
        assertThat(back).hasSize(2).allMatch(command -> command.has(RouterCommand.Trait.IN_ANY_CASE));
    }

    @Test
    void whereTheRouterShowsNoPasswordThatOfThePlaybookReadsIt() throws Exception {
        List<RouterCommand> back = leftOver(router("https://r.example", "me", "*****", KEPT), PASSWORD);
        assertThat(sent(back.get(0))).contains("password=\"their own\"");
    }

    @Test
    void whatCannotBeReadIsTold() {
        SeenRouter router = router("https://r.example", "me", "*****", KEPT);
        assertThatThrownBy(() -> leftOver(router, Secret.of("a new one")))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("cannot be read without them: let mkrun log in with the policy 'sensitive'");
    }

    @Test
    void whatSomebodyHasSetSinceStays() throws Exception {
        assertThat(leftOver(router("https://new.example", "new", "new", KEPT), PASSWORD))
                .extracting(RouterCommand::summary)
                .containsExactly(FORGET);
        assertThat(leftOver(router("https://r.example", "me", "new", KEPT), PASSWORD))
                .extracting(SettingsForPullTest::sent)
                .first()
                .asString()
                .contains("username=somebody")
                .doesNotContain("password");
    }

    @Test
    void whatNoMkrunWroteIsForgotten() throws Exception {
        assertThat(leftOver(router("", "me", "x", "colour red blue username"), PASSWORD))
                .extracting(RouterCommand::summary)
                .containsExactly(FORGET);
    }
}
