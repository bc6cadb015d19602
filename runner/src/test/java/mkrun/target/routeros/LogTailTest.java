package mkrun.target.routeros;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mkrun.testing.LinkWithoutFiles;
import org.junit.jupiter.api.Test;

/** Which lines of a router's log explain a failure. */
class LogTailTest {
    private static final LogTail ALL = LogTail.topic("container");
    private static final LogTail OF_THE_STEP = ALL.since("*** importing");

    private static String told(LogTail tail, int seconds, String... answer) throws Exception {
        return tail.inWords(new Answering(String.join("\r\n", answer)), Duration.ofSeconds(seconds))
                .replace("\nThe end of the router's log:\n  ", "")
                .replace("\n  ", "|");
    }

    @Test
    void timesAreLeftOutInWhateverFormTheyStandThere() throws Exception {
        assertThat(told(
                        ALL,
                        1,
                        "10:00:00",
                        "2026-11-29 09:00:00 one",
                        "nov/29 09:00:00 two",
                        "09:00:00 three",
                        "and more of it",
                        "09:00:00 ",
                        "10:00:00 at 11:00:00 sharp"))
                .isEqualTo("one|two|three|and more of it|at 11:00:00 sharp");
    }

    @Test
    void whatWasLoggedBeforeTheStepBeganIsOfAFormerLife() throws Exception {
        assertThat(told(
                        OF_THE_STEP,
                        60,
                        "00:00:30",
                        "2026-11-28 23:59:20 old",
                        "of several lines",
                        "2026-11-28 23:59:31 new",
                        "of several lines",
                        "2026-11-29 00:00:31 while it was asked"))
                .isEqualTo("new|of several lines|while it was asked");
        assertThat(told(OF_THE_STEP, 60, "10:00:00", "09:00:00 old")).isEmpty();
    }

    @Test
    void whatTheStepBeginsWithIsTheFirstOfIt() throws Exception {
        assertThat(told(
                        OF_THE_STEP,
                        60,
                        "10:00:00",
                        "10:00:00 *1: *** importing remote image: a",
                        "10:00:00 *1: *** import done",
                        "10:00:00 *2: *** importing remote image: b",
                        "10:00:00 *2: no room"))
                .isEqualTo("*2: *** importing remote image: b|*2: no room");
    }

    @Test
    void aRouterWhoseClockCannotBeReadTellsAll() throws Exception {
        assertThat(told(OF_THE_STEP, 1, "not enough permissions (9)", "09:00:00 old", "99:99:99 odd"))
                .isEqualTo("old|odd");
        assertThat(told(OF_THE_STEP, 1, "")).isEmpty();
    }

    private static Optional<LogTail.Begun> begun(String... answer) throws Exception {
        LogTail.Beginning line = new LogTail.Beginning(List.of("*** importing ", "downloading "), "owner/web:1");
        return ALL.begun(new Answering(String.join("\r\n", answer)), line);
    }

    @Test
    void whatIsUnderWayBeganWithTheLastLineOfItsKind() throws Exception {
        assertThat(begun(
                        "00:05:00",
                        "2026-11-28 23:00:00 *** importing remote image: registry:owner/web:1",
                        "2026-11-28 23:59:30 *** importing remote image: registry:owner/web:1",
                        "2026-11-29 00:01:00 *** importing remote image: registry:owner/db:1",
                        "2026-11-29 00:02:00 *** import done"))
                .contains(new LogTail.Begun("2026-11-28 23:59:30", Duration.ofSeconds(330)));
        assertThat(begun("10:00:00", "nov/29 09:59:00 downloading and extracting owner/web:1 arch=arm64"))
                .contains(new LogTail.Begun("nov/29 09:59:00", Duration.ofMinutes(1)));
        assertThat(begun("10:00:00", "10:00:01 *** importing remote image: owner/web:1"))
                .contains(new LogTail.Begun("10:00:01", Duration.ofSeconds(-1)));
        assertThat(begun("10:00:00", "09:00:00 *** start")).isEmpty();
        assertThat(begun("not enough permissions (9)", "09:00:00 *** importing owner/web:1"))
                .isEmpty();
    }

    private static boolean ran(String... answer) throws Exception {
        LogTail.Course course = new LogTail.Course("*** start", List.of("*** started", "exited with "));
        return ALL.tells(new Answering(String.join("\r\n", answer)), course, Duration.ofSeconds(3));
    }

    @Test
    void aStepThatCameAndWentIsToldFromOneOfBefore() throws Exception {
        assertThat(ran("10:00:00", "09:59:58 *** start", "09:59:58 *** started PATH=/bin", "of several lines"))
                .isTrue();
        assertThat(ran("10:00:00", "09:59:58 *** start", "09:59:59 exited with status 255"))
                .isTrue();
        assertThat(ran("10:00:00", "09:59:58 *** start")).isFalse();
        assertThat(ran("10:00:00", "09:59:58 exited with status 0")).isFalse(); // as of the stop before it
        assertThat(ran("10:00:00", "09:59:00 *** start", "09:59:01 *** started"))
                .isFalse();
        assertThat(ran("10:00:00", "09:59:00 *** started", "09:59:59 *** start"))
                .isFalse();
        assertThat(ran("10:00:00")).isFalse();
        assertThat(LogTail.NONE.tells(new Answering(""), new LogTail.Course("a", List.of("a")), Duration.ZERO))
                .isFalse();
    }

    /** Says the same whatever it is asked. */
    private static final class Answering extends LinkWithoutFiles {
        private final String answer;

        Answering(String answer) {
            this.answer = answer;
        }

        @Override
        public String exec(String line) {
            return answer;
        }

        @Override
        public String exec(String line, Duration patience) {
            return answer;
        }

        @Override
        public int exchanges() {
            return 1;
        }
    }
}
