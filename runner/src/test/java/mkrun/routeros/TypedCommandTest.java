package mkrun.routeros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedCommandTest {
    @Test
    void blanksAndSemicolonsAroundItAreNoPartOfIt() {
        assertThat(TypedCommand.of(" /ip/address/print ; ; \n").text()).isEqualTo("/ip/address/print");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", ";", "\n"})
    void anEmptyCommandIsRefused(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TypedCommand.of(typed))
                .withMessageStartingWith("the command is empty");
    }

    @Test
    void aCommentIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TypedCommand.of(" # nothing"))
                .withMessageStartingWith("the command is a comment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\n/b", "/a\r\n/b", "/a\r/b"})
    void severalLinesAreRefused(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TypedCommand.of(typed))
                .withMessageStartingWith("the command has 2 lines: a router takes one.");
    }

    @Test
    void aQuoteThatIsNotClosedWouldSwallowTheMarker() {
        assertThat(TypedCommand.of(":put \"a\\\"b\\\\\"").text()).isEqualTo(":put \"a\\\"b\\\\\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TypedCommand.of(":put \"a\\\""))
                .withMessageStartingWith("a quote in the command is not closed");
    }

    @Test
    void controlCharactersAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TypedCommand.of(":put \"\u001b[2J\""))
                .withMessageStartingWith("the command has a control character in it");
    }

    @Test
    void whatIsTooLongIsRefusedByItsBytes() {
        assertThat(TypedCommand.of("x".repeat(4000)).text()).hasSize(4000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TypedCommand.of("ü".repeat(2001)))
                .withMessageStartingWith("the command has 4002 bytes: at most 4000");
    }
}
