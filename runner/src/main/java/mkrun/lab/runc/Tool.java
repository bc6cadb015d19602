package mkrun.lab.runc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs of this machine that running containers takes. */
enum Tool {
    RUNC("runc", "runc"),
    IP("ip", "iproute2"),
    UNSHARE("unshare", "util-linux"),
    NSENTER("nsenter", "util-linux"),
    SCRIPT("script", "bsdutils");

    private static final List<String> MORE_PLACES =
            List.of("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin");

    private final String program;
    private final String debianPackage;

    Tool(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /** What a program printed on both of its outputs, and how it ended. */
    record Result(int status, String output) {}

    /** Where it is; the folders for administrators count even where PATH lacks them. */
    Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":")), MORE_PLACES.stream())
                .filter(dir -> !dir.isEmpty())
                .map(dir -> Path.of(dir, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The program, and the package of Debian and Ubuntu that has it. */
    String described() {
        return program + " (package " + debianPackage + ")";
    }

    /**
     * The command that runs it.
     *
     * @throws IOException if it is not there
     */
    List<String> command(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(find().orElseThrow(() -> new IOException("this machine lacks " + described()))
                .toString());
        command.addAll(arguments);
        return command;
    }

    /** A process of it that is not started yet. */
    ProcessBuilder process(List<String> arguments) throws IOException {
        return new ProcessBuilder(command(arguments));
    }

    /** Runs it to its end with that input. */
    Result run(List<String> arguments, String input) throws IOException {
        Process process = process(arguments).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return result(process); // it has ended without reading; its output tells why
        }
        return result(process);
    }

    private static Result result(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), text);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
