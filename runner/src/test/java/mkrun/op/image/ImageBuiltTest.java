package mkrun.op.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import mkrun.image.Architecture;
import mkrun.routeros.MenuSchema;
import mkrun.routeros.RouterFacts;
import mkrun.routeros.RouterosVersion;
import mkrun.routeros.Row;
import mkrun.target.Change;
import mkrun.target.Content;
import mkrun.target.LocalChange;
import mkrun.target.Progress;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterProbe;
import mkrun.task.Plan;
import org.junit.jupiter.api.Test;

class ImageBuiltTest {
    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    private final Image image = new Image();

    @Test
    void storesTheImageOfTheRoutersArchitectureOnce() throws TargetException {
        Plan plan = plan("arm64");
        assertThat(plan.changes())
                .extracting(Change::summary)
                .containsExactly("build image alp-rc arm64 " + DIGEST + " (7 bytes)");
        assertThat(plan.reason()).isEqualTo("arm64 sha256:abababababab, 7 bytes");
        ((LocalChange) plan.changes().get(0)).run(Progress.NONE);

        assertThat(plan("arm64").changes()).isEmpty();
        assertThat(plan("arm64").reason()).isEqualTo("image alp-rc arm64 " + DIGEST + " is in the store");
    }

    @Test
    void showsWhatTheBuildDoes() throws TargetException {
        assertThat(plan("arm64").changes().get(0).diff())
                .containsExactly("build image alp-rc arm64 " + DIGEST + " (7 bytes)", "create /etc/motd");
    }

    @Test
    void refusesArchitecturesWithoutContainers() {
        assertThatThrownBy(() -> plan("mipsbe"))
                .isInstanceOf(TargetException.class)
                .hasMessage("routers of architecture mipsbe run no containers");
    }

    private Plan plan(String architecture) throws TargetException {
        ImageBuilt wanted = new ImageBuilt("alp-rc", new Source());
        return wanted.diff(wanted.inspect(new Router(architecture)));
    }

    private final class Source implements ImageSource {
        @Override
        public String name() {
            return "alp-rc";
        }

        @Override
        public Resolved resolve(Architecture architecture) {
            assertThat(architecture).isEqualTo(Architecture.ARM64);
            return image;
        }
    }

    private static final class Image implements ImageSource.Resolved {
        private boolean stored;

        @Override
        public Architecture architecture() {
            return Architecture.ARM64;
        }

        @Override
        public String digest() {
            return DIGEST;
        }

        @Override
        public Content archive() {
            return Content.text("archive");
        }

        @Override
        public boolean stored() {
            return stored;
        }

        @Override
        public List<Change> changes() {
            return List.of(() -> "create /etc/motd");
        }

        @Override
        public void store(Progress progress) {
            stored = true;
        }
    }

    private record Router(String architecture) implements RouterProbe {
        @Override
        public String user() {
            return "admin";
        }

        @Override
        public RouterFacts facts() {
            return new RouterFacts(
                    RouterosVersion.parse("7.20.8"),
                    architecture,
                    "CHR",
                    "",
                    "r1",
                    Set.of("container"),
                    Optional.of(true),
                    Set.of(),
                    0,
                    List.of(),
                    Optional.empty());
        }

        @Override
        public List<Row> rows(String menu) {
            return List.of();
        }

        @Override
        public Optional<MenuSchema> schema(String menu) {
            return Optional.empty();
        }

        @Override
        public OptionalLong fileSize(String path) {
            return OptionalLong.empty();
        }

        @Override
        public List<String> files(String directory) {
            return List.of();
        }

        @Override
        public boolean exists(String path) {
            return false;
        }
    }
}
