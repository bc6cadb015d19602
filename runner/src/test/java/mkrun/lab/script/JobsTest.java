package mkrun.lab.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scripts in the background: they wait in {@code :delay} until the test lets them go on. */
class JobsTest {
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final Interpreter router =
            new Interpreter(new RouterState(RouterosVersion.parse("7.23.3"), Set.of("routeros")), this::pause);

    private void pause(Duration time) throws InterruptedException {
        waiting.countDown();
        try {
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }

    @AfterEach
    void end() {
        router.restart();
    }

    private void started(String line) throws InterruptedException {
        assertThat(router.execute(line)).isEqualTo("id\r\n");
        assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void jobsRunBesideTheSessionAndShareGlobals() throws InterruptedException {
        started(":global g 1; :put [:typeof [:execute \":global g; :set g 2; :delay 1s; :set g 3\"]]");
        assertThat(router.execute(":global g; :put $g; :put [/system/script/job/find]"))
                .isEqualTo("2\r\n*1\r\n");
        assertThat(router.execute("/system/script/job/remove *1; :put [:len [/system/script/job/find]]"))
                .isEqualTo("0\r\n");
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(router.execute(":global g; :put $g")).isEqualTo("2\r\n");
    }

    @Test
    void jobsOfNamedScriptsBearTheName() throws InterruptedException {
        router.execute("/system/script/add name=s source=\":global n [:jobname]; :delay 1s\"");
        started(":put [:typeof [:execute s]]");
        assertThat(router.execute(":global n; :put $n; :put [/system/script/job/get [find script=s] script]"))
                .isEqualTo("s\r\ns\r\n");
        goOn.countDown();
    }

    @Test
    void restartsEndJobs() throws InterruptedException {
        started(":put [:typeof [:execute \":delay 1s\"]]");
        router.restart();
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
