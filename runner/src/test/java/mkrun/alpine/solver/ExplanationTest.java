package mkrun.alpine.solver;

import static mkrun.alpine.solver.Worlds.install;
import static mkrun.alpine.solver.Worlds.refuses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What is said of a world that cannot be. */
class ExplanationTest {
    @Test
    void aMissingPackageIsNamedWithAllWhoAskForIt() {
        refuses("a nosuch b", """
                  nosuch (no such package):
                    required by: world[nosuch] b-1[nosuch>2]
                """, "a 1", "b 1 D:nosuch>2");
    }

    @Test
    void aVersionThatIsNotThereIsNamed() {
        refuses("a>5", """
                  a-4:
                    breaks: world[a>5]
                """, "a 4", "a 3");
    }

    @Test
    void whatExcludesEachOtherIsNamed() {
        refuses("vlan ifupdown", """
                  vlan-2:
                    breaks: ifupdown-1[!vlan]
                    satisfies: world[vlan]
                """, "vlan 2", "ifupdown 1 D:!vlan");
    }

    @Test
    void theWorldMayContradictItself() {
        refuses("a !a", """
                  a-1:
                    breaks: world[!a]
                    satisfies: world[a]
                """, "a 1");
    }

    @Test
    void aDeepReasonIsShownAtItsRoot() {
        refuses("a", """
                  c-1:
                    breaks: b-1[c>=2]
                """, "a 1 D:b", "b 1 D:c>=2", "c 1");
    }

    @Test
    void aRecordThatCannotBeUsedIsSaidToBeThere() {
        refuses("a", """
                  a (no such package):
                    required by: world[a]
                    note: a-1 is in an index but cannot be used: 'b@edge': only a world may name a tagged repository, a \
                package may not
                """, "a 1 D:b@edge");
    }

    @Test
    void everyWayFromTheWorldIsTold() {
        assertThatThrownBy(() -> install("a x", "a 1 D:b", "b 1 D:nosuch", "x 1 D:nosuch"))
                .hasMessage("""
                unable to select packages:
                  nosuch (no such package):
                    required by: x-1[nosuch] b-1[nosuch]
                  because of:
                    world[x] -> x-1
                    world[a] -> a-1[b] -> b-1""");
    }
}
