package mkrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mkrun.lab.LabConfig;
import mkrun.lab.LabContainers;
import mkrun.lab.LabRouter;
import mkrun.lab.PublishedPort;
import mkrun.routeros.RouterosVersion;
import mkrun.testing.Needs;
import mkrun.testing.RootOnDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A playbook's container on an emulated router that really runs it. */
@Timeout(120)
class LabContainersTest {
    @TempDir
    Path dir;

    @AfterEach
    void removeTheFilesOfContainers() {
        if (Files.exists(dir.resolve("state/lab"))) {
            RootOnDisk.delete(dir.resolve("state/lab"));
        }
    }

    @Test
    void whatAPlaybookPublishesAnswersOnLoopback() throws Exception {
        Needs.root();
        for (String tool : List.of("runc", "ip", "nsenter", "unshare", "script")) {
            Needs.tool(tool);
        }
        Path role = Files.createDirectories(dir.resolve("roles/web/tasks")).resolve("rootfs.groovy");
        Files.writeString(role, """
                packages 'alpine-base'
                file '/serve', mode: '0755', content: '''#!/bin/sh
                read request
                printf 'HTTP/1.0 200 OK\\\\r\\\\n\\\\r\\\\nhello from %s' "$PLACE"
                '''
                """);
        Path playbook = Files.writeString(dir.resolve("site.groovy"), """
                image('web') {
                    repositories '%s'
                    keys '%s'
                    roles 'web'
                    command '/usr/bin/nc', '-lk', '-p', '80', '-e', '/serve'
                }
                play('all') {
                    hosts 'r1'
                    tasks {
                        container('web') {
                            image 'web'
                            address '172.17.0.2/24'
                            env PLACE: 'the lab'
                            publish 8080, to: 80
                            health command: 'test -x /serve', http: 80, interval: '1s', timeout: '5s'
                        }
                    }
                }
                """.formatted(
                        Needs.alpine().resolve("apks"), Needs.alpine().resolve("keys")));
        Path inventory = Files.writeString(
                dir.resolve("hosts.ini"),
                "r1 connection=lab lab_speed=fast lab_containers=runc arch=amd64 routeros=7.23.3\n");
        // relative, as the folder is that mkrun takes by itself
        Path state =
                Path.of("").toAbsolutePath().relativize(dir.resolve("state").toAbsolutePath());

        Typed first = Typed.run(state, playbook.toString(), "-i", inventory.toString());
        assertThat(first.code()).as(first.out() + first.err()).isZero();
        Typed second = Typed.run(state, playbook.toString(), "-i", inventory.toString());
        assertThat(second.line("r1 ")).contains("changed=0").contains("failed=0");

        LabConfig config = LabConfig.of("r1", RouterosVersion.parse("7.23.3"), "x86_64", state.resolve("lab/r1"))
                .withContainers(LabContainers.RUNC);
        try (LabRouter router = LabRouter.start(config)) {
            BlockingQueue<PublishedPort> told = new LinkedBlockingQueue<>();
            router.onPublished(told::add);
            PublishedPort port = told.poll(30, TimeUnit.SECONDS);
            assertThat(port).isNotNull();
            assertThat(port.toString())
                    .isEqualTo("127.0.0.1:" + port.local() + " -> 172.17.0.2:80 (dst-nat of port 8080)");
            String answer = "";
            for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                    answer.isEmpty() && System.nanoTime() < end; ) {
                answer = get(port.local());
            }
            assertThat(answer).endsWith("hello from the lab");
        }
    }

    private static String get(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void anUnknownKindIsToldWithTheKnownOnes() {
        Typed typed = Typed.run(dir.resolve("state"), "lab", "up", "--containers", "docker");
        assertThat(typed.code()).isEqualTo(5);
        assertThat(typed.err()).contains("no containers of an emulated router: 'docker' (expected played or runc)");
    }
}
