package mkrun.lab;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Accidents to order. Each happens once in the life of a started router, reboots included: what comes after it works again.
 * Only a wrong clock stays wrong.
 *
 * @param orders how each is ordered; what is not in it does not happen
 */
public record LabFaults(Map<Kind, String> orders) {
    /** What can go wrong. */
    public enum Kind {
        /** The connection is cut when that many bytes were uploaded. */
        DROP_UPLOAD_AFTER("BYTES", Kind::counted),
        /** The connection is cut when that many bytes of answers to exec requests were sent; what is asked for is done. */
        DROP_ANSWER_AFTER("BYTES", Kind::counted),
        /** The connection is cut when that exec request (counted from 1) arrives, before it runs. */
        DROP_AT_EXEC("N", Kind::counted),
        /**
         * The connection is cut after that changing command (counted from 1) was carried out, without an answer and without
         * the rest of its line.
         */
        DROP_AFTER_CHANGE("N", Kind::counted),
        /** The power fails after that changing command, and comes back. */
        REBOOT_AFTER_CHANGE("N", Kind::counted),
        /**
         * After that changing command (counted from 1) the disks are full, whatever is removed from them, until the router
         * boots or {@link LabRouter#calm} is called.
         */
        DISK_FULL_AFTER_CHANGE("N", Kind::counted),
        /** The same once that many bytes were written by uploads, imports and commands. */
        DISK_FULL_AFTER("BYTES", Kind::counted),
        /** That exec request (counted from 1) is taken, not run, and never answered; the connection stays. */
        SILENT_AT_EXEC("N", Kind::counted),
        /**
         * That changing command (counted from 1) is carried out, the rest of its line is not, and no answer ever comes; the
         * connection stays.
         */
        SILENT_AFTER_CHANGE("N", Kind::counted),
        /** That request over SFTP (counted from 1) is not carried out and never answered; the connection stays. */
        SILENT_AT_TRANSFER("N", Kind::counted),
        /** That import of an image (counted from 1) fails. */
        FAIL_IMPORT("N", Kind::counted),
        /** The first export that meets this menu goes on without it, since it does not answer in time. */
        SLOW_EXPORT("MENU", Kind::menu),
        /** The day that the router believes it is. */
        CLOCK("YYYY-MM-DD", LocalDate::parse),
        /** What a console asks before its first prompt: a {@link Greeting}. */
        LOGIN(names(Greeting.values()), word -> constant(Greeting.values(), word)),
        /** What is wrong with a container: an {@link Illness}. */
        CONTAINER(names(Illness.values()), word -> constant(Illness.values(), word));

        private final String meaning;
        private final Consumer<String> check;

        Kind(String meaning, Consumer<String> check) {
            this.meaning = meaning;
            this.check = check;
        }

        private static void counted(String number) {
            if (Integer.parseInt(number) < 1) {
                throw new NumberFormatException(number);
            }
        }

        private static void menu(String path) {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException(path);
            }
        }

        private String word() {
            return LabFaults.word(this);
        }

        private static Optional<Kind> named(String word) {
            return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
        }

