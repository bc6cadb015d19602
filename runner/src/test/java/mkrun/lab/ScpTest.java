package mkrun.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** OpenSSH's {@code scp -O}, which speaks scp's own protocol instead of SFTP, against an emulated router. */
class ScpTest extends OnOpenSsh {
    private static final String ROUTER = "admin@127.0.0.1:";
    private static final int SIZE = 300_000;

    private Path local(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return Files.write(dir.resolve(name), bytes);
    }

    private Client.Result scp(LabRouter router, Object... words) {
        String[] texts = new String[words.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = words[i].toString();
        }
        return client.scp(router, PASSWORD, texts);
    }

    private static void refused(Client.Result result, String reason) {
        assertThat(result.err()).contains(reason);
        assertThat(result.status()).isEqualTo(1);
    }

    private static void done(Client.Result result) {
        assertThat(result).isEqualTo(new Client.Result(0, "", ""));
    }

    @Test
    void filesGoThereAndBack() throws LabException, IOException {
        Path big = local("big", SIZE);
        Path empty = local("empty", 0);
        try (LabRouter router = LabRouter.start(config("7.16.2"))) {
            done(scp(router, big, ROUTER + "/usb1/there"));
            assertThat(run(router, ":put [/file/get usb1/there size]")).isEqualTo(SIZE + "\r\n");
            done(scp(router, ROUTER + "usb1/there", dir.resolve("back")));
            assertThat(dir.resolve("back")).hasSameBinaryContentAs(big);
            done(scp(router, empty, ROUTER + "usb1/there"));
            done(scp(router, ROUTER + "usb1/there", dir.resolve("back")));
            assertThat(dir.resolve("back")).isEmptyFile();

            done(scp(router, big, empty, ROUTER + "usb1"));
            done(scp(router, big, ROUTER));
            assertThat(router.files().resolve("usb1/big")).hasSameBinaryContentAs(big);
            assertThat(router.files().resolve("usb1/empty")).isEmptyFile();
            assertThat(router.files().resolve("big")).hasSameBinaryContentAs(big);
        }
    }

    @Test
    void whatNothingTellsOfIsRefused() throws LabException, IOException {
        Path file = local("file", 10);
        Files.createDirectories(dir.resolve("folder"));
        try (LabRouter router = LabRouter.start(config("7.16.2"))) {
            refused(scp(router, "-p", file, ROUTER + "usb1/a"), "scp: -p is not supported");
            refused(scp(router, "-r", dir.resolve("folder"), ROUTER + "usb1/a"), "scp: -r is not supported");
            refused(scp(router, "-r", ROUTER + "usb1", dir.resolve("folder")), "scp: -r is not supported");
            refused(scp(router, file, ROUTER + "'usb1/a'"), "scp: only one name without blanks, quotes");
            refused(scp(router, file, ROUTER + "usb1/a b"), "scp: only one name without blanks, quotes");
            refused(scp(router, file, ROUTER + "none/a"), "scp: none/a: No such file or directory");
            refused(scp(router, file, ROUTER + "../a"), "scp: ../a: Not the name of a file");
            refused(scp(router, file, file, ROUTER + "usb1/a"), "usb1/a: Not a directory");
            refused(scp(router, ROUTER + "usb1/a", dir), "scp: usb1/a: No such file or directory");
            refused(scp(router, ROUTER + "../../file", dir), "scp: ../../file: No such file or directory");
            refused(scp(router, ROUTER + "usb1", dir), "scp: usb1: Is a directory");
            assertThat(router.files().resolve("usb1")).isEmptyDirectory();
            assertThat(run(router, "scp")).isEqualTo("bad command name scp (line 1 column 1)\r\n");

            run(router, "/user/group/add name=few policy=ssh,read,write,!ftp; /user/set admin group=few");
            refused(scp(router, file, ROUTER + "usb1/a"), "scp: not enough permissions (9)");
            assertThat(router.files().resolve("usb1")).isEmptyDirectory();
        }
    }

    @Test
    void noMoreIsTakenThanTheDiskHasRoomFor() throws LabException, IOException {
        Path big = local("big", SIZE);
        Path small = local("small", 150_000);
        LabConfig config = config("7.16.2").withHardware(LabHardware.READY.withDisk(200_000));
        try (LabRouter router = LabRouter.start(config)) {
            refused(scp(router, big, ROUTER + "usb1/a"), "scp: usb1/a: No space left on device");
            assertThat(Files.size(router.files().resolve("usb1/a"))).isLessThanOrEqualTo(200_000);
            done(scp(router, small, ROUTER + "usb1/a"));
            refused(scp(router, small, ROUTER + "usb1/b"), "scp: usb1/b: No space left on device");
        }
    }

    @Test
    void anUploadCanBeCutOnceByOrder() throws LabException, IOException {
        Path big = local("big", SIZE);
        LabConfig config = config("7.16.2").withFaults(LabFaults.dropUploadAfter(100_000));
        try (LabRouter router = LabRouter.start(config)) {
            assertThat(scp(router, big, ROUTER + "usb1/a").status()).isNotZero();
            assertThat(Files.size(router.files().resolve("usb1/a"))).isLessThan(SIZE);
            done(scp(router, big, ROUTER + "usb1/a"));
            assertThat(router.files().resolve("usb1/a")).hasSameBinaryContentAs(big);
        }
    }
}
