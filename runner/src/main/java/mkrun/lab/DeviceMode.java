package mkrun.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.routeros.Values;

/**
 * The menu {@code /system/device-mode}. An update blocks its session until somebody presses the button, which here is a
 * file beside the router's state, so that another process can press it.
 */
final class DeviceMode {
    static final String MENU = "/system/device-mode";

    private static final List<String> FEATURES = List.of(
            "container",
            "scheduler",
            "fetch",
            "pptp",
            "l2tp",
            "sniffer",
            "romon",
            "proxy",
            "hotspot",
            "smb",
            "email",
            "zerotier",
            "ipsec",
            "socks",
            "bandwidth-test",
            "traffic-gen");
    private static final List<String> FEATURES_OF_717 = List.of("install-any-version", "partitions", "routerboard");

    /** What each mode forbids beside what all forbid. */
    private static final Map<String, Set<String>> FORBIDDEN = Map.of(
            "enterprise", Set.of(),
            "rose", Set.of("traffic-gen"),
            "advanced", Set.of("traffic-gen"),
            "basic", Set.of("socks", "bandwidth-test", "traffic-gen", "proxy", "hotspot", "zerotier"),
            "home",
                    Set.of(
                            "scheduler",
                            "socks",
                            "fetch",
                            "bandwidth-test",
                            "traffic-gen",
                            "sniffer",
                            "romon",
                            "proxy",
                            "hotspot",
                            "email",
                            "zerotier"));

    private static final String ATTEMPTS = "attempt-count";
    private static final int MOST_ATTEMPTS = 3;
    private static final Duration LOOK = Duration.ofMillis(10);

    private final LabConfig config;
    private final RouterState state;
    private final Runnable powerCycle;
    private boolean waiting;
    private boolean disturbed;

    /** @param powerCycle switches the router off and on; called with the state's monitor held */
    DeviceMode(LabConfig config, RouterState state, Runnable powerCycle) {
        this.config = config;
        this.state = state;
        this.powerCycle = powerCycle;
    }

    /** The button of the router with that state directory: pressed where the file is. */
    static Path button(Path stateDir) {
        return stateDir.resolve("button");
    }

    /** Is there while the router with that state directory waits for its button. */
    static Path wanted(Path stateDir) {
        return stateDir.resolve("button-wanted");
    }

    /** What a router comes with. */
    static void fill(LabConfig config, RouterState state) {
        boolean modes = config.version().atLeast("7.17");
        TableRow row = state.single(MENU);
        row.set("flagged", false).set("flagging-enabled", true);
        mode(row, modes ? config.board().deviceMode() : "enterprise", modes);
        row.set("container", config.hardware().containersAllowed());
        if (modes) {
            row.set("allowed-versions", "7.13+,6.49.8+").set(ATTEMPTS, "0");
        }
    }

    private static void mode(TableRow row, String mode, boolean modes) {
        row.set("mode", mode);
        FEATURES.forEach(f -> row.set(f, !FORBIDDEN.getOrDefault(mode, Set.of()).contains(f)));
        row.set("container", mode.equals("rose"));
        if (modes) {
            FEATURES_OF_717.forEach(f -> row.set(f, false));
        }
    }

    /** Waits for the button; the state's monitor is let go meanwhile. */
    String update(CommandCall call) throws RouterError {
        Duration asked = timeout(call);
        boolean exhausted = attempts() >= MOST_ATTEMPTS && !config.board().virtual();
        if (waiting) {
            disturbed = true; // two at a time cancel each other
            state.notifyAll();
            return canceled("");
        }
        String prompt = prompt(asked, exhausted);
        if (!pressed(asked)) {
            count(attempts() + 1);
            return canceled(prompt);
        }
        if (!exhausted) {
            take(call);
        }
        count(0);
        powerCycle.run();
        throw new FaultPlan.Cut();
    }

    private static Duration timeout(CommandCall call) throws RouterError {
        OptionalLong millis = Values.millis(call.argument("activation-timeout").orElse("5m"));
        if (millis.isEmpty()) {
            throw RouterError.complete("invalid value for argument activation-timeout");
        }
        Duration time = Duration.ofMillis(millis.getAsLong());
        if (time.compareTo(Duration.ofSeconds(10)) < 0 || time.compareTo(Duration.ofDays(1)) > 0) {
            throw RouterError.of("value of activation-timeout is out of range (00:00:10 .. 1d00:00:00)");
        }
        return time;
    }

    private int attempts() {
        return state.single(MENU).get(ATTEMPTS).map(Integer::parseInt).orElse(0);
    }

    private void count(int attempts) {
        TableRow row = state.single(MENU);
        if (row.get(ATTEMPTS).isPresent()) { // older versions do not count
            row.set(ATTEMPTS, Integer.toString(attempts));
        }
    }

    private String prompt(Duration time, boolean exhausted) {
        String in = SystemMenus.duration(time);
        if (exhausted) {
            return "update: too many unsuccessful attempts, turn off power or reboot by pressing reset or mode button in "
                    + in + " to reset attempt-count\r\n";
        }
        return "  update: please activate by turning power off or pressing reset or mode button \r\n          in "
                + String.format(Locale.ROOT, "%dm%02ds", time.toMinutes(), time.toSecondsPart()) + "\r\n";
    }

    private static String canceled(String prompt) {
        return prompt + "update canceled\r\n";
    }

    private boolean pressed(Duration asked) {
        Duration most = asked.compareTo(config.speeds().press()) < 0
                ? asked
                : config.speeds().press();
        Path button = button(config.stateDir());
        Path wanted = wanted(config.stateDir());
        long end = System.nanoTime() + most.toNanos();
        waiting = true;
        disturbed = false;
        try {
            Files.deleteIfExists(button); // pressed when nobody asked
            Files.write(wanted, new byte[0]);
            try {
                return pressedBefore(end, button);
            } finally {
                Files.deleteIfExists(wanted);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            return false;
        } finally {
            waiting = false;
        }
    }

    private boolean pressedBefore(long end, Path button) throws InterruptedException, IOException {
        while (System.nanoTime() < end && !disturbed) {
            state.wait(LOOK.toMillis());
            if (Files.deleteIfExists(button)) {
                return true;
            }
        }
        return false;
    }

    private void take(CommandCall call) {
        TableRow row = state.single(MENU);
        call.argument("mode").ifPresent(mode -> mode(row, mode, config.version().atLeast("7.17")));
        call.arguments().forEach((field, value) -> {
            if (FEATURES.contains(field) || FEATURES_OF_717.contains(field)) {
                row.set(field, value);
            }
        });
    }
}
