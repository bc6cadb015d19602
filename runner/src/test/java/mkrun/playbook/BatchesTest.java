package mkrun.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static List<Integer> sizes(int hosts, Object... serial) {
        List<String> names = IntStream.range(0, hosts).mapToObj(i -> "r" + i).toList();
        List<List<String>> batches = Batches.cut(names, List.of(serial));
        assertThat(batches.stream().flatMap(List::stream).toList()).isEqualTo(names);
        return batches.stream().map(List::size).toList();
    }

    @Test
    void withoutSerialAllHostsAreOneBatch() {
        assertThat(sizes(5)).containsExactly(5);
        assertThat(sizes(0)).isEmpty();
    }

    @Test
    void theLastSizeCountsForTheRest() {
        assertThat(sizes(7, 2)).containsExactly(2, 2, 2, 1);
        assertThat(sizes(10, 1, 3)).containsExactly(1, 3, 3, 3);
    }

    @Test
    void percentagesAreOfAllHostsAndAtLeastOne() {
        assertThat(sizes(10, 1, "25%", "100%")).containsExactly(1, 2, 7);
        assertThat(sizes(3, "10%")).containsExactly(1, 1, 1);
    }
}
