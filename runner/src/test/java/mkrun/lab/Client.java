package mkrun.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mkrun.testing.Needs;

/** A program of this machine as a client of emulated routers. */
final class Client {
    /** How it ended. */
    record Result(int status, String out, String err) {}

    private final Path dir;

    /** @param dir for its files */
    Client(Path dir) {
        this.dir = dir;
    }

    /** {@code ssh} with a password. */
    Result ssh(LabRouter router, String password, String... more) {
        return openSsh("ssh", router, password, "", more);
    }

    /** {@code sftp} with a password, reading commands from standard input. */
    Result sftp(LabRouter router, String password, String batch) {
        // With -b sftp never asks for a password.
        return openSsh("sftp", router, password, batch);
    }

    /** {@code scp} by the legacy protocol with a password; what is there begins with {@code admin@127.0.0.1:}. */
    Result scp(LabRouter router, String password, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Needs.tool("sshpass").toString(),
                "-p",
                password,
                Needs.tool("scp").toString(),
                "-O"));
        command.addAll(options(router));
        command.addAll(List.of("-o", "PubkeyAuthentication=no", "-P" + router.port()));
        command.addAll(List.of(more));
        return run(command, "");
    }

    /** {@code ssh} with a private key and nothing else. */
    Result sshWithKey(LabRouter router, Path key, String... more) {
        List<String> command = new ArrayList<>(List.of(Needs.tool("ssh").toString(), "-o", "BatchMode=yes", "-i"));
        command.add(key.toString());
        command.addAll(options(router));
        command.add("-p" + router.port());
        command.add("admin@" + router.host());
        command.addAll(List.of(more));
        return run(command, "");
    }

    /** The beginning of an {@code ssh} with a password: user and host must follow. */
    List<String> sshAs(LabRouter router, String password) {
        List<String> command = new ArrayList<>(List.of(
                Needs.tool("sshpass").toString(),
                "-p",
                password,
                Needs.tool("ssh").toString()));
        command.addAll(options(router));
        command.addAll(List.of("-o", "PubkeyAuthentication=no", "-p" + router.port()));
        return command;
    }

    private Result openSsh(String program, LabRouter router, String password, String input, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Needs.tool("sshpass").toString(),
                "-p",
                password,
                Needs.tool(program).toString()));
        command.addAll(options(router));
        command.addAll(List.of("-o", "PubkeyAuthentication=no", "-P" + router.port()));
        if (program.equals("ssh")) {
            command.set(command.size() - 1, "-p" + router.port());
        }
        List<String> flags = new ArrayList<>(List.of(more));
        if (!flags.isEmpty() && flags.get(0).startsWith("-")) {
            command.add(flags.remove(0));
        }
        command.add("admin@" + router.host());
        command.addAll(flags);
        return run(command, input);
    }

    private List<String> options(LabRouter router) {
        try {
            Path known = Files.writeString(dir.resolve("known_hosts"), router.knownHostsLine() + "\n");
            return List.of(
                    "-F",
                    "none",
                    "-o",
                    "UserKnownHostsFile=" + known,
                    "-o",
                    "StrictHostKeyChecking=yes",
                    "-o",
                    "NumberOfPasswordPrompts=1",
                    "-o",
                    "LogLevel=ERROR");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program to its end. */
    Result run(List<String> command, String input) {
        try {
            Path out = Files.createTempFile(dir, "client", ".out");
            Path err = Files.createTempFile(dir, "client", ".err");
            Process process = new ProcessBuilder(command)
                    .directory(dir.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after two minutes: " + command);
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
