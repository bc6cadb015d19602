package mkrun.target.routeros;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import mkrun.routeros.CommandText;
import mkrun.routeros.Reader;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.RouterosVersion;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.testing.ConsoleLink;
import mkrun.testing.LinkWithoutFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reboots of routers that do not come back. */
class RebootingTest {
    /** A router that goes down for good when it is told to reboot. */
    private static final class Mortal extends LinkWithoutFiles {
        @Override
        public String exec(String line) throws UnreachableException {
            if (line.startsWith("/system/reboot")) {
                throw new UnreachableException("192.0.2.1: the session was lost", null);
            }
            return line.contains("uptime") ? "1d00:00:00" : "num";
        }

        @Override
        public String exec(String line, Duration patience) throws UnreachableException {
            return exec(line);
        }

        @Override
        public int exchanges() {
            return 0;
        }
    }

    @Test
    void aRouterThatDoesNotComeBackIsSaidToHaveBeenRebooted() throws Exception {
        AtomicInteger connects = new AtomicInteger();
        SessionAgain link = new SessionAgain(
                () -> {
                    if (connects.getAndIncrement() == 0) {
                        return new Mortal();
                    }
                    throw new UnreachableException("192.0.2.1: nothing answers on port 22 (Connection refused)", null);
                },
                notice -> {});
        Reboot reboot = new Reboot(
                CommandText.of("/system", "reboot"), "it is up", f -> true, Duration.ZERO, Duration.ofMillis(2));
        RouterFacts facts = new RouterFacts(
                RouterosVersion.parse("7.20.8"),
                "arm64",
                "RB5009",
                "ARM64",
                "r1",
                Set.of(),
                Optional.empty(),
                Set.of(),
                0,
                List.of(),
                Optional.empty());
        Snapshot snapshot = new Snapshot(link, new Reader(RouterTarget.nonce()), facts, RowRoom.UNLIMITED);
        Rebooting rebooting = new Rebooting(link, snapshot, Duration.ofMillis(1));
        assertThatThrownBy(() -> rebooting.make(reboot))
                .isInstanceOf(UnreachableException.class)
                .hasMessage(
                        "it did not come back within 2 ms after /system/reboot: see at the device whether it starts; then"
                                + " run again. The last attempt to log in: 192.0.2.1: nothing answers on port 22 (Connection refused)");
    }

    /** A router that forgets when it is told to reboot, and is up again at once. */
    private static final class Quick extends LinkWithoutFiles {
        private final ConsoleLink console = ConsoleLink.of("7.20.8", Set.of("routeros"));
        private final AtomicBoolean rebooted;

        Quick(AtomicBoolean rebooted) {
            this.rebooted = rebooted;
        }

        @Override
        public String exec(String line) throws UnreachableException {
            if (line.startsWith("/system/reboot")) {
                rebooted.set(true);
                throw new UnreachableException("192.0.2.1: the session was lost", null);
            }
            if (line.contains("uptime")) {
                return rebooted.get() ? "5s" : "1d00:00:00";
            }
            return line.startsWith(":global mkrunUp;") ? rebooted.get() ? "nothing" : "num" : console.exec(line);
        }

        @Override
        public String exec(String line, Duration patience) throws UnreachableException {
            return exec(line);
        }

        @Override
        public int exchanges() {
            return console.exchanges();
        }
    }

    /** Packages are installed before anybody is let in: one that is not there then does not come. */
    @Test
    @Timeout(20)
    void whatARouterDoesNotHaveWhenItIsUpAgainItIsNotWaitedForTillTheDeadline() throws Exception {
        AtomicBoolean rebooted = new AtomicBoolean();
        SessionAgain link = new SessionAgain(() -> new Quick(rebooted), notice -> {});
        Reboot reboot = new Reboot(
                CommandText.of("/system", "reboot"),
                "the package container is enabled",
                facts -> facts.packages().contains("container"),
                Duration.ZERO,
                Duration.ofSeconds(40));
        Reader reader = new Reader(RouterTarget.nonce());
        Snapshot snapshot =
                new Snapshot(link, reader, link.exec(reader.factsScript(), reader::facts), RowRoom.UNLIMITED);
        assertThatThrownBy(() -> new Rebooting(link, snapshot, Duration.ofMillis(1)).make(reboot))
                .isInstanceOf(TargetException.class)
                .hasMessageMatching("waiting until the router is up again and the package container is enabled: gave up"
                        + " after [4-9] s, it is up again, but not that.*");
    }
}
