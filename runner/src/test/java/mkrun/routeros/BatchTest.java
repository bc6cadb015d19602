package mkrun.routeros;

import static mkrun.routeros.BatchResult.Status.DONE;
import static mkrun.routeros.BatchResult.Status.FAILED;
import static mkrun.routeros.BatchResult.Status.NOT_RUN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final String NONCE = "n0nce";
    private final Batch batch =
            Batch.of(List.of("/a/add x=1", "/b/set y=2", "/c/print"), NONCE).get(0);

    @Test
    void everyCommandIsFollowedByAMarker() {
        assertThat(batch.text())
                .isEqualTo("/a/add x=1; :put \"n0nce 0\"; /b/set y=2; :put \"n0nce 1\"; /c/print; :put \"n0nce 2\"");
    }

    @Test
    void allMarkersBackMeansAllDone() {
        BatchResult result = batch.parse("n0nce 0\r\nn0nce 1\r\n  name: x\r\n\r\nn0nce 2\r\n");
        assertThat(result.ok()).isTrue();
        assertThat(result.steps().get(2).output()).isEqualTo("name: x");
    }

    @Test
    void aFailureStopsTheRest() {
        BatchResult result = batch.parse("n0nce 0\r\nfailure: already have such address (/b/set; line 1)\r\n");
        assertThat(result.steps()).extracting(BatchResult.Step::status).containsExactly(DONE, FAILED, NOT_RUN);
        assertThat(result.steps().get(1).output()).isEqualTo("failure: already have such address (/b/set; line 1)");
        assertThat(result.failed()).contains(1);
    }

    @Test
    void aFailureThatTheRouterPassesOverIsAFailureAllTheSame() {
        BatchResult result = batch.parse("failure: not allowed by device-mode\r\nn0nce 0\r\nn0nce 1\r\nn0nce 2\r\n");
        assertThat(result.steps()).extracting(BatchResult.Step::status).containsExactly(FAILED, DONE, DONE);
        assertThat(result.ok()).isFalse();
    }

    @Test
    void aLineThatDoesNotParseNamesTheCommandByItsColumn() {
        int column = batch.text().indexOf("y=2") + 1;
        BatchResult result = batch.parse("expected end of command (line 1 column " + column + ")\r\n");
        assertThat(result.steps()).extracting(BatchResult.Step::status).containsExactly(NOT_RUN, FAILED, NOT_RUN);
    }

    @Test
    void silenceIsNoSuccess() {
        assertThat(batch.parse("").steps())
                .extracting(BatchResult.Step::status)
                .containsExactly(FAILED, NOT_RUN, NOT_RUN);
    }

    @Test
    void outputWithoutALineEndBeforeTheMarkerIsReadAllTheSame() {
        assertThat(batch.parse("n0nce 0\nn0nce 1\nfile contentsn0nce 2\n")
                        .steps()
                        .get(2))
                .isEqualTo(new BatchResult.Step(DONE, "file contents"));
    }

    @Test
    void cutsLongListsInOrderAndLosesNothing() {
        List<String> commands = IntStream.range(0, 200)
                .mapToObj(i -> "/c/add x=" + i + "z".repeat(i))
                .toList();
        List<Batch> batches = Batch.of(commands, NONCE);
        assertThat(batches).hasSizeGreaterThan(3);
        assertThat(batches).allMatch(b -> b.text().length() <= 4000);
        assertThat(batches.stream().flatMap(b -> b.commands().stream()).collect(Collectors.toList()))
                .isEqualTo(commands);
        assertThat(Batch.of(List.of("x".repeat(9000), "y"), NONCE)).hasSize(2);
        assertThat(Batch.of(List.of(), NONCE)).isEmpty();
    }

    @Test
    void elevenIsNotOne() {
        List<String> commands = IntStream.range(0, 12).mapToObj(i -> "/x/" + i).toList();
        String output = IntStream.range(0, 12)
                .filter(i -> i != 1)
                .mapToObj(i -> NONCE + " " + i + "\r\n")
                .collect(Collectors.joining());
        assertThat(Batch.of(commands, NONCE).get(0).parse(output).failed()).contains(1);
    }

    @Test
    void recognisesTheConsolesErrors() {
        assertThat(List.of(
                        "bad command name foo (line 1 column 2)",
                        "syntax error (line 1 column 7)",
                        "expected end of command (line 1 column 17)",
                        "bad parameter name (line 1 column 21)",
                        "missing value(s) of argument(s) address interface",
                        "invalid value for argument address",
                        "input does not match any value of interface",
                        "ambiguous value of action, more than one possible value matches input",
                        "value of pvid out of range (1..4094)",
                        "value of activation-timeout is out of range (00:00:10 .. 1d00:00:00)",
                        "failure: root-dir overlap with /disk1/x (/container/add; line 1)",
                        "no such item (/file/remove; line 1)",
                        "not enough permissions (9)",
                        "Script Error: missing value(s) of argument(s) address interface"))
                .allMatch(RouterErrors::looksLikeError);
        assertThat(List.of("12345678", "  name: CHR", "", "Configuration backup saved", "*1;*2"))
                .noneMatch(RouterErrors::looksLikeError);
    }
}
