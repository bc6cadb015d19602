package mkrun.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.routeros.RouterosVersion;

/** What a router tells about itself: resources, hardware. */
final class SystemMenus {
    private static final DateTimeFormatter DATED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MONTH_NAMED =
            DateTimeFormatter.ofPattern("MMM/dd/yyyy HH:mm:ss", Locale.ROOT);
    private static final long SECTOR = 512;

    private final LabConfig config;
    private final RouterState state;
    private final RouterFiles files;
    private final Board board;
    private final RouterLog log;
    private final Instant since;

    /** @param since when it was switched on */
    SystemMenus(LabConfig config, RouterState state, RouterFiles files, RouterLog log, Instant since) {
        this.log = log;
        this.since = since;
        this.config = config;
        this.state = state;
        this.files = files;
        this.board = config.board();
    }

    void register(Interpreter interpreter) {
        state.table("/system/resource").beforeRead(t -> resource());
        if (state.dialect().has("/safe-mode")) {
            state.single("/safe-mode").set("enabled", false).set("current", false);
        }
        if (!board.virtual()) {
            routerboard();
        }
        license();
        for (String level : List.of("debug", "info", "warning", "error")) {
            interpreter.on("/log", level, call -> log(level, call));
        }
        for (String command : List.of("set", "remove")) {
            interpreter.on("/interface/list", command, SystemMenus::keepBuiltinLists);
        }
        for (String menu : List.of("/system/logging/action", "/snmp/community")) {
            interpreter.on(menu, "remove", SystemMenus::keepDefaults);
        }
        interpreter.on("/system/scheduler", "add", this::schedule);
    }

    private void resource() {
        RouterosVersion version = config.version();
        TableRow row = state.single("/system/resource");
        row.set("uptime", duration(Duration.between(since, Instant.now())))
                .set("version", version + " (" + channel(version) + ")")
                .set("build-time", buildTime(version))
                .set("factory-software", "7.1")
                .set("free-memory", Long.toString(board.memory() * 3 / 4))
                .set("total-memory", Long.toString(board.memory()))
                .set("cpu", board.cpu())
                .set("cpu-count", Integer.toString(board.cores()))
                .set("cpu-frequency", Integer.toString(board.megahertz()))
                .set("cpu-load", "1")
                .set("free-hdd-space", Long.toString(systemFree()))
                .set("total-hdd-space", Long.toString(files.systemBytes()))
                .set("write-sect-since-reboot", Long.toString((files.systemBytes() - systemFree()) / SECTOR))
                .set("write-sect-total", Long.toString((files.systemBytes() - systemFree()) / SECTOR))
                .set("architecture-name", config.architecture())
                .set("board-name", board.name())
                .set("platform", "MikroTik");
        if (!board.virtual()) {
            row.set("bad-blocks", "0%");
        }
    }

    private void routerboard() {
        state.single("/system/routerboard")
                .set("routerboard", true)
                .set("board-name", board.name())
                .set("model", board.model())
                .set(
                        "serial-number",
                        "LAB" + Integer.toHexString(config.name().hashCode()).toUpperCase(Locale.ROOT))
                .set("firmware-type", board.firmware())
                .set("factory-firmware", "7.1")
                .set("current-firmware", config.version().toString())
                .set("upgrade-firmware", config.version().toString());
    }

    private long systemFree() {
        try {
            return files.systemFree();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String channel(RouterosVersion version) {
        return switch (version.stage()) {
            case RC -> "testing";
            case BETA, ALPHA -> "development";
            case RELEASE -> "stable";
        };
    }

    /** No release's true time: minors came about every two months from May 2023 (7.9) on. */
    static String buildTime(RouterosVersion version) {
        LocalDateTime time = LocalDateTime.of(2023, 5, 2, 9, 13, 37)
                .plusMonths(2L * (version.minor() - 9))
                .plusDays(3L * version.patch());
        return time.format(version.atLeast("7.16") ? DATED : MONTH_NAMED);
    }

    /** As in {@code 1w3d20m51s}. */
    static String duration(Duration time) {
        long seconds = time.toSeconds();
        StringBuilder text = new StringBuilder();
        long[] sizes = {604_800, 86_400, 3_600, 60, 1};
        String units = "wdhms";
        for (int i = 0; i < sizes.length; i++) {
            if (seconds >= sizes[i]) {
                text.append(seconds / sizes[i]).append(units.charAt(i));
                seconds %= sizes[i];
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }

    private String log(String level, CommandCall call) {
        log.add("script," + level, call.argument("message").orElse(""));
        return "";
    }

    private static String keepBuiltinLists(CommandCall call) throws RouterError {
        if (call.rows().stream().anyMatch(r -> r.is("builtin"))) {
            throw RouterError.of("failure: can not change builtin list");
        }
        call.proceed();
        return "";
    }

    private static String keepDefaults(CommandCall call) throws RouterError {
        if (call.rows().stream().anyMatch(r -> r.is("default"))) {
            throw RouterError.of("failure: can not remove default entry");
        }
        call.proceed();
        return "";
    }

    private String schedule(CommandCall call) throws RouterError {
        if (!state.single(DeviceMode.MENU).is("scheduler")) {
            throw RouterError.of("failure: not allowed by device-mode");
        }
        call.proceed();
        return "";
    }

    private void license() {
        TableRow row = state.single("/system/license");
        if (board.virtual()) {
            row.set("system-id", "mkrunLabRtr").set("level", "free");
        } else {
            row.set("software-id", "MKRN-0LAB").set("nlevel", "5").set("features", "");
        }
    }
}