        private static String all() {
            return Arrays.stream(values()).map(k -> k.word() + "=" + k.meaning).collect(Collectors.joining(", "));
        }
    }

    /** What can be wrong with a container, and with which. */
    public enum Illness {
        /** Nothing, with none. */
        NONE,
        /** The first one that is started ends as soon as it runs. */
        EXITS,
        /** The first one that is started runs, and no check of its health ever succeeds. */
        NEVER_HEALTHY,
        /** No check of the health of those that run when the router is switched on succeeds. */
        FALLS_ILL
    }

    /** What a console asks whoever logs in, as new routers do. */
    public enum Greeting {
        /** Nothing. */
        NONE,
        /** The first one, whether the licence is to be seen. */
        LICENSE,
        /** Everybody, for a new password, until one is given. */
        PASSWORD,
        /** First the one, then the other. */
        BOTH;

        boolean license() {
            return this == LICENSE || this == BOTH;
        }

        boolean password() {
            return this == PASSWORD || this == BOTH;
        }
    }

    /** Nothing goes wrong. */
    public static final LabFaults NONE = new LabFaults(Map.of());

    /** @throws IllegalArgumentException if an order cannot be understood; the message can be shown to a user */
    public LabFaults {
        orders.forEach(LabFaults::requireGood);
        orders = Map.copyOf(orders);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The words for constants; the first, which stands for nothing, is not ordered. */
    private static String names(Enum<?>[] constants) {
        return Arrays.stream(constants).skip(1).map(LabFaults::word).collect(Collectors.joining("|"));
    }

    private static <E extends Enum<E>> E constant(E[] constants, String word) {
        return Arrays.stream(constants)
                .skip(1)
                .filter(c -> word(c).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }

    private static void requireGood(Kind kind, String value) {
        try {
            kind.check.accept(value);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw unknown(kind.word() + "=" + value);
        }
    }

    private static IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException(
                "no accident of an emulated router: '" + word + "' (expected some of: " + Kind.all() + ")");
    }

    /** Cuts the connection in the middle of an upload. */
    public static LabFaults dropUploadAfter(int bytes) {
        return NONE.and(Kind.DROP_UPLOAD_AFTER, Integer.toString(bytes));
    }

    /** Cuts the connection in the middle of an answer. */
    public static LabFaults dropAnswerAfter(int bytes) {
        return NONE.and(Kind.DROP_ANSWER_AFTER, Integer.toString(bytes));
    }

    /** Cuts the connection instead of running the n-th exec request. */
    public static LabFaults dropAtExec(int n) {
        return NONE.and(Kind.DROP_AT_EXEC, Integer.toString(n));
    }

    /** Cuts the connection right after the n-th changing command. */
    public static LabFaults dropAfterChange(int n) {
        return NONE.and(Kind.DROP_AFTER_CHANGE, Integer.toString(n));
    }

    /** Reboots the router right after the n-th changing command. */
    public static LabFaults rebootAfterChange(int n) {
        return NONE.and(Kind.REBOOT_AFTER_CHANGE, Integer.toString(n));
    }

    /** Has a menu miss in the first export that meets it. */
    public static LabFaults slowExport(String menu) {
        return NONE.and(Kind.SLOW_EXPORT, menu);
    }

    /** Has something be wrong with a container for as long as it is not started anew. */
    public static LabFaults ill(Illness illness) {
        return illness == Illness.NONE ? NONE : NONE.and(Kind.CONTAINER, word(illness));
    }

    /**
     * Accidents as users order them.
     *
     * @param text such as {@code reboot-after-change=3 clock=1970-01-02}
     * @throws IllegalArgumentException if it cannot be understood; the message can be shown to a user
     */
    public static LabFaults parse(String text) {
        LabFaults faults = NONE;
        for (String word : List.of(text.strip().split("[,\\s]+"))) {
            if (!word.isEmpty()) {
                Kind kind = Kind.named(word.replaceFirst("=.*", "")).orElseThrow(() -> unknown(word));
                faults = faults.and(kind, word.replaceFirst("[^=]*=?", ""));
            }
        }
        return faults;
    }

    private LabFaults and(Kind kind, String value) {
        Map<Kind, String> more = new EnumMap<>(Kind.class);
        more.putAll(orders);
        more.put(kind, value);
        return new LabFaults(more);
    }

    /** The number by which an accident is ordered; 0 if it is not. */
    int number(Kind kind) {
        return Integer.parseInt(orders.getOrDefault(kind, "0"));
    }

    /** The menu that an export goes on without; empty for none. */
    String slowExport() {
        return orders.getOrDefault(Kind.SLOW_EXPORT, "");
    }

    /** The day that the router believes it is; empty for today. */
    Optional<LocalDate> clock() {
        return Optional.ofNullable(orders.get(Kind.CLOCK)).map(LocalDate::parse);
    }

    /** What is wrong with a container. */
    Illness illness() {
        return Optional.ofNullable(orders.get(Kind.CONTAINER))
                .map(word -> constant(Illness.values(), word))
                .orElse(Illness.NONE);
    }

    /** What consoles ask. */
    Greeting greeting() {
        return Optional.ofNullable(orders.get(Kind.LOGIN))
                .map(word -> constant(Greeting.values(), word))
                .orElse(Greeting.NONE);
    }
}
