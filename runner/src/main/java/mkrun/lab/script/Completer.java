package mkrun.lab.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mkrun.lab.script.Signature.Kind;
import mkrun.lab.script.Signature.Parameter;
import mkrun.routeros.Command;
import mkrun.routeros.Field;
import mkrun.routeros.FieldType;

/**
 * Completes what somebody types in a terminal: menus, commands, names of arguments, of rows, and the words that a field
 * can have.
 *
 * <p>Sources: RouterOS's manual, Console, "Quick Typing": the rest of the only word that begins so, with a blank; else
 * what all of them have in common. If none begins so, those whose words have these first letters, or else that have
 * these letters in this order. That an
 * argument's name is followed by {@code =} is not told there.
 */
final class Completer {
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9.-]+)=(?:.*,)?([^,]*)", Pattern.DOTALL);
    private static final Pattern CONDITION = Pattern.compile("\\bwhere\\s");
    private static final String BLANK = " ";

    private final Session session;
    private final Console console;

    Completer(Session session) {
        this.session = session;
        this.console = session.interpreter().console();
    }

    /** @param text as bytes, one a character, up to where the key was hit */
    Completion complete(String text) {
        OpenText open = OpenText.of(text);
        return open.takesWords() ? command(open.statement(), open.word()) : Completion.NONE;
    }

    private Completion command(String statement, String last) {
        Cursor cursor = new Cursor(statement, false);
        String menu = session.menu();
        if (cursor.take(':')) {
            String word = cursor.word("-._");
            return cursor.ended()
                    ? chosen(word, all(console.commands("/").keySet(), BLANK))
                    : console.command("/", word).map(c -> language(c, last)).orElse(Completion.NONE);
        }
        if (cursor.take('/')) {
            menu = "/";
        }
        while (true) {
            String word = cursor.word("-._");
            if (cursor.ended()) {
                return chosen(word, all(console.words(menu), BLANK));
            }
            Optional<String> below = console.submenu(menu, word);
            if (below.isPresent() || word.equals("..")) {
                menu = below.isPresent() ? Console.child(menu, below.get()) : Console.parent(menu);
                if (!cursor.take('/') && !cursor.skipBlanks()) {
                    return Completion.NONE;
                }
            } else {
                String where = menu;
                return console.command(menu, word)
                        .filter(c -> console.implemented(where, c.name()) && cursor.skipBlanks())
                        .map(c -> argument(where, c, cursor.rest(), last))
                        .orElse(Completion.NONE);
            }
        }
    }

    private Completion language(Command command, String last) {
        if (!GlobalCommands.has(command.name())
                || !last.isEmpty() && !BARE.matcher(last).matches()) {
            return Completion.NONE;
        }
        return chosen(last, arguments(console.global(command).signature()));
    }

    private Completion argument(String menu, Command command, String before, String last) {
        Signature signature = console.shape(menu, command).signature();
        if (signature.implicitWhere() || CONDITION.matcher(before).find()) {
            return chosen(last, all(console.fields(menu).all().keySet(), "="));
        }
        Matcher named = NAMED.matcher(last);
        if (named.matches()) {
            return signature
                    .named(named.group(1))
                    .map(p -> chosen(named.group(2), all(values(menu, p.name()), BLANK)))
                    .orElse(Completion.NONE);
        }
        Map<String, String> words = new TreeMap<>(arguments(signature));
        if (signature.positional().stream().anyMatch(p -> p.name().startsWith("number"))) {
            words.putAll(all(rows(menu), BLANK));
        }
        return chosen(last.substring(last.lastIndexOf(',') + 1), words);
    }

    private static Map<String, String> arguments(Signature signature) {
        Map<String, String> words = new TreeMap<>();
        for (Parameter parameter : signature.all().values()) {
            if (parameter.kind() != Kind.REFUSED) {
                boolean alone = parameter.kind() == Kind.FLAG || parameter.kind() == Kind.WHERE;
                words.put(parameter.name(), alone ? BLANK : "=");
            }
        }
        return words;
    }

    /** What a field can be, of those that can be few things. */
    private List<String> values(String menu, String spelling) {
        Optional<Field> field = console.fields(menu).field(spelling);
        if (field.isEmpty()) {
            return spelling.startsWith("number") ? rows(menu) : List.of();
        }
        FieldType type = field.get().type();
        List<String> words = new ArrayList<>(type.words());
        if (type.base() == FieldType.Base.BOOL) {
            words.addAll(List.of("no", "yes"));
        }
        type.menus().forEach(m -> words.addAll(rows(m)));
        return words;
    }

    /** Names of rows that need no quotes; of nobody's who may not read. */
    private List<String> rows(String menu) {
        RouterState state = session.interpreter().state();
        if (!session.may("read")) {
            return List.of();
        }
        synchronized (state) {
            String name = References.nameField(state.dialect(), menu);
            Table table = state.table(menu);
            table.refresh();
            return table.rows().stream()
                    .map(r -> Bytes.of(r.text(name)))
                    .filter(n -> BARE.matcher(n).matches())
                    .distinct()
                    .toList();
        }
    }

    private static Map<String, String> all(Collection<String> words, String ending) {
        Map<String, String> endings = new TreeMap<>();
        words.forEach(w -> endings.put(w, ending));
        return endings;
    }

    /** @param words with what follows each if it is the only one */
    private static Completion chosen(String typed, Map<String, String> words) {
        List<String> meant = those(words, w -> w.startsWith(typed));
        if (meant.isEmpty()) {
            meant = those(words, w -> initials(w).startsWith(typed));
        }
        if (meant.isEmpty()) {
            meant = those(words, w -> inOrder(typed, w));
        }
        if (meant.isEmpty()) {
            return Completion.NONE;
        }
        String only = meant.get(0);
        String text = meant.size() == 1 ? only + words.get(only) : common(meant);
        return text.startsWith(typed) && text.length() > typed.length() || meant.size() == 1
                ? new Completion(typed.length(), text, meant)
                : new Completion(0, "", meant);
    }

    private static List<String> those(Map<String, String> words, Predicate<String> meant) {
        return words.keySet().stream().filter(meant).toList();
    }

    /** Of {@code monitor-traffic}, {@code mt}. */
    private static String initials(String name) {
        StringBuilder initials = new StringBuilder();
        for (String word : name.split("-")) {
            initials.append(word, 0, Math.min(1, word.length()));
        }
        return initials.toString();
    }

    private static boolean inOrder(String letters, String word) {
        int at = -1;
        for (char letter : letters.toCharArray()) {
            at = word.indexOf(letter, at + 1);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    private static String common(List<String> words) {
        String common = words.get(0);
        for (String word : words) {
            while (!word.startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        return common;
    }
}
