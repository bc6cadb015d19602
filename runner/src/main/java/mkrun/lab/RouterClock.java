package mkrun.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.Interpreter;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.routeros.ConsoleDate;
import mkrun.routeros.Values;

/**
 * The time that a router believes it is, in the zone that it is set to: this machine's, and by how much somebody has set
 * it ahead or back. It goes on while the router is off. The state's monitor is held by whoever asks.
 */
final class RouterClock extends Clock {
    private static final String MENU = "/system/clock";
    private static final String DATE = "date";
    private static final String TIME = "time";
    private static final DateTimeFormatter OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final RouterState state;
    private final Path file;
    private Duration ahead;
    private Consumer<Duration> moved = by -> {};

    private RouterClock(RouterState state, Path file, Duration ahead) {
        this.state = state;
        this.file = file;
        this.ahead = ahead;
    }

    /**
     * The clock of a router that comes up.
     *
     * @param anew whether it was up before in this program's run: what was set then counts more than what was ordered
     * @throws IOException if what was set cannot be read
     */
    static RouterClock of(LabConfig config, RouterState state, boolean anew) throws IOException {
        Path file = config.stateDir().resolve("clock-seconds-ahead");
        Optional<LocalDate> ordered = config.faults().clock();
        if (ordered.isPresent() && !anew) {
            Files.deleteIfExists(file);
        }
        Duration ahead = Files.exists(file)
                ? read(file)
                : ordered.map(day -> Duration.ofDays(
                                day.toEpochDay() - LocalDate.now(ZoneOffset.UTC).toEpochDay()))
                        .orElse(Duration.ZERO);
        return new RouterClock(state, file, ahead);
    }

    private static Duration read(Path file) throws IOException {
        try {
            return Duration.ofSeconds(Long.parseLong(
                    Files.readString(file, StandardCharsets.UTF_8).strip()));
        } catch (NumberFormatException e) {
            throw new IOException(
                    file + " does not tell by how many seconds a clock is ahead; forget it with 'mkrun lab reset'", e);
        }
    }

    /**
     * Registers its menu.
     *
     * @param newMoved told by how much the clock is set ahead of what it showed, or back if that is negative
     */
    void register(Interpreter interpreter, Consumer<Duration> newMoved) {
        this.moved = newMoved;
        state.table(MENU).beforeRead(t -> show());
        interpreter.on(MENU, "set", this::set);
    }

    private void show() {
        LocalDateTime now = LocalDateTime.now(this);
        ZoneId zone = getZone();
        ZoneOffset offset = zone.getRules().getOffset(instant());
        state.single(MENU)
                .set(DATE, now.toLocalDate().toString())
                .set(TIME, now.format(OF_DAY))
                .set("gmt-offset", offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId())
                .set("dst-active", zone.getRules().isDaylightSavings(instant()));
    }

    private String set(CommandCall call) throws RouterError {
        call.proceed();
        if (call.argument(DATE).isPresent() || call.argument(TIME).isPresent()) {
            TableRow row = state.single(MENU);
            LocalDateTime before = LocalDateTime.now(this);
            LocalDate day = call.argument(DATE).isPresent()
                    ? ConsoleDate.of(row.text(DATE)).orElse(before.toLocalDate())
                    : before.toLocalDate();
            LocalTime time = call.argument(TIME).isPresent()
                    ? ofDay(row.text(TIME)).orElse(before.toLocalTime())
                    : before.toLocalTime();
            move(Duration.between(before, day.atTime(time)));
        }
        return "";
    }

    /** The time of day that the console keeps as a span since midnight; empty if the text is none. */
    static Optional<LocalTime> ofDay(String span) {
        OptionalLong millis = Values.millis(span);
        return millis.isPresent()
                ? Optional.of(LocalTime.ofNanoOfDay(
                        Duration.ofMillis(millis.getAsLong()).toNanos()))
                : Optional.empty();
    }

    private void move(Duration by) {
        ahead = ahead.plus(by);
        try {
            Disk.write(file, Long.toString(ahead.toSeconds()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        moved.accept(by);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    /** UTC where the router has no zone, or sets its offset by hand, in a menu that is not there. */
    @Override
    public ZoneId getZone() {
        try {
            return ZoneId.of(state.single(MENU).text("time-zone-name"));
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), ahead);
    }
}
