package mkrun.target.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import mkrun.routeros.Dialect;
import mkrun.routeros.Reader;
import mkrun.routeros.RouterosException;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Row;
import mkrun.target.Content;
import mkrun.target.Progress;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.UnreachableException;
import mkrun.target.routeros.RouterLink;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SshLinkTest {
    private static final Secret PASSWORD = Secret.of(ScriptedSshServer.PASSWORD);

    @TempDir
    Path dir;

    private ScriptedSshServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedSshServer(dir);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private SshSettings settings() {
        return server.settings().withPassword(PASSWORD);
    }

    @Test
    void everyLineIsOneExchangeOfTheSameSession() throws Exception {
        server.answer(line -> "you said " + line + "\r\n");
        try (RouterLink link = SshLink.connect(settings())) {
            assertThat(link.exec(":put a")).isEqualTo("you said :put a\r\n");
            assertThat(link.exec(":put é")).isEqualTo("you said :put é\r\n");
            assertThat(link.exchanges()).isEqualTo(2);
            assertThat(server.server().getActiveSessions()).hasSize(1);
        }
        assertThat(server.heard).containsExactly(":put a", ":put é");
    }

    @Test
    void aLongAnswerArrivesWhole() throws Exception {
        String row = "0123456789abcdef".repeat(64) + "\r\n";
        server.answer(line -> row.repeat(3000));
        try (RouterLink link = SshLink.connect(settings())) {
            assertThat(link.exec("/print")).hasSize(row.length() * 3000);
        }
    }

    private static final Reader QUESTION = new Reader("q7Lr2kPz");
    private static final Dialect DIALECT = Dialect.of(RouterosVersion.parse("7.20.8"), Set.of());
    private static final List<String> ADDRESSES = List.of("/ip/address");

    private static String addresses(int rows, String behind) {
        return "q7Lr2kPz m /ip/address\n[" + "{\".id\":\"*1\",\"comment\":\"a comment\"},".repeat(rows - 1)
                + "{\".id\":\"*2\"}" + behind + "]\nq7Lr2kPz e\n";
    }

    @Test
    void anAnswerIsReadWhileItArrives() throws Exception {
        server.answer(line -> addresses(50, String.valueOf(ScriptedSshServer.PAUSE)));
        try (RouterLink link = SshLink.connect(settings())) {
            List<Row> rows = link.exec("/print", answer -> {
                server.released.countDown(); // of what comes before the pause nothing has to be waited for
                return QUESTION.state(DIALECT, ADDRESSES, answer).rows().get("/ip/address");
            });
            assertThat(rows).hasSize(50);
        }
    }

    @Test
    void aLongAnswerFillsNoMemoryWhileNobodyReads() throws Exception {
        server.answer(line -> addresses(100_000, ""));
        try (RouterLink link = SshLink.connect(settings())) {
            int rows = link.exec("/print", answer -> QUESTION.state(DIALECT, ADDRESSES, answer)
                    .rows()
                    .get("/ip/address")
                    .size());
            assertThat(rows).isEqualTo(100_000);
            String unread = link.exec("/print", answer -> "not read at all");
            assertThat(unread).isEqualTo("not read at all");
            assertThat(link.exchanges()).isEqualTo(2);
        }
    }

    @Test
    void whatIsNoAnswerLeavesTheSessionAsItIs() throws Exception {
        server.answer(line -> line.equals("/print") ? "failure: no\n" + "x".repeat(3 << 20) : "still here");
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.exec("/print", answer -> QUESTION.state(DIALECT, ADDRESSES, answer)))
                    .isInstanceOf(RouterosException.class)
                    .hasMessageStartingWith("the router's answer ends early; it said: failure: no");
            assertThat(link.exec(":put")).isEqualTo("still here");
        }
    }

    @Test
    void anAnswerThatIsCutOffIsALostSessionAndNoWrongAnswer() throws Exception {
        server.answer(line -> null);
        server.released.countDown();
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.exec("/print", answer -> QUESTION.state(DIALECT, ADDRESSES, answer)))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("the session was lost");
        }
    }

    @Test
    void anEndlessAnswerIsRefused() throws Exception {
        String row = "0123456789abcdef".repeat(1 << 12);
        server.answer(line -> row.repeat(1025));
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.exec("/print", answer -> QUESTION.state(DIALECT, ADDRESSES, answer)))
                    .hasMessageContaining("the answer is longer than 64 MiB");
        }
    }

    @Test
    void aKeyOfAFileLogsIn() throws Exception {
        KeyPair pair = ScriptedSshServer.rsa();
        server.acceptKey(pair.getPublic());
        try (RouterLink link = SshLink.connect(server.settings().withKeyFiles(List.of(pem(pair))))) {
            assertThat(link.exec("x")).isEmpty();
        }
    }

    @Test
    void knownHostsThatCannotBeReadAreNamed() throws IOException {
        Files.delete(server.knownHosts());
        Files.createDirectory(server.knownHosts());
        assertThatThrownBy(() -> SshLink.connect(settings()))
                .isInstanceOf(UnreachableException.class)
                .hasMessageEndingWith(": the known hosts cannot be read: " + server.knownHosts() + ": Is a directory");
    }

    @Test
    void withoutAPasswordTheEmptyOneIsThoughtOf() {
        assertThatThrownBy(() -> SshLink.connect(server.settings()))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining(
                        "no password). Check user and password in the inventory ('password=' if it has none yet), or give");
    }

    @Test
    void anUnknownHostKeyStopsAndSaysHowToAddIt() throws IOException {
        Files.delete(server.knownHosts());
        assertThatThrownBy(() -> SshLink.connect(settings()))
                .isInstanceOf(UnreachableException.class)
                .hasMessageMatching(
                        "127\\.0\\.0\\.1:\\d+: its host key \\(ssh-rsa SHA256:\\S+\\) is not in \\S+known_hosts\\. "
                                + "Compare it with what the router's console tells, then add it: "
                                + "ssh-keyscan -p \\d+ 127\\.0\\.0\\.1 >> \\S+known_hosts");
        assertThat(server.heard).isEmpty();
    }

    @Test
    void aChangedHostKeyStopsAndSaysHowToForgetTheOldOne() throws IOException {
        Files.writeString(
                server.knownHosts(), server.knownAs(ScriptedSshServer.rsa().getPublic()));
        assertThatThrownBy(() -> SshLink.connect(settings()))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("is not the one in")
                .hasMessageMatching(".*ssh-keygen -f \\S+ -R '\\[127\\.0\\.0\\.1\\]:\\d+'");
    }

    @Test
    void aWrongPasswordSaysWhatWasOfferedAndNeverThePassword() {
        assertThatThrownBy(() -> SshLink.connect(settings().withPassword(Secret.of("wrong-battery"))))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("the router refused the log-in as admin"
                        + " (offered: no key of the file, no key of the agent, the password)")
                .hasMessageNotContaining("battery");
    }

    @Test
    void aClosedPortIsSaidToBeClosed() throws IOException {
        int port = freePort();
        assertThatThrownBy(() -> SshLink.connect(settings().withPort(port)))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("127.0.0.1:" + port + ": nothing answers on port " + port);
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket mute = new ServerSocket(0)) {
            SshSettings settings = settings()
                    .withPort(mute.getLocalPort())
                    .withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(5));
            assertThatThrownBy(() -> SshLink.connect(settings))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("no answer within 300 ms on port");
        }
    }

    @Test
    void anUnknownNameIsSaidToBeUnknown() {
        SshSettings nowhere = SshSettings.of("no-such-router.invalid", "admin").withAgent(false);
        assertThatThrownBy(() -> SshLink.connect(nowhere))
                .isInstanceOf(UnreachableException.class)
                .hasMessage(
                        "no-such-router.invalid: the name no-such-router.invalid is not known to DNS or the hosts file");
    }

    @Test
    void aCommandThatTakesTooLongEndsTheSession() throws Exception {
        server.answer(line -> null);
        SshSettings settings = settings().withTimeouts(Duration.ofSeconds(10), Duration.ofMillis(300));
        try (RouterLink link = SshLink.connect(settings)) {
            assertThatThrownBy(() -> link.exec("/slow"))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("no answer to a command within 300 ms");
            assertThatThrownBy(() -> link.exec("/next")).isInstanceOf(UnreachableException.class);
        }
    }

    @Test
    void aSessionDroppedInAnAnswerIsNotAnAnswer() throws Exception {
        server.answer(line -> null);
        server.released.countDown();
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.exec("/x"))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("the session was lost");
        }
    }

    @Test
    void aMissingKeyFileIsNamed() {
        Path missing = dir.resolve("id_none");
        assertThatThrownBy(() -> SshLink.connect(settings().withKeyFiles(List.of(missing))))
                .hasMessageContaining("key file " + missing + " does not exist");
    }

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
            assertThatThrownBy(() -> link.upload(Content.of(new byte[1 << 20]), "usb1/a.part", "alp-rc", Progress.NONE))
                    .isInstanceOf(TargetException.class)
                    .isNotInstanceOf(UnreachableException.class)
                    .hasMessageMatching(
                            "the router refused usb1/a\\.part \\(\\d+ of 1048576 bytes sent\\): General failure\\. If its disk is full, free some space there, then run again");
            assertThat(link.exec("still there")).isEmpty();
        }
        assertThat(dir.resolve("files/usb1/a.part")).doesNotExist();
    }

    @Test
    void aSessionDroppedInAnUploadIsUnreachable() throws Exception {
        server.sftp(refuseAfter(
                100_000, () -> server.server().getActiveSessions().get(0).close(true)));
        try (RouterLink link = SshLink.connect(settings())) {
            assertThatThrownBy(() -> link.upload(Content.of(new byte[8 << 20]), "usb1/a.part", "alp-rc", Progress.NONE))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageMatching(
                            "127\\.0\\.0\\.1:\\d+: the session was lost after \\d+ of 8388608 bytes of alp-rc");
        }
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

    private Path pem(KeyPair pair) throws IOException {
        Path file = dir.resolve("id_rsa");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("-----BEGIN PRIVATE KEY-----\n");
            out.write(Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(pair.getPrivate().getEncoded()));
            out.write("\n-----END PRIVATE KEY-----\n");
        }
        return file;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
