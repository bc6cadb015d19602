package mkrun.lab.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mkrun.lab.script.ApiRequest;

/**
 * What a client sent.
 *
 * @param tag of {@code .tag}, empty if there is none
 * @param broken the first word that is of no kind, or says something a second time
 */
record Sentence(ApiRequest request, String tag, Optional<String> broken) {
    private static final String TAG = ".tag=";

    /** @param words at least one */
    static Sentence of(List<String> words) {
        Map<String, String> attributes = new LinkedHashMap<>();
        List<String> queries = new ArrayList<>();
        String tag = "";
        Optional<String> broken = Optional.empty();
        for (String word : words.subList(1, words.size())) {
            int sign = word.indexOf('=', 1);
            if (word.startsWith(TAG)) {
                tag = word.substring(TAG.length());
            } else if (word.startsWith("?")) {
                queries.add(word.substring(1));
            } else if (!word.startsWith("=")
                    || sign < 2
                    || attributes.put(word.substring(1, sign), word.substring(sign + 1)) != null) {
                broken = broken.or(() -> Optional.of(name(word)));
            }
        }
        return new Sentence(new ApiRequest(words.get(0), attributes, queries), tag, broken);
    }

    private static String name(String word) {
        String name = word.startsWith("=") ? word.substring(1) : word;
        int sign = name.indexOf('=');
        return sign < 0 ? name : name.substring(0, sign);
    }

    String command() {
        return request.command();
    }

    String attribute(String name) {
        return request.attributes().getOrDefault(name, "");
    }
}
