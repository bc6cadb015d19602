package mkrun.target.routeros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UploadSlotsTest {
    private static final Optional<UploadSlots.Site> BERLIN = Optional.of(new UploadSlots.Site("berlin", 2));
    private static final Optional<UploadSlots.Site> ROME = Optional.of(new UploadSlots.Site("rome", 1));

    /** Counts who is inside, by site, and the most there ever were. */
    private static final class Room {
        private final Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
        private final Map<String, Integer> most = new ConcurrentHashMap<>();

        void visit(String... places) {
            for (String place : places) {
                int now =
                        inside.computeIfAbsent(place, p -> new AtomicInteger()).incrementAndGet();
                most.merge(place, now, Math::max);
            }
            Thread.yield();
            for (String place : places) {
                inside.get(place).decrementAndGet();
            }
        }
    }

    @Test
    void neitherASiteNorTheWholeGetsMoreAtATimeThanItTakes() throws Exception {
        UploadSlots slots = new UploadSlots(3);
        CyclicBarrier both = new CyclicBarrier(2); // two of Berlin must be inside together, or nobody gets out
        Room room = new Room();
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            List<Future<?>> uploads = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                uploads.add(threads.submit(() -> {
                    slots.way(BERLIN).through(Progress.NONE, () -> {
                        meet(both);
                        room.visit("berlin", "all");
                    });
                    return null;
                }));
                uploads.add(threads.submit(() -> {
                    slots.way(ROME).through(Progress.NONE, () -> room.visit("rome", "all"));
                    return null;
                }));
            }
            for (Future<?> upload : uploads) {
                upload.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(room.most.get("berlin")).isLessThanOrEqualTo(2);
        assertThat(room.most.get("rome")).isEqualTo(1);
        assertThat(room.most.get("all")).isLessThanOrEqualTo(3);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFailedUploadGivesItsSlotsBack() throws Exception {
        UploadSlots slots = new UploadSlots(1);
        assertThatThrownBy(() -> slots.way(ROME).through(Progress.NONE, () -> {
                    throw new TargetException("full");
                }))
                .hasMessage("full");
        AtomicInteger run = new AtomicInteger();
        slots.way(ROME).through(Progress.NONE, run::incrementAndGet);
        assertThat(run).hasValue(1);
    }

    @Test
    void whoWaitsSaysForWhatAndForHowLong() throws Exception {
        UploadSlots slots = new UploadSlots(3);
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch waits = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            List<Future<?>> second = new ArrayList<>();
            slots.way(ROME).through((what, done, total) -> told.add("first " + what), () -> {
                second.add(threads.submit(() -> {
                    slots.way(ROME)
                            .through(
                                    (what, done, total) -> {
                                        told.add(what + " " + done + "/" + total);
                                        waits.countDown();
                                    },
                                    () -> told.add("upload"));
                    return null;
                }));
                meet(waits);
            });
            second.get(0).get();
        } finally {
            threads.shutdownNow();
        }
        assertThat(told)
                .containsExactly(
                        "wait for other uploads to site rome (1 at a time) 0/1",
                        "wait for other uploads to site rome (1 at a time) 1/1",
                        "upload");
    }

    private static void meet(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoIsInterruptedWhileWaitingGivesUp() throws Exception {
        UploadSlots slots = new UploadSlots(1);
        slots.way(Optional.empty()).through(Progress.NONE, () -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> slots.way(Optional.empty()).through(Progress.NONE, () -> {}))
                    .hasMessage("interrupted while waiting for other uploads");
            assertThat(Thread.interrupted()).isTrue();
        });
    }
}
