package mkrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mkrun.target.BlockedException;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.task.Outcome;
import org.junit.jupiter.api.Test;

class AdHocTest {
    private final List<HostAnswer<String>> answers = new ArrayList<>();

    @Test
    void answersComeInTheOrderOfTheHostsHoweverTheyCome() throws InterruptedException {
        AdHoc adHoc = new AdHoc(2);
        List<List<String>> unanswered = new ArrayList<>();
        List<List<String>> heldBack = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        AdHoc.Action<String> action = host -> {
            while (host.equals("a") && adHoc.unanswered().contains("b")) {
                if (System.nanoTime() - deadline > 0) {
                    throw new TargetException("b stays unanswered, but it is done there");
                }
                Thread.onSpinWait();
            }
            if (host.equals("a")) {
                unanswered.add(adHoc.unanswered());
                heldBack.add(adHoc.heldBack());
            }
            return host + "!";
        };
        adHoc.run(List.of("a", "b"), action, (HostAnswer<String> answer) -> {
            answers.add(answer);
            unanswered.add(adHoc.unanswered());
            heldBack.add(adHoc.heldBack());
        });
        assertThat(answers).extracting(HostAnswer::outcome).containsOnly(new Outcome.Ok(""));
        assertThat(answers).extracting(HostAnswer::value).containsExactly(Optional.of("a!"), Optional.of("b!"));
        assertThat(unanswered).containsExactly(List.of("a"), List.of(), List.of());
        assertThat(heldBack).containsExactly(List.of("b"), List.of("b"), List.of());
    }

    @Test
    void whatIsThrownBecomesTheOutcomeAndTheOthersGoOn() throws InterruptedException {
        AdHoc.Action<String> action = host -> {
            switch (host) {
                case "refused" -> throw new TargetException("no");
                case "gone" -> throw new UnreachableException("gone", null);
                case "blocked" -> throw new BlockedException(List.of("act"));
                case "mistake" -> throw new IllegalStateException("oops");
                default -> {
                    return "fine";
                }
            }
        };
        Recap recap = new AdHoc(3).run(List.of("refused", "gone", "blocked", "mistake", "good"), action, answers::add);
        assertThat(answers)
                .extracting(HostAnswer::outcome)
                .containsExactly(
                        new Outcome.Failed("no", List.of(), false),
                        new Outcome.Unreachable("gone"),
                        new Outcome.Blocked(List.of("act")),
                        new Outcome.Failed(
                                "internal error, please report it: java.lang.IllegalStateException: oops",
                                List.of(),
                                false),
                        new Outcome.Ok(""));
        assertThat(recap.anyFailed() && recap.anyUnreachable() && recap.anyBlocked())
                .isTrue();
    }
}
