package mkrun.lab.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
    private static final int MOST = 1 << 12;

    private static InputStream bytes(String hex) {
        return new ByteArrayInputStream(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /** The table of the manual's page on the API. */
    @ParameterizedTest
    @CsvSource({
        "0x7F, 7f",
        "0x80, 8080",
        "0x3FFF, bfff",
        "0x4000, c04000",
        "0x1FFFFF, dfffff",
        "0x200000, e0200000",
        "0xFFFFFFF, efffffff",
    })
    void lengthsHaveTheBytesOfTheManual(String length, String hex) throws IOException {
        int size = Integer.decode(length);
        if (size > 1 << 22) {
            assertThatThrownBy(() -> Sentences.read(bytes(hex), MOST)).hasMessage("sentence too long");
            return;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String word = "x".repeat(size);
        Sentences.write(out, List.of(word));
        byte[] sent = out.toByteArray();
        assertThat(HexFormat.of().formatHex(sent, 0, hex.length() / 2)).isEqualTo(hex);
        assertThat(Sentences.read(new ByteArrayInputStream(sent), 1 << 23)).contains(List.of(word));
    }

    @Test
    void anyByteComesThrough() throws IOException {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            all.append(c);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Sentences.write(out, List.of("/x", all.toString()));
        assertThat(Sentences.read(new ByteArrayInputStream(out.toByteArray()), MOST))
                .contains(List.of("/x", all.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "05 2f 78", "80", "c0 40", "02 2f 78", "f0 00 00"})
    void whatEndsInTheMiddleIsNoSentence(String hex) throws IOException {
        assertThat(Sentences.read(bytes(hex), MOST)).isEqualTo(Optional.empty());
    }

    /** Of a length that is too long nothing is read, let alone kept. */
    @ParameterizedTest
    @ValueSource(
            strings = {"f0 ff ff ff ff", "f0 80 00 00 00", "f0 7f ff ff ff", "ef ff ff ff", "df ff ff", "d0 00 00"})
    void hugeLengthsAreRefusedBeforeTheWord(String hex) {
        InputStream endless = new InputStream() {
            private final InputStream head = bytes(hex);

            @Override
            public int read() throws IOException {
                return head.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                throw new AssertionError("read " + length + " bytes of the word");
            }
        };
        assertThatThrownBy(() -> Sentences.read(endless, MOST)).hasMessage("sentence too long");
    }

    @Test
    void wordsWithoutEndAreRefused() {
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                return at++ % 2 == 0 ? 1 : 'x';
            }
        };
        assertThatThrownBy(() -> Sentences.read(endless, MOST)).hasMessage("sentence too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"f1", "f8", "ff", "02 2f 78 f7"})
    void controlBytesAreRefused(String hex) {
        assertThatThrownBy(() -> Sentences.read(bytes(hex), MOST)).hasMessage("unknown control byte");
    }

    /** Whatever comes: sentences, the end, or a refusal; and of a sentence never more than was allowed. */
    @Test
    void anythingIsReadOrRefused() throws IOException {
        Random random = new Random(20261128);
        for (int round = 0; round < 20_000; round++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            if (random.nextBoolean()) {
                for (int i = 0; i < noise.length; i++) {
                    noise[i] &= 0x0F;
                }
            }
            InputStream in = new ByteArrayInputStream(noise);
            try {
                for (Optional<List<String>> words = Sentences.read(in, 40);
                        words.isPresent();
                        words = Sentences.read(in, 40)) {
                    assertThat(words.get().stream().mapToInt(String::length).sum())
                            .isLessThanOrEqualTo(40);
                    if (!words.get().isEmpty()) {
                        assertThat(Sentence.of(words.get()).command())
                                .isEqualTo(words.get().get(0));
                    }
                }
            } catch (Sentences.Malformed refused) {
                assertThat(refused).hasMessageMatching("sentence too long|unknown control byte");
            }
        }
    }
}
