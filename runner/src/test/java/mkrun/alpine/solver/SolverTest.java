package mkrun.alpine.solver;

import static mkrun.alpine.solver.Worlds.catalog;
import static mkrun.alpine.solver.Worlds.install;
import static mkrun.alpine.solver.Worlds.installByApk3;
import static mkrun.alpine.solver.Worlds.refuses;
import static mkrun.alpine.solver.Worlds.solve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mkrun.alpine.Dependency;
import mkrun.alpine.Resolution;
import org.junit.jupiter.api.Test;

/** A small world for each rule. */
class SolverTest {
    @Test
    void dependenciesComeFirstAndTheNewestVersionWins() throws Exception {
        assertThat(install("a", "a 1 D:b", "a 2 D:b", "b 1", "b 10", "b 9")).isEqualTo("b-10 a-2");
    }

    @Test
    void circlesEnd() throws Exception {
        assertThat(install("a", "a 1 D:b", "b 1 D:a")).isEqualTo("b-1 a-1");
    }

    @Test
    void aVersionAskedForIsTaken() throws Exception {
        assertThat(install("a<2 b=1.0-r1", "a 1", "a 2", "b 1.0-r1", "b 1.0-r2"))
                .isEqualTo("a-1 b-1.0-r1");
    }

    @Test
    void fuzzyVersionsMatchByTokens() throws Exception {
        assertThat(install("a~2.2", "a 2.2.1-r0", "a 2.10-r0", "a 2.4-r0")).isEqualTo("a-2.2.1-r0");
        assertThat(install("a>~2.5", "a 2.5", "a 2.10", "a 2.4")).isEqualTo("a-2.10");
    }

    @Test
    void constraintsOfOthersFallBackToAnOlderVersion() throws Exception {
        assertThat(install("a b", "a 3 D:d>=2", "a 2 D:d>1.0", "b 1 D:d<2.0", "d 1.0", "d 1.5", "d 2.0"))
                .isEqualTo("d-1.5 a-2 b-1");
    }

    @Test
    void aConflictSteersToAnotherVersion() throws Exception {
        assertThat(install("a b", "a 1 D:!b>1", "b 1", "b 2")).isEqualTo("b-1 a-1");
    }

    @Test
    void aConflictAlonePullsNothingIn() throws Exception {
        assertThat(install("a !c", "a 1 D:!b", "b 1", "c 1")).isEqualTo("a-1");
    }

    @Test
    void inApk3ANewerVersionThatCannotBeInstalledGivesWayToAnOlderOne() throws Exception {
        assertThat(installByApk3("a", "a 2 D:missing", "a 1")).isEqualTo("a-1");
        assertThat(installByApk3("a", "a 2 D:b", "b 2 D:c>5", "a 1", "c 4")).isEqualTo("a-1");
    }

    @Test
    void inApk2NothingTellsBeforeItIsChosenThatItCannotBeInstalled() {
        refuses("a", """
                  missing (no such package):
                    required by: a-2[missing]
                """, "a 2 D:missing", "a 1");
    }

    @Test
    void theHighestProvidedVersionWins() throws Exception {
        assertThat(install("a", "a 1 D:so:x.1", "x 1 p:so:x.1=1.0", "y 1 p:so:x.1=1.5"))
                .isEqualTo("y-1 a-1");
    }

    @Test
    void aProvidedVersionIsWhatConstraintsMean() throws Exception {
        assertThat(install("pc:x>=1.2", "x-dev 9 p:pc:x=1.1", "y-dev 1 p:pc:x=1.3"))
                .isEqualTo("y-dev-1");
    }

    @Test
    void priorityDecidesBetweenProvidersWithoutVersion() throws Exception {
        assertThat(install("a", "a 1 D:/bin/sh", "dash 1 p:/bin/sh k:60", "busybox 1 p:/bin/sh k:100"))
                .isEqualTo("busybox-1 a-1");
    }

    @Test
    void aProviderThatIsNamedBeatsPriority() throws Exception {
        assertThat(install("a dash", "a 1 D:/bin/sh", "dash 1 p:/bin/sh k:60", "busybox 1 p:/bin/sh k:100"))
                .isEqualTo("dash-1 a-1");
    }

    @Test
    void aNamedProviderFulfilsANameWithoutVersion() throws Exception {
        assertThat(install("a mail2", "a 1 D:mail", "mail1 1 p:mail", "mail2 1 p:mail"))
                .isEqualTo("mail2-1 a-1");
    }

    @Test
    void nobodyIsChosenForANameWithoutVersionOrPriority() {
        refuses("a", """
                  mail (virtual):
                    note: please select one of the 'provided by' packages explicitly
                    provided by: mail1 mail2
                    required by: a-1[mail]
                """, "a 1 D:mail", "mail1 1 p:mail", "mail2 1 p:mail");
    }

