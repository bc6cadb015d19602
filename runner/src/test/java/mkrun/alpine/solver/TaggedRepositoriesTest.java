package mkrun.alpine.solver;

import static mkrun.alpine.solver.Worlds.installTagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Repositories with a tag: what is taken from them, and who is told. */
class TaggedRepositoriesTest {
    @Test
    void whatIsTaggedIsNotTakenUnasked() throws Exception {
        assertThat(installTagged("a", "a 2", "a 1")).isEqualTo("a-1");
    }

    @Test
    void aTagAsksForItAndAllowsItForWhatThatNeeds() throws Exception {
        assertThat(installTagged("a@edge", "a 2 D:b>1 | b 2", "a 1", "b 1")).isEqualTo("b-2 a-2");
        assertThat(installTagged("a@edge", "a 2 D:b | b 2", "a 1", "b 1")).isEqualTo("b-1 a-2");
    }

    @Test
    void whatOnlyATaggedRepositoryHasIsMasked() {
        assertThatThrownBy(() -> installTagged("a", "b 2", "a 1 D:b")).hasMessage("""
                unable to select packages:
                  b-2:
                    masked in: @edge
                    satisfies: a-1[b]
                  because of:
                    world[a] (role web, roles/web/tasks/rootfs.groovy:3) -> a-1""");
    }

    @Test
    void aTagThatNoRepositoryHasIsNamedWithWhoAsksForIt() {
        assertThatThrownBy(() -> installTagged("a@testing", "a 2", "a 1"))
                .hasMessageContaining("no repository has the tag @testing, which world[a@testing] (role web, ");
    }
}
