package mkrun.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import example.JavaPlaybook;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mkrun.image.Architecture;
import mkrun.op.image.ImageDefinition;
import mkrun.task.Play;
import mkrun.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaFaceTest {
    /** The same as {@link JavaPlaybook}. */
    private static final String GROOVY = """
            image('web') {
                alpine '3.20'
                roles 'web'
                env TZ: 'UTC'
                packages 'mc'
                task('message of the day') { file '/etc/motd', content: 'hello', mode: '0600' }
            }
            play('routers') {
                hosts 'routers'
                serial 1, '100%'
                vars site: 'attic'
                tasks {
                    container('web') {
                        image 'web'
                        address '172.17.0.2/24'
                        mount '/data', at: 'usb1/data'
                        publish 8080, to: 80
                    }
                    task('name the router') {
                        routeros '/system/identity', set: [name: "${host.name}-${vars.string('site')}"]
                        notify 'renamed'
                        tags 'base'
                        when { facts -> facts.containsKey('version') }
                    }
                }
                handlers { handler('renamed') { debug 'renamed' } }
            }
            """;

    /** A task without what differs between two playbooks that say the same: its place and its condition's object. */
    private record Said(String name, Object operation, List<String> notifies, Set<String> tags, List<Boolean> when) {
        static Said of(Task task) {
            return new Said(
                    task.displayName(),
                    task.operation(),
                    task.notifies(),
                    task.tags(),
                    List.of(task.when().test(Map.of()), task.when().test(Map.of("version", "7.20.8"))));
        }
    }

    @TempDir
    private Path dir;

    private PlaybookFixture fixture;

    @BeforeEach
    void role() {
        fixture = new PlaybookFixture(dir)
                .file("roles/web/tasks/rootfs.groovy", "packages 'nginx'\n")
                .file("roles/web/tasks/router.groovy", "env WEB_NAME: container.name\n");
    }

    @Test
    void javaAndGroovyMakeTheSameModel() throws PlaybookException {
        Playbook groovy = fixture.load(GROOVY);
        Playbook java = JavaPlaybook.define().in(dir).evaluate(fixture.inventory(), fixture.options());
        assertThat(said(java)).isEqualTo(said(groovy)).isNotEmpty();
        assertThat(java.plays().get(0).batches()).isEqualTo(List.of(List.of("r1"), List.of("r2")));
        assertThat(java.plays().get(0).batches())
                .isEqualTo(groovy.plays().get(0).batches());
        ImageDefinition image = java.images().get("web");
        assertThat(image.env()).isEqualTo(groovy.images().get("web").env());
        assertThat(image.repositories()).isEqualTo(groovy.images().get("web").repositories());
    }

    @Test
    void aTaskOfAJavaPlaybookKnowsItsLine() throws PlaybookException {
        Playbook java = JavaPlaybook.define().in(dir).evaluate(fixture.inventory(), fixture.options());
        List<Task> tasks = java.plays().get(0).hosts().get("r1").tasks();
        assertThat(tasks).extracting(t -> t.id().position().file()).containsOnly("JavaPlaybook.java");
        assertThat(tasks).extracting(t -> t.id().position().line()).allMatch(line -> line > 40);
    }

    private static List<Said> said(Playbook playbook) {
        Play play = playbook.plays().get(0);
        Stream<Task> ofImage = playbook.images().get("web").tasks(Architecture.AMD64).stream();
        Stream<Task> ofHosts = Stream.of("r1", "r2")
                .flatMap(h ->
                        Stream.concat(play.hosts().get(h).tasks().stream(), play.hosts().get(h).handlers().stream()));
        return Stream.concat(ofImage, ofHosts).map(Said::of).toList();
    }
}
