package mkrun.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mkrun.testing.Needs;
import mkrun.testing.RootOnDisk;

/**
 * 25 MB to 1 and to 20 emulated routers, ten at a time, on lines of 0 and 20 ms round trip, against OpenSSH's sftp, which logs
 * in by a key. The argument is the number of runs, 3 if there is none.
 */
public final class UploadBenchmark {
    private static final int BYTES = 25_000_000;
    private static final int ROUTERS = 20;

    private UploadBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
        Path scratch = Files.createTempDirectory("mkrun-upload");
        Stopwatch.process(Needs.projectRoot(), Map.of(), List.of("./mkrun", "--version")); // makes jar and archive
        List<String> rows = new ArrayList<>();
        try {
            byte[] bytes = new byte[BYTES];
            new Random(1).nextBytes(bytes);
            Path file = Files.write(scratch.resolve("image"), bytes);
            Path key = key(scratch);
            for (int roundTrip : List.of(0, 20)) {
                rows.addAll(measure(scratch.resolve(roundTrip + "ms"), Duration.ofMillis(roundTrip), file, key, runs));
            }
        } finally {
            RootOnDisk.delete(scratch);
        }
        System.out.println(
                "| uploads, routers, round trip | median s | CPU ms per router | MiB | ratio |\n|---|--:|--:|--:|--:|");
        rows.forEach(System.out::println);
    }

    private static List<String> measure(Path scratch, Duration roundTrip, Path file, Path key, int runs)
            throws Exception {
        List<String> rows = new ArrayList<>();
        try (LabFleet ours = LabFleet.start(scratch.resolve("ours"), ROUTERS, Duration.ZERO, roundTrip);
                LabFleet theirs = LabFleet.start(scratch.resolve("theirs"), ROUTERS, Duration.ZERO, roundTrip)) {
            theirs.acceptKey(Files.readString(key.resolveSibling("key.pub")));
            for (int routers : List.of(1, ROUTERS)) {
                String to = ", " + routers + ", " + roundTrip.toMillis() + " ms";
                Measured base = Measured.of(runs, scratch, Map.of(), sftp(theirs, scratch, routers, file, key));
                rows.add(base.row("sftp" + to, routers, base));
                List<Measured> uploads = new ArrayList<>();
                for (int i = 0; i < runs; i++) { // a name each, or nothing would have to be sent again
                    uploads.add(Measured.of(1, scratch, Map.of(), upload(ours, routers, file, routers + "-" + i)));
                }
                uploads.sort(Comparator.comparingDouble(Measured::seconds));
                rows.add(uploads.get(runs / 2).row("mkrun's uploads" + to, routers, base));
            }
        }
        return rows;
    }

    private static Path key(Path scratch) throws IOException, InterruptedException {
        Path key = scratch.resolve("key");
        Stopwatch.process(
                scratch,
                Map.of(),
                List.of(
                        Needs.tool("ssh-keygen").toString(),
                        "-q",
                        "-t",
                        "rsa",
                        "-b",
                        "2048",
                        "-N",
                        "",
                        "-f",
                        key.toString()));
        return key;
    }

    /** With the launcher's options, its archive of classes among them, which has to be there. */
    private static List<String> upload(LabFleet fleet, int routers, Path file, String name) {
        Path target = Needs.projectRoot().resolve("runner/target");
        return List.of(
                "java",
                "-XX:SharedArchiveFile=" + target.resolve("mkrun.jsa"),
                "-Xshare:on",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:CompileThresholdScaling=2",
                "-Xms192m",
                "-XX:NewSize=128m",
                "-XX:+UseTransparentHugePages",
                "-cp",
                target.resolve("mkrun.jar") + ":" + target.resolve("test-classes"),
                UploadClient.class.getName(),
                fleet.ports().toString(),
                fleet.knownHosts().toString(),
                String.valueOf(routers),
                file.toString(),
                name);
    }

    private static List<String> sftp(LabFleet fleet, Path scratch, int routers, Path file, Path key)
            throws IOException {
        Path batch = Files.writeString(scratch.resolve("batch"), "put " + file + " usb1/x\n");
        String one = String.join(
                " ",
                Needs.tool("sftp").toString(),
                "-q -o IdentitiesOnly=yes -o UserKnownHostsFile=" + fleet.knownHosts(),
                "-i " + key,
                "-b " + batch,
                "-P {} admin@127.0.0.1");
        return List.of("sh", "-c", "head -n " + routers + " " + fleet.ports() + " | xargs -P10 -I{} " + one);
    }
}
