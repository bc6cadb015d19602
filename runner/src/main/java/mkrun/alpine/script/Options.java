package mkrun.alpine.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options and operands of a call, as GNU getopt reads them: options may follow operands.
 *
 * @param values values by option letter; an empty text for an option that takes none
 * @param operands everything else
 */
record Options(Map<Character, String> values, List<String> operands) {
    /**
     * @param line for messages
     * @param words the call, its name first
     * @param letters options that take nothing, then after a colon those that take a value ({@code "SDH:hsG"})
     * @param longNames letters by long name, as {@code home=h}
     */
    static Options parse(int line, List<String> words, String letters, String... longNames) throws ScriptException {
        Options options = new Options(new LinkedHashMap<>(), new ArrayList<>());
        String valued = letters.contains(":") ? letters.substring(letters.indexOf(':') + 1) : "";
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                options.operands.addAll(words.subList(i + 1, words.size()));
                break;
            }
            if (!word.startsWith("-") || word.equals("-")) {
                options.operands.add(word);
                continue;
            }
            String cluster = word.startsWith("--") ? "-" + letter(line, words, word, longNames) : word;
            for (int k = 1; k < cluster.length(); k++) {
                char letter = cluster.charAt(k);
                if (letters.indexOf(letter) < 0 || letter == ':') {
                    throw new ScriptException(line, words.get(0) + ": the option " + word + " is not replayed");
                }
                if (valued.indexOf(letter) < 0) {
                    options.values.put(letter, "");
                } else if (k + 1 < cluster.length()) {
                    options.values.put(letter, cluster.substring(k + 1));
                    break;
                } else if (++i < words.size()) {
                    options.values.put(letter, words.get(i));
                } else {
                    throw new ScriptException(line, words.get(0) + ": option " + word + " needs a value");
                }
            }
        }
        return options;
    }

    boolean has(char letter) {
        return values.containsKey(letter);
    }

    String get(char letter, String otherwise) {
        return values.getOrDefault(letter, otherwise);
    }

    private static String letter(int line, List<String> words, String word, String[] longNames) throws ScriptException {
        String name = word.substring(2).replaceFirst("=.*", "");
        for (String longName : longNames) {
            if (longName.startsWith(name + "=")) {
                return longName.substring(name.length() + 1) + word.substring(2).replaceFirst("^[^=]*=?", "");
            }
        }
        throw new ScriptException(line, words.get(0) + ": the option " + word + " is not replayed");
    }
}
