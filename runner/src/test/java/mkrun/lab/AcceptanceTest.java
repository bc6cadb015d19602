package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.lab.RealConsole.Answer;
import mkrun.lab.RealConsole.Known;
import mkrun.lab.RealConsole.Typed;
import mkrun.lab.script.Session;
import mkrun.routeros.Argument;
import mkrun.routeros.Command;
import mkrun.routeros.Menu;
import mkrun.routeros.Menus;
import mkrun.routeros.RouterosVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the console takes and what it says to the rest, against the command tree of a real router of the same version:
 * each command of our own tables with a part of its arguments, another part for each version, and a sample of the
 * commands of all versions, whole and shortened, with slashes and with blanks. It may refuse what the router takes, since our tables do not cover everything; never the other way round.
 */
class AcceptanceTest {
    private static final long SEED = Long.getLong("mkrun.seed", 20260801L);
    private static final int SAMPLE = 200;

    /** Of so many arguments, one is tried on each version. */
    private static final int PART = 8;

    private static final Pattern COLUMN = Pattern.compile("column (\\d+)\\)");

    private static final List<Known> OURS = new ArrayList<>();

    /** Which arguments stand alone is known for our own only. */
    private static final Map<String, Argument> ARGUMENTS = new HashMap<>();

    /** Commands that take values without a name, so that a word which is no flag is a value. */
    private static final Set<String> PLACES = new HashSet<>();

    @TempDir
    Path dir;

    private final List<String> wrong = new ArrayList<>();
    private int both;
    private int neither;
    private int earlier;
    private int stricter;

    static List<RouterosVersion> versions() {
        return RouterosVersion.KNOWN;
    }

    @BeforeAll
    static void collect() {
        for (Menu menu : Menus.standard().all()) {
            if (!menu.path().equals("/system/routerboard")) { // the trees were read off virtual routers
                menu.commands().forEach(c -> collect(menu.path().replaceFirst("/$", "") + "/" + c.name(), c));
            }
        }
        versions().parallelStream().forEach(RealConsole::of);
    }

    private static void collect(String path, Command command) {
        OURS.add(new Known(path, ""));
        for (Argument argument : command.arguments()) {
            OURS.add(new Known(path, argument.name()));
            ARGUMENTS.put(path + " " + argument.name(), argument);
            if (argument.position() > 0) {
                PLACES.add(path);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void takesOnlyWhatARouterTakesAndRefusesTheRestInItsWords(RouterosVersion version) throws IOException {
        RealConsole real = RealConsole.of(version);
        Random random = new Random(SEED + version.hashCode());
        LabConfig config = LabConfig.of("r", version, "x86_64", dir)
                .withHardware(LabHardware.READY.withStoragePackage()); // the trees were read off routers that have it
        try (Machine machine = Machine.open(config)) {
            Session lab = machine.interpreter().session();
            for (Known known : OURS) {
                if (known.argument().isEmpty() || random.nextInt(PART) == 0) {
                    compare(lab, real, known, words(known), known.argument(), random);
                }
            }
            for (int i = 0; i < SAMPLE; i++) {
                RouterosVersion any = versions().get(random.nextInt(versions().size()));
                List<Known> source = i % 2 == 0 ? RealConsole.of(any).all() : OURS;
                Known known = source.get(random.nextInt(source.size()));
                compare(lab, real, known, words(known), known.argument(), random);
                List<String> words =
                        words(known).stream().map(w -> shortened(w, random)).toList();
                compare(lab, real, known, words, shortened(known.argument(), random), random);
            }
        }
        System.out.println(version + ", seed " + SEED + ": both take " + both + ", both refuse " + (neither + earlier)
                + " (the lab at an earlier word: " + earlier + "), only the router takes " + stricter);
        assertThat(wrong.stream().limit(50)).isEmpty();
        assertThat(both).isGreaterThan(400);
        assertThat(neither).isGreaterThan(50); // the newest tree has nearly all that the others have
    }

    private static List<String> words(Known known) {
        return List.of(known.command().substring(1).split("/"));
    }

    private static String shortened(String word, Random random) {
        return word.length() < 2 || random.nextBoolean()
                ? word
                : word.substring(0, 1 + random.nextInt(word.length() - 1));
    }

    private void compare(
            Session lab, RealConsole real, Known known, List<String> words, String argument, Random random) {
        Argument ours = ARGUMENTS.get(known.command() + " " + known.argument());
        compare(lab, real, new Typed(words, argument, ours != null && ours.flag(), random.nextBoolean()));
    }

    private void compare(Session lab, RealConsole real, Typed typed) {
        Answer answer = real.answer(typed);
        if (!answer.meant().isEmpty() && !real.isCommand(answer.meant())) {
            return; // a menu in this version
        }
        StringBuilder said = new StringBuilder();
        lab.execute(":put [:parse \"" + typed.line() + "\"]", said::append);
        String parsed = said.toString().stripTrailing();
        boolean badParameter = parsed.startsWith("(evl bad parameter ");
        if (parsed.startsWith("(evl ") && !badParameter) {
            taken(typed, parsed, answer);
        } else {
            refused(typed, text(parsed, badParameter), answer);
        }
    }

    /** What the console says of the line, without what {@code :parse} puts around it. */
    private static String text(String parsed, boolean badParameter) {
        if (badParameter) {
            return parsed.substring(5, parsed.lastIndexOf(" /"));
        }
        return parsed.startsWith("(<%% ") ? parsed.substring(5, parsed.indexOf(')') + 1) : parsed;
    }

    private void taken(Typed typed, String parsed, Answer answer) {
        both++;
        boolean good = answer.refusal().isEmpty() || place(typed, answer);
        if (!good || !parsed.startsWith("(evl " + answer.meant())) {
            wrong.add(typed.line() + ": taken as " + parsed + ", a router says " + answer);
        }
    }

    private void refused(Typed typed, String said, Answer answer) {
        if (answer.refusal().isEmpty() || place(typed, answer)) {
            stricter++;
        } else if (said.equals(answer.refusal().get())) {
            neither++;
        } else if (column(said) < answer.column() && path(said)) {
            earlier++;
        } else {
            wrong.add(typed.line() + ": said " + said + ", a router says " + answer);
        }
    }

    /** Whether what is no flag is a value there. */
    private static boolean place(Typed typed, Answer answer) {
        return typed.flag() && PLACES.contains(answer.meant());
    }

    /** Whether a menu or command is refused, which the lab may not have. */
    private static boolean path(String said) {
        return said.startsWith("bad command name ") || said.startsWith("syntax error ");
    }

    private static int column(String said) {
        Matcher column = COLUMN.matcher(said);
        return column.find() ? Integer.parseInt(column.group(1)) : Integer.MAX_VALUE;
    }
}
