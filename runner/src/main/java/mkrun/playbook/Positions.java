package mkrun.playbook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mkrun.task.SourcePos;
import org.jspecify.annotations.Nullable;

/** Finds out which line of a script, or of a Java playbook, is being evaluated. */
final class Positions {
    /** A place that is not known. */
    static final SourcePos UNKNOWN = new SourcePos("playbook", 0, 0);

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final List<String> NOT_USERS =
            List.of("mkrun.", "java.", "jdk.", "sun.", "groovy.", "org.codehaus.groovy.", "org.apache.groovy.");

    private Positions() {}

    /** The line that the nearest script on this thread's stack is at. */
    static SourcePos here() {
        return WALKER.walk(frames -> frames.map(frame -> position(
                                frame.getDeclaringClass().getClassLoader() == null
                                        ? null
                                        : frame.getDeclaringClass()
                                                .getClassLoader()
                                                .getName(),
                                frame.toStackTraceElement()))
                        .flatMap(Optional::stream)
                        .findFirst())
                .orElse(UNKNOWN);
    }

    /** The line of the script, or else of the Java playbook, that an exception came through first. */
    static SourcePos of(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .flatMap(frame -> position(frame.getClassLoaderName(), frame).stream())
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The line of the script that a stack is in, the innermost call first; empty if it is in none. */
    static Optional<SourcePos> inScript(StackTraceElement... stack) {
        return Arrays.stream(stack)
                .filter(frame ->
                        ScriptClassLoader.scriptOf(frame.getClassLoaderName()).isPresent())
                .flatMap(frame -> position(frame.getClassLoaderName(), frame).stream())
                .findFirst();
    }

    private static Optional<SourcePos> position(@Nullable String loader, StackTraceElement frame) {
        if (frame.getLineNumber() <= 0 || frame.getFileName() == null) {
            return Optional.empty();
        }
        Optional<String> script = ScriptClassLoader.scriptOf(loader);
        boolean users = script.isPresent() || NOT_USERS.stream().noneMatch(frame.getClassName()::startsWith);
        return users
                ? Optional.of(new SourcePos(script.orElse(frame.getFileName()), frame.getLineNumber(), 0))
                : Optional.empty();
    }
}
