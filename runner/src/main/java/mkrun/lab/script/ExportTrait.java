package mkrun.lab.script;

import java.util.Locale;

/** How exports treat a field, where that is not as usual. */
enum ExportTrait {
    /** Written even if it has its default or is unset. */
    ALWAYS,
    /** Never written. */
    SKIP,
    /** Verbose exports say that nobody set it; what commands take with an exclamation mark and without a value, too. */
    UNSET,
    /** Verbose exports have it empty where nobody set it. */
    EMPTY,
    /** Verbose exports, too, leave it out where it has its default. */
    QUIET,
    /** An address, written without the length that only a host's has. */
    HOST;

    /** How the file of layouts says it. */
    String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}
