package mkrun.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mkrun.lab.runc.ContainerSpec;
import mkrun.lab.script.TableRow;
import mkrun.routeros.Values;
import org.slf4j.LoggerFactory;

/**
 * The check of a running container's health, by the command of its row run in it, as Docker does: a failure within the
 * start period does not count, and so many in a row make it unhealthy.
 */
final class HealthChecks {
    /** Who is told of the verdict after each check that has led to one. */
    interface Verdicts {
        void checked(boolean good, String output);
    }

    private static final int MOST_OUTPUT = 1000;

    private final RunningContainer container;
    private final String command;
    private final Duration interval;
    private final Duration startInterval;
    private final Duration startPeriod;
    private final Duration timeout;
    private final int retries;
    private final Verdicts verdicts;
    private final CountDownLatch ended = new CountDownLatch(1);
    private int failures;

    private HealthChecks(TableRow row, RunningContainer container, Verdicts verdicts) {
        this.container = container;
        this.verdicts = verdicts;
        this.command = row.text("healthcheck-cmd");
        this.interval = time(row, "healthcheck-interval", Duration.ofSeconds(30));
        this.startInterval = time(row, "healthcheck-start-interval", Duration.ofSeconds(5));
        this.startPeriod = time(row, "healthcheck-start-period", Duration.ZERO);
        this.timeout = time(row, "healthcheck-timeout", Duration.ofSeconds(30));
        String times = row.text("healthcheck-retries");
        this.retries = times.isEmpty() ? 3 : Math.max(1, Integer.parseInt(times));
    }

    /** Begins to check a container if its row says how. The state's monitor is held. */
    static HealthChecks begin(TableRow row, RunningContainer container, Verdicts verdicts) {
        HealthChecks checks = new HealthChecks(row, container, verdicts);
        if (!checks.command.isEmpty()) {
            Thread thread = new Thread(checks::run, "mkrun-lab-health");
            thread.setDaemon(true);
            thread.start();
        }
        return checks;
    }

    private static Duration time(TableRow row, String field, Duration usual) {
        OptionalLong millis = Values.millis(row.text(field));
        return millis.isPresent() ? Duration.ofMillis(millis.getAsLong()) : usual;
    }

    private void run() {
        long start = System.nanoTime();
        try {
            while (!ended.await(
                    starting(start) ? startInterval.toMillis() : interval.toMillis(), TimeUnit.MILLISECONDS)) {
                check(start);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean starting(long start) {
        return System.nanoTime() - start < startPeriod.toNanos();
    }

    private void check(long start) throws InterruptedException {
        Outcome outcome = outcome();
        if (ended.getCount() == 0) {
            return;
        }
        if (outcome.good()) {
            failures = 0;
            verdicts.checked(true, outcome.output());
        } else if (!starting(start) && ++failures >= retries) {
            verdicts.checked(false, outcome.output());
        }
    }

    private record Outcome(boolean good, String output) {}

    private Outcome outcome() throws InterruptedException {
        try {
            ContainerSpec.Program program =
                    container.program(List.of("/bin/sh", "-c", command), "", "").orElseThrow();
            Process process = container
                    .container()
                    .exec(program)
                    .redirectErrorStream(true)
                    .start();
            StringBuffer output = new StringBuffer();
            Thread reader = new Thread(() -> read(process, output), "mkrun-lab-health-output");
            reader.setDaemon(true);
            reader.start();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Outcome(false, "timed out");
            }
            reader.join(timeout.toMillis());
            return new Outcome(process.exitValue() == 0, output.toString().strip());
        } catch (IOException e) {
            return new Outcome(false, String.valueOf(e.getMessage()));
        }
    }

    private static void read(Process process, StringBuffer output) {
        try (InputStream in = process.getInputStream()) {
            byte[] block = new byte[MOST_OUTPUT];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                int room = MOST_OUTPUT - output.length();
                String text = new String(block, 0, n, StandardCharsets.UTF_8);
                output.append(text, 0, Math.min(room, text.length()));
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(HealthChecks.class).debug("the output of a check", e);
        }
    }

    /** Checks no more. */
    void end() {
        ended.countDown();
    }
}