    @Test
    void providersWithoutVersionMayLiveTogether() throws Exception {
        assertThat(install("x y", "x 1 p:editor", "y 1 p:editor")).isEqualTo("x-1 y-1");
    }

    @Test
    void providersOfOneVersionedNameMayNot() {
        refuses("x y", """
                  x-1:
                    conflicts: y-1[editor=1]
                    satisfies: world[x]
                  y-1:
                    conflicts: x-1[editor=2]
                    satisfies: world[y]
                """, "x 1 p:editor=1", "y 1 p:editor=2");
    }

    @Test
    void aPackageMayExcludeWhatItProvidesItselfAndIsAloneThen() throws Exception {
        String[] packages = {"x 1 D:!mail p:mail", "y 1 p:mail"};
        assertThat(installByApk3("x", packages)).isEqualTo("x-1");
        assertThatThrownBy(() -> installByApk3("x y", packages)).hasMessageContaining("""
                  y-1:
                    breaks: x-1[!mail]
                    satisfies: world[y]
                """);
    }

    @Test
    void aChoiceThatOwnsANameExcludesOthersThatOfferIt() throws Exception {
        assertThat(install(
                        "a polkit-lib",
                        "a 1 D:polkit",
                        "elogind 1 p:polkit=1 polkit-lib=1",
                        "consolekit 1 p:polkit-lib=2"))
                .isEqualTo("elogind-1 a-1");
    }

    @Test
    void aRuleInstallsWhenAllItAsksForIsThere() throws Exception {
        String[] packages = {"app 1", "openrc 1", "app-openrc 1 i:app=1 openrc", "docs 1 i:app doc"};
        assertThat(install("app", packages)).isEqualTo("app-1");
        assertThat(install("app openrc", packages)).isEqualTo("app-1 openrc-1 app-openrc-1");
    }

    @Test
    void rulesChainAndBringTheirDependencies() throws Exception {
        assertThat(install("a b", "a 1", "b 1", "ab 1 i:a b D:lib", "lib 1", "more 1 i:ab lib"))
                .isEqualTo("a-1 b-1 lib-1 more-1 ab-1");
    }

    @Test
    void aRulePackageThatCannotBeInstalledIsLeftOutOrAnOlderOneIsTaken() throws Exception {
        assertThat(installByApk3("a b", "a 1", "b 1", "ab 2 i:a b D:missing", "ab 1 i:a b"))
                .isEqualTo("a-1 b-1 ab-1");
        assertThat(installByApk3("a b", "a 1", "b 1", "ab 2 i:a b D:missing")).isEqualTo("a-1 b-1");
    }

    @Test
    void aRuleOfAnotherVersionDoesNotFire() throws Exception {
        assertThat(install("app openrc", "app 2", "openrc 1", "app-openrc 1 i:app=1 openrc"))
                .isEqualTo("app-2 openrc-1");
    }

    @Test
    void aRuleMayAskForAbsence() throws Exception {
        String[] packages = {"foo 1 i:bar=1 !baz !nonexistent", "bar 1", "baz 1"};
        assertThat(installByApk3("bar", packages)).isEqualTo("bar-1 foo-1");
        assertThat(installByApk3("bar baz", packages)).isEqualTo("bar-1 baz-1");
        assertThat(install("bar", packages)).isEqualTo("bar-1"); // nothing decided against baz
    }

    @Test
    void aConflictOfTheWorldKeepsARulePackageOut() throws Exception {
        assertThat(install("a b !ab", "a 1", "b 1", "ab 1 i:a b")).isEqualTo("a-1 b-1");
    }

    @Test
    void ofEqualPackagesTheFirstRepositorysIsTaken() throws Exception {
        Catalog catalog = catalog("a 1", "--- next repository", "a 1", "a 0.9");
        Resolution resolution = solve("a", catalog);
        assertThat(resolution.packages()).hasSize(1);
        assertThat(resolution.repositories().values()).containsExactly("repository 0");
    }

    @Test
    void aLaterRepositoryWinsWithANewerVersion() throws Exception {
        assertThat(install("a", "a 1", "--- next repository", "a 2")).isEqualTo("a-2");
    }

    @Test
    void malformedWishesAreQuoted() {
        for (String wish : List.of("chrony=bad!", "a=", "a==", "=1", "a><=1")) {
            assertThatThrownBy(() -> Dependency.parseWish(wish))
                    .hasMessage("'" + wish + "' is not a valid world dependency, format is name(@tag)([<>~=]version)");
        }
    }
}
