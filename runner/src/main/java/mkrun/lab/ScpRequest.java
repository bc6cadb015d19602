package mkrun.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a client of the legacy scp protocol ({@code scp -O}) asks of the router: its command line is that of the program at
 * the other end.
 *
 * @param upload whether the client sends files, else it is sent one
 * @param folder whether the target must be a folder
 * @param path the target or the file, as it was typed
 * @param refusal why that cannot be done; empty if it can be tried
 */
record ScpRequest(boolean upload, boolean folder, String path, Optional<String> refusal) {
    /** What a shell of the other end would take for more than a part of a name; nothing tells what routers make of it. */
    private static final String NO_NAME = "['\"\\\\]";

    /** Reads a command line; empty if it is not one of scp's and is meant for the console. */
    static Optional<ScpRequest> parse(String line) {
        List<String> words = new ArrayList<>(Arrays.asList(line.strip().split("\\s+")));
        if (!words.remove(0).equals("scp")) {
            return Optional.empty();
        }
        StringBuilder options = new StringBuilder();
        while (!words.isEmpty() && words.get(0).startsWith("-")) {
            String word = words.remove(0);
            if (word.equals("--")) {
                break;
            }
            options.append(word.substring(1));
        }
        boolean upload = options.indexOf("t") >= 0;
        if (upload == options.indexOf("f") >= 0) {
            return Optional.empty();
        }
        boolean folder = options.indexOf("d") >= 0;
        return Optional.of(new ScpRequest(upload, folder, String.join(" ", words), refusal(options.toString(), words)));
    }

    private static Optional<String> refusal(String options, List<String> words) {
        String unknown = options.replaceAll("[tfdv]", "");
        if (!unknown.isEmpty()) {
            return Optional.of(
                    "-" + unknown.charAt(0) + " is not supported, only single files without their times are");
        }
        if (words.size() != 1 || words.get(0).matches(".*" + NO_NAME + ".*")) {
            return Optional.of("only one name without blanks, quotes and backslashes is supported: use sftp");
        }
        return Optional.empty();
    }
}
