package mkrun.target.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import mkrun.lab.LabConfig;
import mkrun.lab.LabRouter;
import mkrun.routeros.RouterosVersion;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.RouterLink;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files on their way to a router. */
@Timeout(60)
class SshUploadTest extends OnScriptedServer {
    private final AtomicLong lastTotal = new AtomicLong(-1);
    private final Progress last = (what, done, total) -> lastTotal.set(total);

    @Test
    void anUploadMakesItsDirectoriesAndReportsHowFarItIs() throws Exception {
        byte[] bytes = new byte[3 << 20];
        new Random(1).nextBytes(bytes);
        List<Long> steps = new ArrayList<>();
        Progress progress = (what, done, total) -> {
            assertThat(what).isEqualTo("alp-rc");
            assertThat(total).isEqualTo(bytes.length);
            steps.add(done);
        };
        try (RouterLink link = SshLink.connect(settings())) {
            link.upload(Content.of(bytes), "usb1/mkrun/a.part", "alp-rc", progress);
            link.rename("usb1/mkrun/a.part", "usb1/mkrun/a.tar");
            assertThat(link.exists("usb1/mkrun/a.tar")).isTrue();
            assertThat(link.exists("usb1/mkrun/a.part")).isFalse();
        }
        assertThat(dir.resolve("files/usb1/mkrun/a.tar")).hasBinaryContent(bytes);
        assertThat(steps).isSorted().startsWith(0L).endsWith((long) bytes.length);
    }

