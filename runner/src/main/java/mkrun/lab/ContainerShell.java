package mkrun.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import mkrun.lab.runc.ContainerSpec;
import mkrun.lab.runc.TerminalProcess;
import mkrun.lab.script.CommandCall;
import mkrun.lab.script.RouterError;
import mkrun.lab.script.RouterState;
import mkrun.lab.script.TableRow;
import mkrun.lab.script.Terminal;
import mkrun.routeros.Values;

/**
 * {@code /container/shell}: a program in a running container, whose output is the command's, or with a terminal a shell that
 * takes that over. Its exit status is lost, as on routers.
 */
final class ContainerShell {
    /** One stream for what is said on both, or runc, which has a pipe for each, mixes them up. */
    private static final String BOTH_OUTPUTS = "exec 2>&1; ";

    private static final String SHELL = "/bin/sh";
    private static final int MOST_OUTPUT = 1 << 20;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final RouterState state;
    private final ContainerRunner runner;

    ContainerShell(RouterState state, ContainerRunner runner) {
        this.state = state;
        this.runner = runner;
    }

    /** Lets go of the state's monitor while the program runs. */
    String run(CommandCall call) throws RouterError {
        for (TableRow row : call.rows()) {
            if (ContainerStatus.of(row) != ContainerStatus.RUNNING) {
                throw RouterError.of("failure: container is not running");
            }
        }
        if (call.rows().size() != 1) {
            throw RouterError.of("no such item");
        }
        TableRow row = call.rows().get(0);
        RunningContainer container = runner.running(row.id())
                .orElseThrow(() -> RouterError.of(
                        runner.lasting()
                                ? "failure: this router is emulated by mkrun, nothing runs in its containers"
                                : "failure: container is not running"));
        // What these do to the output is not known.
        if (call.flags().contains("as-value") || call.argument("line-separator").isPresent()) {
            throw RouterError.of("failure: not supported");
        }
        try {
            return call.argument("cmd").isPresent() ? command(call, row, container) : interactive(call, row, container);
        } catch (IOException e) {
            throw RouterError.of("failure: " + e.getMessage());
        }
    }

    private static String shell(TableRow row) {
        return row.text("shell").isEmpty() ? SHELL : row.text("shell");
    }

    private static ContainerSpec.Program program(CommandCall call, RunningContainer container, List<String> args)
            throws RouterError, IOException {
        String user = call.argument("user").orElse("");
        return container
                .program(args, user, call.argument("workdir").orElse(""))
                .orElseThrow(() -> RouterError.of("failure: could not find user " + user));
    }

    private String command(CommandCall call, TableRow row, RunningContainer container) throws RouterError, IOException {
        String cmd = call.argument("cmd").orElse("");
        boolean plain = call.flags().contains("no-sh");
        List<String> args = plain ? ContainerFiles.words(cmd) : List.of(shell(row), "-c", BOTH_OUTPUTS + cmd);
        if (args.isEmpty()) {
            throw RouterError.of("failure: no command");
        }
        Optional<Duration> limit = limit(call);
        Process process = container
                .container()
                .exec(program(call, container, args))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process), work -> daemon(work));
        if (!await(output, limit)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw RouterError.of("failure: timeout");
        }
        return lines(output.join());
    }

    private static Optional<Duration> limit(CommandCall call) throws RouterError {
        Optional<String> text = call.argument("timeout");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong millis = Values.millis(text.get());
        if (millis.isEmpty()) {
            throw RouterError.complete("invalid value for argument timeout");
        }
        return Optional.of(Duration.ofMillis(millis.getAsLong()));
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "mkrun-lab-shell");
        thread.setDaemon(true);
        thread.start();
    }

    private static String read(Process process) {
        try (InputStream in = process.getInputStream()) {
            String text = new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
            in.transferTo(OutputStream.nullOutputStream());
            return text;
        } catch (IOException e) {
            return "";
        }
    }

    /** Lines as a console has them. */
    private static String lines(String text) {
        String all = text.replace("\r\n", "\n").replace("\n", "\r\n");
        return all.isEmpty() || all.endsWith("\n") ? all : all + "\r\n";
    }

    /** Whether that is done before the limit; others may use the state meanwhile. A client that goes away ends the wait. */
    private boolean await(CompletableFuture<?> work, Optional<Duration> limit) {
        long end = System.nanoTime() + limit.map(Duration::toNanos).orElse(Long.MAX_VALUE / 2);
        work.whenComplete((result, error) -> {
            synchronized (state) {
                state.notifyAll();
            }
        });
        try {
            while (!work.isDone()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                state.wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String interactive(CommandCall call, TableRow row, RunningContainer container)
            throws RouterError, IOException {
        Terminal terminal =
                call.terminal().orElseThrow(() -> RouterError.of("failure: interactive shell needs a terminal"));
        TerminalProcess process = container
                .container()
                .execOnTerminal(program(call, container, List.of(shell(row))), terminal.rows(), terminal.columns());
        terminal.onResize(process::resize);
        CompletableFuture<Void> shown = CompletableFuture.runAsync(() -> show(process, terminal), work -> daemon(work));
        daemon(() -> type(process, terminal, shown));
        if (!await(shown, limit(call))) {
            process.end();
        }
        terminal.onResize((rows, columns) -> {});
        return "";
    }

    private static void show(TerminalProcess process, Terminal terminal) {
        try (InputStream screen = process.screen()) {
            byte[] block = new byte[8192];
            for (int n = screen.read(block); n >= 0; n = screen.read(block)) {
                terminal.screen().write(block, 0, n);
                terminal.screen().flush();
            }
        } catch (IOException e) {
            process.end();
        }
    }

    /** Takes keys only while the shell is there: the next ones are the console's. */
    private static void type(TerminalProcess process, Terminal terminal, CompletableFuture<Void> shown) {
        byte[] block = new byte[1024];
        try (OutputStream keyboard = process.keyboard()) {
            while (!shown.isDone()) {
                int there = terminal.keys().available();
                if (there < 0) {
                    process.end();
                    return;
                }
                if (there == 0) {
                    LockSupport.parkNanos(LOOK_NANOS);
                    continue;
                }
                int n = terminal.keys().read(block, 0, Math.min(there, block.length));
                keyboard.write(block, 0, Math.max(0, n));
                keyboard.flush();
            }
        } catch (IOException e) {
            process.end();
        }
    }
}
