package mkrun.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Playbooks that do not load: what is said of them, and where. */
abstract class RefusedPlaybooks {
    @TempDir
    Path dir;

    PlaybookFixture fixture;

    @BeforeEach
    void folder() {
        fixture = new PlaybookFixture(dir);
    }

    /** Holds what is said of a playbook against a message, up to the white space around it. */
    void refused(String playbook, String message) {
        assertThat(fixture.refusal(playbook)).isEqualTo(message.strip());
    }
}
