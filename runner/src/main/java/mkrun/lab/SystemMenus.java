package mkrun.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.Table;
import mkrun.lab.script.TableRow;
import mkrun.routeros.RouterosVersion;

/** What a router tells about itself: resources, packages, disks, device-mode. */
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

    SystemMenus(LabConfig config, RouterState state, RouterFiles files, RouterLog log) {
        this.log = log;
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
        state.table("/disk").beforeRead(t -> disk());
        state.table("/system/clock").beforeRead(t -> clock());
        if (!board.virtual()) {
            routerboard();
        }
        packages();
        deviceMode();
        license();
        if (!board.virtual()) {
            routerboard();
        }
        interpreter.on("/system/device-mode", "update", SystemMenus::updateDeviceMode);
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
        // Only the disk that is there: the lab has no other kinds, and does not format.
        interpreter.on("/disk", "add", SystemMenus::noDisks);
        interpreter.on("/disk", "remove", SystemMenus::noDisks);
    }

    private void resource() {
        RouterosVersion version = config.version();
        TableRow row = state.single("/system/resource");
        Duration up = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        row.set("uptime", duration(up))
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
    private static String buildTime(RouterosVersion version) {
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

    private void disk() {
        Table disks = state.table("/disk");
        if (config.hardware().diskBytes() == 0) {
            disks.replaceAll(List.of());
            return;
        }
        Map<String, String> row = new LinkedHashMap<>();
        row.put("slot", RouterFiles.SLOT);
        row.put("type", "hardware");
        row.put("disabled", "false");
        row.put("model", "Lab Disk");
        row.put("serial", "0000000001");
        row.put("interface", board.diskInterface());
        row.put("fs", config.hardware().diskFileSystem());
        row.put("size", Long.toString(config.hardware().diskBytes()));
        row.put("free", Long.toString(diskFree()));
        row.put("block-device", "true");
        row.put("mounted", "true");
        if (config.version().atLeast("7.21")) {
            row.put("mount-point", RouterFiles.SLOT);
        }
        disks.replaceAll(List.of(new TableRow("*1", row)));
    }

    private long diskFree() {
        try {
            return files.diskFree();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        if (!state.single("/system/device-mode").is("scheduler")) {
            throw RouterError.of("failure: not allowed by device-mode");
        }
        call.proceed();
        return "";
    }

    private static String noDisks(CommandCall call) throws RouterError {
        throw RouterError.of("failure: not supported");
    }

    private void clock() {
        LocalDateTime now = LocalDateTime.now(java.time.ZoneOffset.UTC);
        state.single("/system/clock")
                .set("date", now.toLocalDate().toString())
                .set("time", now.format(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)))
                .set("gmt-offset", "+00:00")
                .set("dst-active", false);
    }

    private void packages() {
        Table packages = state.table("/system/package");
        packages.replaceAll(List.of());
        for (String name :
                config.hardware().containerPackage() ? List.of("container", "routeros") : List.of("routeros")) {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("name", name);
            row.put("version", config.version().toString());
            row.put("scheduled", "");
            row.put("build-time", buildTime(config.version()));
            row.put("size", name.equals("container") ? "1183846" : "12189696");
            row.put("disabled", "false");
            packages.add(row);
        }
    }

    private void deviceMode() {
        boolean modes = config.version().atLeast("7.17");
        TableRow row = state.single("/system/device-mode");
        row.set("mode", modes ? "advanced" : "enterprise")
                .set("flagged", false)
                .set("flagging-enabled", true)
                .set("container", config.hardware().containersAllowed());
        for (String feature : List.of(
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
                "bandwidth-test")) {
            row.set(feature, true);
        }
        row.set("traffic-gen", false);
        if (modes) {
            row.set("allowed-versions", "7.13+,6.49.8+")
                    .set("install-any-version", false)
                    .set("partitions", false)
                    .set("routerboard", false)
                    .set("attempt-count", "0");
        }
    }

    /** Nobody presses the button of an emulated router; a real one waits for it and then says the same. */
    private static String updateDeviceMode(CommandCall call) {
        return "  update: please activate by turning power off or pressing reset or mode button \r\n"
                + "          in 5m00s\r\nupdate canceled\r\n";
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
