package mkrun.alpine.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mkrun.alpine.AlpineException;
import mkrun.alpine.PackageRecord;
import mkrun.alpine.Packages;
import mkrun.alpine.apk.ApkFile;
import mkrun.alpine.apk.ApkWriter;
import org.junit.jupiter.api.Test;

class FetchAheadTest {
    private static List<PackageRecord> records(int count) throws AlpineException {
        List<PackageRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] file = ApkWriter.write(Packages.info("p" + i, "1", ""), Map.of(), List.of(), Packages.SIGNER);
            records.add(ApkFile.read(file, "p").toRecord());
        }
        return records;
    }

    @Test
    void severalAreOnTheirWayAtOnceAndComeInTheOrderAskedFor() throws Exception {
        List<PackageRecord> records = records(4);
        CountDownLatch together = new CountDownLatch(4);
        try (FetchAhead<String> ahead = new FetchAhead<>(records, record -> {
            together.countDown();
            awaited(together);
            return record.name();
        })) {
            for (PackageRecord record : records) {
                assertThat(ahead.take(record)).isEqualTo(record.name());
            }
        }
    }

    @Test
    void theFailureThatIsToldIsTheFirstInOrderNotInTime() throws Exception {
        List<PackageRecord> records = records(2);
        CountDownLatch second = new CountDownLatch(1);
        try (FetchAhead<String> ahead = new FetchAhead<>(records, record -> {
            if (record.name().equals("p1")) {
                second.countDown();
            } else {
                awaited(second);
            }
            throw new AlpineException(record.name() + " is not there");
        })) {
            assertThatThrownBy(() -> ahead.take(records.get(0))).hasMessage("p0 is not there");
        }
    }

    @Test
    void closingStopsWhatIsOnItsWay() throws Exception {
        List<PackageRecord> records = records(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        FetchAhead<String> ahead = new FetchAhead<>(records, record -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                stopped.countDown();
            }
            return "";
        });
        awaited(begun);
        ahead.close();
        assertThat(stopped.await(1, TimeUnit.MINUTES)).isTrue();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