    @Test
    void aDiskThatIsFullIsAFailureInTheRoutersWordsAndLeavesNoPart() throws Exception {
        server.sftp(refuseAfter(100_000, () -> {
            throw new IOException("No space left on device");
        }));
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.upload(Content.of(new byte[1 << 20]), "usb1/a.part", "alp-rc", last))
                    .isInstanceOf(TargetException.class)
                    .isNotInstanceOf(UnreachableException.class)
                    .hasMessageMatching(
                            "the router refused usb1/a\\.part \\(\\d+ of 1048576 bytes have arrived\\): General failure\\. If its disk is full, free some space there, then run again");
            assertThat(link.exec("still there")).isEmpty();
        }
        assertThat(dir.resolve("files/usb1/a.part")).doesNotExist();
        assertThat(lastTotal).as("given up").hasValue(0);
    }

    @Test
    void aFolderInTheWayIsNamedAndStays() throws Exception {
        Path folder = Files.createDirectories(dir.resolve("files/usb1/a.part"));
        Files.createDirectories(dir.resolve("files/usb2"));
        Files.writeString(dir.resolve("files/usb2/mkrun"), "mine");
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.upload(Content.of(new byte[10]), "usb1/a.part", "alp-rc", Progress.NONE))
                    .hasMessageStartingWith("the router refused usb1/a.part (0 of 10 bytes have arrived): ")
                    .hasMessageEndingWith(". There is a folder of that name: remove or rename it, then run again");
            assertThatThrownBy(() -> link.upload(Content.of(new byte[10]), "usb2/mkrun/a", "alp-rc", Progress.NONE))
                    .hasMessageEndingWith(
                            ". usb2/mkrun is a file there, and must be a folder: remove or rename it, then run again");
        }
        assertThat(folder).isDirectory();
    }

    @Test
    void aSessionDroppedInAnUploadIsUnreachable() throws Exception {
        server.sftp(refuseAfter(
                100_000, () -> server.server().getActiveSessions().get(0).close(true)));
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.upload(Content.of(new byte[8 << 20]), "usb1/a.part", "alp-rc", last))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageMatching(
                            "127\\.0\\.0\\.1:\\d+: the session was lost in alp-rc, \\d+ of 8388608 bytes have arrived");
        }
        assertThat(lastTotal).as("given up").hasValue(0);
    }

    @Test
    void anUploadGoesOnWhereALostSessionLeftIt() throws Exception {
        byte[] bytes = random(5 << 20);
        server.sftp(refuseAfter(
                3_000_000, () -> server.server().getActiveSessions().get(0).close(true)));
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.upload(Content.of(bytes), "usb1/a.part", "alp-rc", Progress.NONE))
                    .isInstanceOf(UnreachableException.class);
        }
        long left = Files.size(dir.resolve("files/usb1/a.part"));
        assertThat(left).isBetween(2_900_000L, 3_100_000L);
        assertThat(sent(bytes)).isEqualTo(bytes.length - left);
    }

    @Test
    void whatIsOnTheWayHasNotArrived() throws Exception {
        byte[] bytes = random(3 << 20);
        AtomicLong written = new AtomicLong();
        server.sftp(listening((offset, length) -> written.addAndGet(length)));
        AtomicLong ahead = new AtomicLong();
        try (RouterLink link = SshLink.connect(settings())) {
            link.upload(
                    Content.of(bytes),
                    "usb1/a.part",
                    "alp-rc",
                    (what, done, total) -> ahead.accumulateAndGet(done - written.get(), Math::max));
        }
        assertThat(ahead).as("bytes told of that were under way").hasValue(0);
    }

    /** All of it fits into the buffers on the way: what counts is that the router goes on taking some. */
    @Test
    void aSlowRouterIsWaitedForAsLongAsItTakesSome() throws Exception {
        byte[] bytes = random(1 << 20);
        server.sftp(listening((offset, length) -> LockSupport.parkNanos(50_000_000)));
        try (RouterLink link =
                SshLink.connect(settings().withTimeouts(Duration.ofSeconds(20), Duration.ofMillis(800)))) {
            link.upload(Content.of(bytes), "usb1/a.part", "alp-rc", Progress.NONE);
        }
        assertThat(dir.resolve("files/usb1/a.part")).hasBinaryContent(bytes);
    }

    @Test
    void aRenamedFileTakesTheOthersPlace() throws Exception {
        renameOver(dir.resolve("files"), settings());
    }

    /** Not all servers have the extension that renames over a file; the lab's has none. */
    @Test
    void aRenamedFileTakesTheOthersPlaceWithoutExtensions() throws Exception {
        LabConfig config = LabConfig.of("r1", RouterosVersion.parse("7.20.8"), "arm64", dir.resolve("r1"))
                .withLogin("admin", "secret");
        try (LabRouter router = LabRouter.start(config)) {
            renameOver(
                    router.files(),
                    SshSettings.of(router.host(), "admin")
                            .withPort(router.port())
                            .withPassword(Secret.of("secret"))
                            .withAgent(false)
                            .withKnownHosts(Files.writeString(dir.resolve("known"), router.knownHostsLine() + "\n")));
        }
    }

    private static void renameOver(Path files, SshSettings settings) throws Exception {
        Files.createDirectories(files.resolve("usb1/folder/full"));
        Files.write(files.resolve("usb1/a.part"), new byte[] {1});
        Path old = Files.write(files.resolve("usb1/a.tar"), new byte[] {2});
        try (RouterLink link = SshLink.connect(settings)) {
            assertThatThrownBy(() -> link.rename("usb1/a.part", "usb1/folder"))
                    .hasMessageStartingWith("the router refused to rename usb1/a.part to usb1/folder: ");
            link.rename("usb1/a.part", "usb1/a.tar");
            assertThat(old).hasBinaryContent(new byte[] {1});
            assertThatThrownBy(() -> link.rename("usb1/none", "usb1/a.tar"))
                    .hasMessageStartingWith("the router refused to rename usb1/none to usb1/a.tar: ");
            assertThat(old).hasBinaryContent(new byte[] {1});
        }
    }

    @Test
    void remainsOfAnotherContentAreWrittenOver() throws Exception {
        byte[] bytes = random(5 << 20);
        byte[] other = Arrays.copyOf(bytes, 4 << 20);
        other[(3 << 20) / 8 * 3 + 20] ^= 1; // in one of the blocks that are compared
        left(other);
        assertThat(sent(bytes)).isEqualTo(bytes.length);
    }

    @Test
    void remainsWhoseEndWasLostAreWrittenOver() throws Exception {
        byte[] bytes = random(5 << 20);
        byte[] torn = Arrays.copyOf(bytes, 4 << 20);
        Arrays.fill(torn, torn.length - 5000, torn.length - 4000, (byte) 0);
        left(torn);
        assertThat(sent(bytes)).isEqualTo(bytes.length);
        left(Arrays.copyOf(bytes, bytes.length + 1));
        assertThat(sent(bytes)).isEqualTo(bytes.length);
    }

    private void left(byte[] remains) throws IOException {
        Files.write(Files.createDirectories(dir.resolve("files/usb1")).resolve("a.part"), remains);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    /** Uploads to {@code usb1/a.part}, where there may be something, and makes sure that the file is right afterwards. */
    private long sent(byte[] bytes) throws Exception {
        AtomicLong sent = new AtomicLong();
        server.sftp(listening((offset, length) -> sent.addAndGet(length)));
        List<Long> steps = new ArrayList<>();
        try (RouterLink link = SshLink.connect(settings())) {
            link.upload(Content.of(bytes), "usb1/a.part", "alp-rc", (what, done, total) -> steps.add(done));
        }
        assertThat(dir.resolve("files/usb1/a.part")).hasBinaryContent(bytes);
        assertThat(steps).isSorted().startsWith(bytes.length - sent.get()).endsWith((long) bytes.length);
        return sent.get();
    }

    @Test
    void aRouterWithoutSftpSaysWhichPolicyIsMissing() throws Exception {
        server.server().setSubsystemFactories(List.of());
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.upload(Content.EMPTY, "a", "a", Progress.NONE))
                    .hasMessageContaining("does not let admin transfer files")
                    .hasMessageContaining("needs the policy ftp");
        }
    }

    @Test
    void aRouterThatEndsTheTransferAtOnceRefusesIt() throws Exception {
        server.sftp(endsAtOnce());
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.upload(Content.EMPTY, "a", "a", Progress.NONE))
                    .isNotInstanceOf(UnreachableException.class)
                    .hasMessageContaining("does not let admin transfer files");
            assertThat(link.exec("still there")).isEmpty();
        }
    }

    /** The channel ends before the session is known to have ended. */
    @Test
    void aSessionThatEndsWhenFilesAreAskedForIsLost() throws Exception {
        server.sftp(endsAtOnce());
        server.answer(line -> null);
        server.released.countDown();
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.upload(Content.EMPTY, "a", "a", Progress.NONE))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining(": the session was lost: ");
        }
    }

    private static SftpSubsystemFactory endsAtOnce() {
        return new SftpSubsystemFactory() {
            @Override
            public Command createSubsystem(ChannelSession channel) {
                return new AbstractCommandSupport("sftp", null) {
                    @Override
                    public void run() {
                        onExit(1);
                    }
                };
            }
        };
    }

    private interface Trouble {
        void happen() throws IOException;
    }

    private interface Writing {
        void at(long offset, int length) throws IOException;
    }

    private static SftpSubsystemFactory refuseAfter(long bytes, Trouble trouble) {
        return listening((offset, length) -> {
            if (offset >= bytes) {
                trouble.happen();
            }
        });
    }

    private static SftpSubsystemFactory listening(Writing writing) {
        SftpSubsystemFactory factory = new SftpSubsystemFactory();
        factory.addSftpEventListener(new SftpEventListener() {
            @Override
            public void writing(
                    ServerSession session,
                    String remoteHandle,
                    FileHandle localHandle,
                    long offset,
                    byte[] data,
                    int dataOffset,
                    int dataLen)
                    throws IOException {
                writing.at(offset, dataLen);
            }

            @Override
            public void open(ServerSession session, String remoteHandle, Handle localHandle) {
                // nothing to do
            }
        });
        return factory;
    }
}
